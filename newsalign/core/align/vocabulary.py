"""The different words of a text, and how much each of them tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.names import Skeletons
from newsalign.core.align.tokens import Word, is_word

NUMBER_WEIGHT = 7.0
_MOST_WITHOUT_LEXICON = 6.0
_LEAST_TOLD = 0.5  # nats: `the`, `and`
_NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Row:
    """The words of a text in its order, without those that tell next to nothing.

    Sentence k is at starts[k]..starts[k+1]-1, behind a place of weight 0. `again`: whether the word
    stands in the same sentence before.
    """

    words: Integers
    weights: Floats
    again: Booleans
    starts: Integers


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The different tokens of one text in one language; `sentences` holds their ids, each once, in order.

    `repeated` holds those that stand in a sentence more than once. `running` holds the ids of the whole
    text, those of sentence k at starts[k]..starts[k+1]-1, behind an empty place.
    `lexicon` says how frequent words are, if it knows the language, and may link them.
    """

    language: str
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[Integers, ...]
    repeated: tuple[Integers, ...]
    running: Integers
    starts: Integers
    lexicon: Lexicon | None

    @classmethod
    def of(
        cls, language: str, sentences: Sequence[Sequence[Word]], lexicon: Lexicon | None
    ) -> "Vocabulary":
        ids: dict[str, int] = {}
        forms: list[str] = []
        running, starts, once, repeated = list[int](), [0], [], []
        for sentence in sentences:
            members = dict(sentence)
            for key, form in members.items():
                if key not in ids:
                    ids[key] = len(ids)
                    forms.append(form)
            numbers = [ids[key] for key, _ in sentence]
            running += [0, *numbers]
            starts.append(len(running))
            once.append(np.array([ids[key] for key in members], np.int64))
            repeated.append(_repeated(numbers) if len(members) < len(numbers) else _NOTHING)
        return cls(
            language,
            tuple(ids),
            tuple(forms),
            tuple(once),
            tuple(repeated),
            np.array(running, np.int64),
            np.array(starts, np.int64),
            lexicon,
        )

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
        """The summed weights of every sentence's words, each once, never 0."""
        sentence = np.repeat(np.arange(len(self.sentences)), [len(ids) for ids in self.sentences])
        words = np.concatenate([_NOTHING, *self.sentences])
        sums = np.bincount(sentence, self.weights[words], len(self.sentences))
        return np.maximum(sums, 1e-6).astype(np.float32)

    @cached_property
    def row(self) -> Row:
        """The words of all sentences, one sentence after the other; there must be one."""
        words, starts = self.running, self.starts
        sentence = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        in_sentence = words + sentence * (len(self.keys) + 1)
        in_sentence[starts[:-1]] = -1
        again = np.ones(len(words), bool)
        again[np.unique(in_sentence, return_index=True)[1]] = False
        again[starts[:-1]] = False
        kept = self.weights[words] >= _LEAST_TOLD
        kept[starts[:-1]] = True
        before = np.concatenate([[0], np.cumsum(kept)])
        words, starts = words[kept], before[starts]
        weights = self.weights[words]
        weights[starts[:-1]] = 0
        return Row(words, weights, again[kept], starts)


def _repeated(numbers: Sequence[int]) -> Integers:
    """The numbers that come more than once, each once."""
    return np.array([n for n, count in Counter(numbers).items() if count > 1], np.int64)
