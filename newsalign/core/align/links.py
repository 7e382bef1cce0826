"""Links between the words of two texts: by lexicon, by value, by spelling, by likeness of names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.lexicon import WEIGHT_CAP, Lexicon
from newsalign.core.align.names import like_names
from newsalign.core.align.tokens import Token

NUMBER_WEIGHT = 7.0
_WEIGHT_PER_LETTER = 1.0
_MOST_WITHOUT_LEXICON = 6.0


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The different tokens of one text in one language; `sentences` holds their ids, each once, in order."""

    language: str
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[Integers, ...]

    @classmethod
    def of(cls, language: str, sentences: Sequence[Sequence[Token]]) -> "Vocabulary":
        ids: dict[str, int] = {}
        forms: list[str] = []
        found = []
        for tokens in sentences:
            members: dict[int, None] = {}
            for token in tokens:
                index = ids.setdefault(token.key, len(ids))
                if index == len(forms):
                    forms.append(token.form)
                members[index] = None
            found.append(np.array(list(members), np.int64))
        return cls(language, tuple(ids), tuple(forms), tuple(found))

    def weights(self, lexicon: Lexicon | None) -> Floats:
        """How much every token tells, less for one that stands everywhere in this text."""
        known = lexicon if lexicon and self.language in lexicon.languages else None
        general = np.array(
            [
                _general_weight(k, f, self.language, known)
                for k, f in zip(self.keys, self.forms, strict=True)
            ]
        )
        n = len(self.sentences)
        standing = (
            np.bincount(np.concatenate(self.sentences), minlength=len(self.keys))
            if n
            else np.zeros(0)
        )
        rarity = np.log((n + 1) / np.maximum(standing, 1)) / np.log(n + 1)
        return np.asarray(general * np.sqrt(rarity), np.float32)


def _general_weight(key: str, form: str, language: str, lexicon: Lexicon | None) -> float:
    if key[0] == "#":
        return NUMBER_WEIGHT
    if lexicon:
        return min(WEIGHT_CAP, lexicon.weight(key, language))
    return min(_MOST_WITHOUT_LEXICON, max(1.0, _WEIGHT_PER_LETTER * (len(form) - 1)))


@dataclass(frozen=True, eq=False)
class WordLinks:
    """Pairs of token ids, one of each vocabulary, with strengths in 0..1; sorted by `source`."""

    source: Integers
    target: Integers
    strength: Floats


def link_words(source: Vocabulary, target: Vocabulary, lexicon: Lexicon | None) -> WordLinks:
    """All word links between two texts that some evidence supports, the strongest of each pair."""
    rows, columns, values = _exact(source, target)
    if (
        lexicon
        and source.language != target.language
        and lexicon.knows(source.language, target.language)
    ):
        listed = _listed(source, target, lexicon)
        rows, columns, values = rows + listed[0], columns + listed[1], values + listed[2]
    words = [
        [f if k[0] not in "#!" else "" for k, f in zip(v.keys, v.forms, strict=True)]
        for v in (source, target)
    ]
    alike = like_names(words[0], words[1])
    return _strongest(
        np.concatenate([np.array(rows, np.int64), alike[0]]),
        np.concatenate([np.array(columns, np.int64), alike[1]]),
        np.concatenate([np.array(values, np.float32), alike[2]]),
    )


def _exact(source: Vocabulary, target: Vocabulary) -> tuple[list[int], list[int], list[float]]:
    ids = {key: j for j, key in enumerate(target.keys)}
    pairs = [(i, ids[key]) for i, key in enumerate(source.keys) if key in ids]
    return [i for i, _ in pairs], [j for _, j in pairs], [1.0] * len(pairs)


def _listed(
    source: Vocabulary, target: Vocabulary, lexicon: Lexicon
) -> tuple[list[int], list[int], list[float]]:
    ids = {key: j for j, key in enumerate(target.keys)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for i, key in enumerate(source.keys):
        for other, strength in lexicon.counterparts(key, source.language).items():
            j = ids.get(other)
            if j is not None:
                rows.append(i)
                columns.append(j)
                values.append(strength)
    return rows, columns, values


def _strongest(rows: Integers, columns: Integers, values: Floats) -> WordLinks:
    order = np.lexsort((-values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != 0) | (np.diff(columns) != 0)
    return WordLinks(rows[new], columns[new], values[new])
