"""Likeness of names across scripts: `Лукашенко` and `Lukashenko`.

Words become Latin skeletons in which spellings of one sound agree, and skeletons are compared by
the Dice coefficient of their letter bigrams or by a long common beginning (after Simard, Foster
and Isabelle 1992, who used common beginnings of cognates).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from newsalign.core.align.arrays import Floats, Integers

LEAST_LETTERS = 3
LEAST_LIKENESS = 0.6
_LETTERS_COMPARED = 16
_BIGRAMS = 509  # columns for bigrams: a prime, so that few of them meet
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
        forms = [skeleton(word) if len(word) >= LEAST_LETTERS else "" for word in words]
        indices = [index for index, form in enumerate(forms) if len(form) >= LEAST_LETTERS]
        text = "".join(
            forms[index][:_LETTERS_COMPARED].ljust(_LETTERS_COMPARED, "\0") for index in indices
        )
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
        return cls(np.array(indices, np.int64), codes.reshape(-1, _LETTERS_COMPARED))

    @cached_property
    def lengths(self) -> Integers:
        return np.asarray((self.letters > 0).sum(1))

    @cached_property
    def bigrams(self) -> Floats:
        """Which letter bigrams stand in each skeleton; bigrams share columns by a hash."""
        found = np.zeros((len(self.letters), _BIGRAMS), np.float32)
        word, place = np.nonzero(self.letters[:, 1:])
        found[word, (self.letters[word, place] * 31 + self.letters[word, place + 1]) % _BIGRAMS] = 1
        return found

    @cached_property
    def bigram_counts(self) -> Floats:
        return np.asarray(self.bigrams.sum(1))

    @cached_property
    def by_initial(self) -> dict[int, Integers]:
        """Rows of the skeletons that begin with each letter."""
        order = np.argsort(self.letters[:, 0], kind="stable")
        initials, starts = np.unique(self.letters[order, 0], return_index=True)
        return (
            dict(zip(initials.tolist(), np.split(order, starts[1:]), strict=True))
            if len(order)
            else {}
        )


def like_names(first: Skeletons, second: Skeletons) -> tuple[Integers, Integers, Floats]:
    """All pairs of words whose likeness is at least `LEAST_LIKENESS`.

    Returns indices of the first words, indices of the second words and likenesses in 0..1.
    """
    rows, columns, values = [], [], []
    for initial in first.by_initial.keys() & second.by_initial.keys():
        left, right = first.by_initial[initial], second.by_initial[initial]
        likeness = _likeness(first, left, second, right)
        r, c = np.nonzero(likeness >= LEAST_LIKENESS)
        rows.append(first.indices[left[r]])
        columns.append(second.indices[right[c]])
        values.append(likeness[r, c])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _likeness(first: Skeletons, left: Integers, second: Skeletons, right: Integers) -> Floats:
    """Dice coefficients (the common initial is one bigram more), or common beginnings if these say more."""
    common = first.bigrams[left] @ second.bigrams[right].T
    counts = first.bigram_counts[left, None] + second.bigram_counts[right]
    likeness = np.asarray(2 * (common + 1) / (counts + 2), np.float32)
    begin = (first.letters[left, None, 1:4] == second.letters[right, 1:4]).all(
        2
    )  # the initial is one
    r, c = np.nonzero(begin & (first.letters[left, 3] > 0)[:, None])
    one, other = left[r], right[c]
    equal = (first.letters[one] == second.letters[other]) & (first.letters[one] > 0)
    beginning = np.cumprod(equal, axis=1).sum(1)
    shorter = np.minimum(first.lengths[one], second.lengths[other])
    begins = _BEGINNING * beginning / np.maximum(_LEAST_BEGINNING, shorter)
    likeness[r, c] = np.maximum(likeness[r, c], begins)
    return likeness
