"""Likeness of names across scripts: `Лукашенко` and `Lukashenko`.

Words become Latin skeletons in which spellings of one sound agree, and skeletons are compared by
the Dice coefficient of their letter bigrams or by a long common beginning (after Simard, Foster
and Isabelle 1992, who used common beginnings of cognates).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsalign.core.align.arrays import Floats, Integers

LEAST_LETTERS = 3
LEAST_LIKENESS = 0.6
_LETTERS_COMPARED = 12

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


def like_names(first: Sequence[str], second: Sequence[str]) -> tuple[Integers, Integers, Floats]:
    """All pairs of words whose likeness is at least `LEAST_LIKENESS`.

    Returns indices into `first`, indices into `second` and likenesses in 0..1.
    """
    groups = _by_initial(first), _by_initial(second)
    rows, columns, values = [], [], []
    for initial, (left, left_words) in groups[0].items():
        if initial not in groups[1]:
            continue
        right, right_words = groups[1][initial]
        likeness = _likeness(left_words, right_words)
        r, c = np.nonzero(likeness >= LEAST_LIKENESS)
        rows.append(np.asarray(left)[r])
        columns.append(np.asarray(right)[c])
        values.append(likeness[r, c])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _by_initial(words: Sequence[str]) -> dict[str, tuple[list[int], list[str]]]:
    groups: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
    for index, word in enumerate(words):
        form = skeleton(word) if len(word) >= LEAST_LETTERS else ""
        if len(form) >= LEAST_LETTERS:
            groups[form[0]][0].append(index)
            groups[form[0]][1].append(form)
    return groups


def _likeness(first: list[str], second: list[str]) -> Floats:
    left, right = _bigrams(first, second)
    common = left @ right.T
    dice = 2 * common / (left.sum(1)[:, None] + right.sum(1)[None, :])
    prefix = _common_prefix(first, second)
    shorter = np.minimum.outer([len(w) for w in first], [len(w) for w in second])
    begins = np.where(prefix >= 4, 0.95 * prefix / np.maximum(4, shorter), 0)
    return np.maximum(dice, begins).astype(np.float32)


def _bigrams(first: list[str], second: list[str]) -> tuple[Floats, Floats]:
    ids: dict[str, int] = {}
    found = [
        [
            {
                ids.setdefault(w[i : i + 2], len(ids))
                for w in ("^" + word,)
                for i in range(len(w) - 1)
            }
            for word in words
        ]
        for words in (first, second)
    ]
    tables = tuple(np.zeros((len(words), len(ids)), np.float32) for words in found)
    for table, words in zip(tables, found, strict=True):
        for row, members in enumerate(words):
            table[row, list(members)] = 1
    return tables[0], tables[1]


def _common_prefix(first: list[str], second: list[str]) -> Integers:
    left, right = (
        np.array([list(w[:_LETTERS_COMPARED].ljust(_LETTERS_COMPARED, pad)) for w in words])
        for words, pad in ((first, "\0"), (second, "\1"))
    )
    equal = left[:, None, :] == right[None, :, :]
    return np.cumprod(equal, axis=2, dtype=np.int64).sum(2)
