"""Likeness of names across scripts: `Лукашенко` and `Lukashenko`.

Words become Latin skeletons in which spellings of one sound agree, and skeletons are compared by
the Dice coefficient of their letter bigrams or by a long common beginning (after Simard, Foster
and Isabelle 1992, who used common beginnings of cognates).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from newsalign.core.align.arrays import Floats, Integers, spread

LEAST_LETTERS = 3
LEAST_LIKENESS = 0.6
_LETTERS_COMPARED = 16
_BITS = 512
_BIGRAMS = 509  # bits for bigrams: a prime, so that few of them meet
_AT_ONCE = 100_000
_LEAST_BEGINNING = 4
_BEGINNING = 0.95

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
        "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "є": "e", "ў": "u", "ї": "i",
    }
)  # fmt: skip
_SPELLINGS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "zh"), ("kh", "h"), ("ph", "f"), ("th", "t"),
    ("ts", "c"), ("tz", "c"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("w", "v"), ("x", "ks"),
    ("ya", "ia"), ("yu", "iu"), ("yo", "e"), ("ye", "e"), ("y", "i"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("ea", "i"), ("j", "zh"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[ei])")
_HARD_C = re.compile(r"c(?!h)")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A word's skeleton in Latin letters; letters of scripts without a table stay as they are."""
    latin = word.translate(_CYRILLIC)
    latin = "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c))
    for spelling, sound in _SPELLINGS:
        if spelling in latin:
            latin = latin.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", _HARD_C.sub("k", _SOFT_C.sub("s", latin)))


@dataclass(frozen=True, eq=False)
class Skeletons:
    """Skeletons as rows of code points, with which words they are of; 0 behind the end."""

    indices: Integers
    letters: Integers

    @classmethod
    def of(cls, words: Sequence[str]) -> "Skeletons":
        """Of words in lower case; shorter ones than LEAST_LETTERS have none."""
        forms = [skeleton(word) if len(word) >= LEAST_LETTERS else "" for word in words]
        indices = [index for index, form in enumerate(forms) if len(form) >= LEAST_LETTERS]
        text = "".join(
            forms[index][:_LETTERS_COMPARED].ljust(_LETTERS_COMPARED, "\0") for index in indices
        )
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
        return cls(np.array(indices, np.int64), codes.reshape(-1, _LETTERS_COMPARED))

    @cached_property
    def lengths(self) -> Integers:
        """Letters of each that are compared."""
        return np.asarray((self.letters > 0).sum(1))

    @cached_property
    def bigrams(self) -> NDArray[np.uint64]:
        """Which letter bigrams stand in each skeleton, as bits; bigrams share bits by a hash."""
        found = np.zeros((len(self.letters), _BITS), bool)
        word, place = np.nonzero(self.letters[:, 1:])
        found[word, (self.letters[word, place] * 31 + self.letters[word, place + 1]) % _BIGRAMS] = 1
        return np.packbits(found, axis=1).view(np.uint64)

    @cached_property
    def bigram_counts(self) -> Integers:
        """How many bits each has in `bigrams`."""
        return np.bitwise_count(self.bigrams).sum(1, dtype=np.int64)

    @cached_property
    def beginnings(self) -> Integers:
        """The second to fourth letter as one number."""
        return np.asarray(self.letters[:, 1:4] @ (1 << np.array([42, 21, 0])))


def like_names(first: Skeletons, second: Skeletons) -> tuple[Integers, Integers, Floats]:
    """All pairs of words with one initial whose likeness is at least `LEAST_LIKENESS`.

    Returns indices of the first words, indices of the second words and likenesses in 0..1.
    """
    rows, columns = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    values = [np.zeros(0, np.float32)]
    for one, other in _same_initial(first.letters[:, 0], second.letters[:, 0]):
        likeness = _likeness(first, one, second, other)
        like = likeness >= LEAST_LIKENESS
        rows.append(first.indices[one[like]])
        columns.append(second.indices[other[like]])
        values.append(likeness[like])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _same_initial(first: Integers, second: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Places of equal values, pair by pair, some _AT_ONCE at a time."""
    order = np.argsort(second, kind="stable")
    starts, ends = (np.searchsorted(second[order], first, side) for side in ("left", "right"))
    block = np.cumsum(ends - starts) // _AT_ONCE
    for words in np.split(np.arange(len(first)), np.flatnonzero(np.diff(block)) + 1):
        places, sizes = spread(starts[words], ends[words])
        yield np.repeat(words, sizes), order[places]


def _likeness(first: Skeletons, one: Integers, second: Skeletons, other: Integers) -> Floats:
    """Dice coefficients (the common initial is one bigram more), or common beginnings if these say more."""
    common = np.bitwise_count(first.bigrams[one] & second.bigrams[other]).sum(1, dtype=np.int64)
    counts = first.bigram_counts[one] + second.bigram_counts[other]
    likeness = (2 * (common + 1) / (counts + 2)).astype(np.float32)
    begin = np.flatnonzero(
        (first.beginnings[one] == second.beginnings[other]) & (first.letters[one, 3] > 0)
    )
    one, other = one[begin], other[begin]
    equal = (first.letters[one] == second.letters[other]) & (first.letters[one] > 0)
    beginning = np.cumprod(equal, axis=1).sum(1)
    shorter = np.minimum(first.lengths[one], second.lengths[other])
    begins = _BEGINNING * beginning / np.maximum(_LEAST_BEGINNING, shorter)
    likeness[begin] = np.maximum(likeness[begin], begins)
    return likeness
