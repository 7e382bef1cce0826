"""Tokens of a sentence: words by stem, numerals by value, each with its span of characters."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsalign.core.align.multipliers import multiplied
from newsalign.core.align.stems import stem

_SPACE = "[ \u00a0\u2009\u202f]"
_MARKS = "[\u0300-\u036f]"
_LETTERS = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*"
    rf"|{_LETTERS}+(?:{_MARKS}+{_LETTERS}*)*"
)
_STRESS = re.compile(_MARKS)
_SPACES = re.compile(_SPACE)
_DIGIT = re.compile(r"\d")
_SAME_LETTER = str.maketrans("ёЁ", "еЕ")


type Word = tuple[str, str]  # key and form of a token


class Token(NamedTuple):
    """`key` is what is compared: a stem, or `#` and the value of a numeral, or `!` and signs alone."""

    key: str
    form: str
    start: int
    end: int


def tokenize(sentence: str) -> list[Token]:
    """The words and numerals of a sentence, or its signs as one token if it has neither."""
    spans = [m.span() for m in _TOKEN.finditer(sentence)] or [(0, len(sentence))]
    return [Token(*word, *span) for word, span in zip(words(sentence), spans, strict=True)]


def words(sentence: str) -> list[Word]:
    """The tokens of a sentence without their spans."""
    found = [_compared(text) for text in _TOKEN.findall(sentence)] or [_signs(sentence)]
    if not _DIGIT.search(sentence):
        return found
    following = [form for _, form in found[1:]] + [""]
    return [
        (multiplied(key, after), form) for (key, form), after in zip(found, following, strict=True)
    ]


def is_word(key: str) -> bool:
    """Whether a key is of a word, not of a numeral or of signs."""
    return key[0] not in "#!"


def _signs(sentence: str) -> Word:
    return "!" + "".join(sentence.split()), sentence


@lru_cache(maxsize=100_000)
def _compared(text: str) -> Word:
    """Key and form of a word or numeral."""
    if text[0].isdigit():
        return "#" + numeral(text), text
    # Marks that make no letter of their own are stress: `Кита́й` is `Китай`.
    form = _STRESS.sub("", unicodedata.normalize("NFC", text).casefold()).translate(_SAME_LETTER)
    return stem(form), form


def numeral(text: str) -> str:
    """A numeral without thousands separators, with a decimal point and no idle zeros behind it.

    One separator before exactly three digits is read as thousands unless the number starts with 0.
    """
    digits = _SPACES.sub("", text).replace(":", ".")
    parts = re.split(r"[.,]", digits)
    if len(parts) == 1:
        return digits
    if all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0":
        return "".join(parts)
    if len(parts) > 2 and digits.count(digits[-len(parts[-1]) - 1]) > 1:
        return ".".join(parts)
    whole, fraction = "".join(parts[:-1]), parts[-1].rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def length(sentence: Sequence[Word]) -> float:
    """A sentence's length in letters; every numeral counts three, whatever its digits."""
    return float(sum([4 if key[0] == "#" else len(form) + 1 for key, form in sentence]))
