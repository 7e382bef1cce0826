"""A bilingual lexicon: stems of two languages with the evidence that they correspond."""

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from newsalign.core.align.arrays import Floats, Integers, spread

FORMAT = "newsalign-lexicon-1"
WEIGHT_CAP = 9.0
_ALPHA = 0.3
_STEPS = 16  # a stored probability is 2 ** (-q / _STEPS), q in 0..255
_COUNT_STEPS = 12  # a stored count is 2 ** (q / _COUNT_STEPS) - 1


class LexiconError(ValueError):
    """The bytes are no lexicon, or one of another version or language pair."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Word links learned from `pairs` sentence pairs (a weighted number).

    `counts[s][i]`: in how many pairs word `words[s][i]` of language `languages[s]` stood.
    Entry e links `words[0][first[e]]` and `words[1][second[e]]`; `forward[e]` is the probability of
    the second given the first, `backward[e]` the other way round.
    """

    languages: tuple[str, str]
    pairs: float
    words: tuple[tuple[str, ...], tuple[str, ...]]
    counts: tuple[Floats, Floats]
    first: Integers
    second: Integers
    forward: Floats
    backward: Floats

    def __len__(self) -> int:
        return len(self.first)

    def knows(self, one: str, other: str) -> bool:
        """Whether this lexicon is for the two languages, in either order; for none with itself."""
        return one != other and {one, other} == set(self.languages)

    def entries(self, words: Sequence[str], language: str) -> tuple[Integers, Integers, Floats]:
        """All entries of some stems: indices into `words`, the words' numbers on the other side, strengths in 0..1.

        Raises LexiconError if the language is none of the two.
        """
        side = self._side(language)
        ids = self._ids[side]
        known = [(index, ids[word]) for index, word in enumerate(words) if word in ids]
        starts, other, strengths = self._by_word[side]
        if not known:
            return np.zeros(0, np.int64), other[:0], strengths[:0]
        indices, numbers = np.array(known).T
        found, sizes = spread(starts[numbers], starts[numbers + 1])
        return np.repeat(indices, sizes), other[found], strengths[found]

    def numbers(self, words: Sequence[str], language: str) -> Integers:
        """The numbers of stems of a language, -1 for a stem that is not known."""
        ids = self._ids[self._side(language)]
        return np.array([ids.get(word, -1) for word in words], np.int64)

    def weights(self, words: Sequence[str], language: str) -> Floats:
        """How much each stem tells: its inverse frequency in nats, at most WEIGHT_CAP."""
        counts = np.append(self.counts[self._side(language)], 0)[self.numbers(words, language)]
        return np.minimum(WEIGHT_CAP, np.log((self.pairs + 1) / (counts + 0.5))).astype(np.float32)

    @cached_property
    def strengths(self) -> Floats:
        """Log evidence of every entry, relative to a link that is certain, mean of both directions."""
        prior_first = np.maximum(self.counts[0], 0.5)[self.first] / self.pairs
        prior_second = np.maximum(self.counts[1], 0.5)[self.second] / self.pairs
        there = np.log1p(self.forward / (_ALPHA * prior_second)) / np.log1p(
            1 / (_ALPHA * prior_second)
        )
        back = np.log1p(self.backward / (_ALPHA * prior_first)) / np.log1p(
            1 / (_ALPHA * prior_first)
        )
        return np.minimum(1, (there + back) / 2).astype(np.float32)

    def dump(self) -> bytes:
        """The lexicon as bytes: one line of JSON, then an xz stream."""
        header = {
            "format": FORMAT,
            "languages": self.languages,
            "pairs": self.pairs,
            "words": [len(w) for w in self.words],
            "entries": len(self),
        }
        body = b"".join(
            (
                "\n".join(self.words[0] + self.words[1]).encode() + b"\n",
                *(_counts_to_bytes(c) for c in self.counts),
                np.bincount(self.first, minlength=len(self.words[0])).astype("<u2").tobytes(),
                self.second.astype("<u4").tobytes(),
                _to_bytes(self.forward),
                _to_bytes(self.backward),
            )
        )
        return json.dumps(header).encode() + b"\n" + lzma.compress(body, preset=9)

    @classmethod
    def parse(cls, data: bytes) -> "Lexicon":
        """The lexicon that `dump` wrote. Raises LexiconError on anything else."""
        try:
            line, _, packed = data.partition(b"\n")
            header = json.loads(line)
            if header["format"] != FORMAT:
                raise LexiconError(f"a lexicon of format {header['format']}, not {FORMAT}")
            return _read(header, lzma.decompress(packed))
        except (KeyError, TypeError, ValueError, IndexError, EOFError, lzma.LZMAError) as error:
            raise LexiconError(f"not a lexicon: {error}") from error

    def _side(self, language: str) -> int:
        if language not in self.languages:
            raise LexiconError(f"this lexicon knows {self.languages}, not {language}")
        return self.languages.index(language)

    @cached_property
    def _ids(self) -> tuple[dict[str, int], ...]:
        return tuple({word: number for number, word in enumerate(words)} for words in self.words)

    @cached_property
    def _by_word(self) -> tuple[tuple[Integers, Integers, Floats], ...]:
        """For either side: where the entries of each word begin, their words on the other side, strengths."""
        tables = []
        for own, other, words in (
            (self.first, self.second, self.words[0]),
            (self.second, self.first, self.words[1]),
        ):
            order = np.argsort(own, kind="stable")
            starts = np.searchsorted(own[order], np.arange(len(words) + 1))
            tables.append((starts, other[order], self.strengths[order]))
        return tuple(tables)


def _to_bytes(probabilities: Floats) -> bytes:
    steps = np.round(-np.log2(np.maximum(probabilities, 2**-15.9)) * _STEPS)
    return np.clip(steps, 0, 255).astype(np.uint8).tobytes()


def _counts_to_bytes(counts: Floats) -> bytes:
    return np.clip(np.round(np.log2(counts + 1) * _COUNT_STEPS), 0, 255).astype(np.uint8).tobytes()


def _read(header: Mapping[str, Any], body: bytes) -> Lexicon:
    (n, m), entries = header["words"], header["entries"]
    start = 0
    for _ in range(n + m):
        start = body.index(b"\n", start) + 1
    words = body[:start].decode().split("\n")[:-1]
    cuts = np.cumsum([start, n, m, 2 * n, 4 * entries, entries, entries]).tolist()
    if cuts[-1] != len(body):
        raise LexiconError("not a lexicon: it is cut short")
    one, other, sizes, second, forward, backward = (body[a:b] for a, b in pairwise(cuts))
    languages = header["languages"]
    return Lexicon(
        languages=(languages[0], languages[1]),
        pairs=header["pairs"],
        words=(tuple(words[:n]), tuple(words[n:])),
        counts=(_counts_from_bytes(one), _counts_from_bytes(other)),
        first=np.repeat(np.arange(n), np.frombuffer(sizes, "<u2")),
        second=np.frombuffer(second, "<u4").astype(np.int64),
        forward=_from_bytes(forward),
        backward=_from_bytes(backward),
    )


def _from_bytes(data: bytes) -> Floats:
    steps = np.frombuffer(data, np.uint8).astype(np.float32)
    return np.asarray(2.0 ** (-steps / _STEPS), np.float32)


def _counts_from_bytes(data: bytes) -> Floats:
    return np.asarray(2 ** (np.frombuffer(data, np.uint8) / _COUNT_STEPS) - 1, np.float32)
