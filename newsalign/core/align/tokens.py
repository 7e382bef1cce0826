"""Tokens of a sentence: words by stem, numerals by value, each with its span of characters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from newsalign.core.align.stems import stem

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_SAME_LETTER = str.maketrans("ёЁ", "еЕ")


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is what is compared: a stem, or `#` and the value of a numeral."""

    key: str
    form: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.key[0] == "#"

    @property
    def is_word(self) -> bool:
        return self.key[0] not in "#!"


def tokenize(sentence: str) -> list[Token]:
    """The words and numerals of a sentence, or its signs as one token if it has neither."""
    grouped = {m.start(): m for m in _GROUPED.finditer(sentence)}
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(sentence):
        if match.start() < end:
            continue
        whole = grouped.get(match.start(), match)
        end = whole.end()
        tokens.append(_token(whole.group(), whole.start(), end))
    return tokens or [Token("!" + "".join(sentence.split()), sentence, 0, len(sentence))]


def _token(text: str, start: int, end: int) -> Token:
    if text[0].isdigit():
        return Token("#" + numeral(text), text, start, end)
    form = unicodedata.normalize("NFC", text).casefold().translate(_SAME_LETTER)
    return Token(stem(form), form, start, end)


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


def length(tokens: Sequence[Token]) -> float:
    """A sentence's length in letters; every numeral counts three, whatever its digits."""
    return sum(3.0 if t.is_number else float(len(t.form)) for t in tokens) + len(tokens)
