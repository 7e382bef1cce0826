"""Links between the words of two texts: by lexicon, by value, by spelling, by likeness of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.names import Skeletons, like_names
from newsalign.core.align.tokens import Word, is_word

NUMBER_WEIGHT = 7.0
_MOST_WITHOUT_LEXICON = 6.0


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The different tokens of one text in one language; `sentences` holds their ids, each once, in order."""

    language: str
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[Integers, ...]

    @classmethod
    def of(cls, language: str, sentences: Sequence[Sequence[Word]]) -> "Vocabulary":
        ids: dict[str, int] = {}
        forms: list[str] = []
        found = []
        for sentence in sentences:
            members = dict(sentence)
            for key, form in members.items():
                if key not in ids:
                    ids[key] = len(ids)
                    forms.append(form)
            found.append(np.array([ids[key] for key in members], np.int64))
        return cls(language, tuple(ids), tuple(forms), tuple(found))

    @cached_property
    def skeletons(self) -> Skeletons:
        """The skeletons of the words, for names; numerals and signs have none."""
        return Skeletons.of(
            [f if is_word(k) else "" for k, f in zip(self.keys, self.forms, strict=True)]
        )

    def weights(self, lexicon: Lexicon | None) -> Floats:
        """How much every token tells, less for one that stands everywhere in this text."""
        general = self.general_weights(lexicon)
        n = len(self.sentences)
        standing = (
            np.bincount(np.concatenate(self.sentences), minlength=len(self.keys))
            if n
            else np.zeros(0)
        )
        rarity = np.log((n + 1) / np.maximum(standing, 1)) / np.log(n + 1)
        return np.asarray(general * np.sqrt(rarity), np.float32)

    def general_weights(self, lexicon: Lexicon | None) -> Floats:
        """How much every token tells in any text, in nats; by its length if no lexicon can say."""
        if lexicon and self.language in lexicon.languages:
            weights = lexicon.weights(self.keys, self.language)
        else:
            lengths = np.array([len(form) for form in self.forms])
            weights = np.clip(lengths - 1, 1, _MOST_WITHOUT_LEXICON).astype(np.float32)
        return np.where([key[0] == "#" for key in self.keys], np.float32(NUMBER_WEIGHT), weights)


@dataclass(frozen=True, eq=False)
class WordLinks:
    """Pairs of token ids, one of each vocabulary, with strengths in 0..1; sorted by `source`."""

    source: Integers
    target: Integers
    strength: Floats


def link_words(source: Vocabulary, target: Vocabulary, lexicon: Lexicon | None) -> WordLinks:
    """All word links between two texts that some evidence supports, the strongest of each pair."""
    found = [_exact(source, target)]
    if (
        lexicon
        and source.language != target.language
        and lexicon.knows(source.language, target.language)
    ):
        found.append(_listed(source, target, lexicon))
    found.append(like_names(source.skeletons, target.skeletons))
    return _strongest(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _exact(source: Vocabulary, target: Vocabulary) -> tuple[Integers, Integers, Floats]:
    ids = {key: j for j, key in enumerate(target.keys)}
    pairs = [(i, ids[key]) for i, key in enumerate(source.keys) if key in ids]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return rows, columns, np.ones(len(rows), np.float32)


def _listed(
    source: Vocabulary, target: Vocabulary, lexicon: Lexicon
) -> tuple[Integers, Integers, Floats]:
    rows, words, strengths = lexicon.entries(source.keys, source.language)
    place = np.full(len(lexicon.words[lexicon.languages.index(target.language)]) + 1, -1)
    place[lexicon.numbers(target.keys, target.language)] = np.arange(len(target.keys))
    place[-1] = -1
    columns = place[words]
    there = columns >= 0
    return rows[there], columns[there], strengths[there]


def _strongest(rows: Integers, columns: Integers, values: Floats) -> WordLinks:
    order = np.lexsort((-values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != 0) | (np.diff(columns) != 0)
    return WordLinks(rows[new], columns[new], values[new])
