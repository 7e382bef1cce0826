"""The different words of a text, and how much each of them tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.names import Skeletons
from newsalign.core.align.tokens import Word, is_word

NUMBER_WEIGHT = 7.0
_MOST_WITHOUT_LEXICON = 6.0
_NOTHING = np.zeros(1, np.int64)


@dataclass(frozen=True, eq=False)
class Row:
    """Word numbers and weights; sentence k is at starts[k]..starts[k+1]-1, behind a place of weight 0."""

    words: Integers
    weights: Floats
    starts: Integers


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The different tokens of one text in one language; `sentences` holds their ids, each once, in order.

    `lexicon` says how frequent words are, if it knows the language, and may link them.
    """

    language: str
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[Integers, ...]
    lexicon: Lexicon | None

    @classmethod
    def of(
        cls, language: str, sentences: Sequence[Sequence[Word]], lexicon: Lexicon | None
    ) -> "Vocabulary":
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
        return cls(language, tuple(ids), tuple(forms), tuple(found), lexicon)

    @cached_property
    def skeletons(self) -> Skeletons:
        """The skeletons of the words, for names; numerals and signs have none."""
        return Skeletons.of(
            [f if is_word(k) else "" for k, f in zip(self.keys, self.forms, strict=True)]
        )

    @cached_property
    def weights(self) -> Floats:
        """How much every token tells, less for one that stands everywhere in this text."""
        n = len(self.sentences)
        standing = (
            np.bincount(np.concatenate(self.sentences), minlength=len(self.keys))
            if n
            else np.zeros(0)
        )
        rarity = np.log((n + 1) / np.maximum(standing, 1)) / np.log(n + 1)
        return np.asarray(self.general_weights * np.sqrt(rarity), np.float32)

    @cached_property
    def general_weights(self) -> Floats:
        """How much every token tells in any text, in nats; by its length if no lexicon can say."""
        if self.lexicon and self.language in self.lexicon.languages:
            weights = self.lexicon.weights(self.keys, self.language)
        else:
            lengths = np.array([len(form) for form in self.forms])
            weights = np.clip(lengths - 1, 1, _MOST_WITHOUT_LEXICON).astype(np.float32)
        return np.where([key[0] == "#" for key in self.keys], np.float32(NUMBER_WEIGHT), weights)

    @cached_property
    def sentence_weights(self) -> Floats:
        """The summed weights of every sentence's words, never 0."""
        return np.maximum(np.add.reduceat(self.row.weights, self.row.starts[:-1]), 1e-6)

    @cached_property
    def row(self) -> Row:
        """The words of all sentences, one sentence after the other; there must be one."""
        words = np.concatenate([part for ids in self.sentences for part in (_NOTHING, ids)])
        sizes = np.array([len(ids) + 1 for ids in self.sentences], np.int64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        weights = self.weights[words]
        weights[starts[:-1]] = 0
        return Row(words, weights, starts)
