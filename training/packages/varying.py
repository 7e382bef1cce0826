"""A row once more with other figures and Latin words, the same ones on both sides.

What has to come through as it stands is then learned as something to copy, not as something that
is said of some subject.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from babel.numbers import get_group_symbol

from training.packages.rows import Row

# Neither times, ranges and dates in digits nor parts of words; a separator counts between digits.
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\d{1,3}(?:[\s,.]\d{3})+|\d+)(?:[.,]\d+)?(?![\w:/-]|[.,]\d)")
_LATIN = re.compile(r"\b[A-Z][A-Za-z]+\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GROWING = re.compile(r"3[2-9]|[4-9]\d|[1-9]\d\d")
_DAY = re.compile(r"[12]\d|3[01]")
_DOLLARS = re.compile(r"[$€£]\s?(?=\d)")
_ROUBLES = "Br"
# Shares of what may be so that is: amounts in roubles, numbers that become thousands, words of
# two halves with a capital each.
_IN_ROUBLES, _GROWN, _JOINED = 0.5, 0.4, 0.3
# Last digits after which a Russian noun has the same form.
_ALIKE = ("1", "234", "56789")


class Variation:
    """Random, but the same for the same seed and rows; `share` of the rows are varied.

    `languages` are the codes of a row's two sides.
    """

    def __init__(self, seed: int, share: float, languages: tuple[str, str]) -> None:
        self._rng = Random(seed)  # noqa: S311 - a sample, no secret
        self._separators = [_thousands_separator(language) for language in languages]
        self._share = share
        self._words = ["Nord", "Line"]

    def of(self, row: Row) -> Row | None:
        """None where both sides share neither a number nor a Latin word that can be another."""
        sides = row.source, row.target
        written = [_NUMBER.findall(side) for side in sides]
        numbers = _shared(*(map(_digits, found) for found in written))
        whole = _shared(*written)
        words = _shared(*(_LATIN.findall(side) for side in sides))
        self._words += words
        if not (numbers or words) or self._rng.random() >= self._share:
            return None
        others = {digits: self._number(digits, digits in whole) for digits in numbers}
        others |= {word: self._word(word) for word in words}
        source, target = (
            _rewritten(side, others, separator)
            for side, separator in zip(sides, self._separators, strict=True)
        )
        if all(map(_DOLLARS.search, sides)) and self._rng.random() < _IN_ROUBLES:
            source, target = _DOLLARS.sub(_ROUBLES, source), _DOLLARS.sub(_ROUBLES, target)
        varied = replace(row, source=source, target=target)
        return varied if varied != row else None

    def _number(self, digits: str, whole: bool) -> str:
        """As round, and with the same forms of the noun that it counts; now and then, where both
        sides write it as a `whole` number that is no day of a month, so many thousands more.
        """
        if whole and _GROWING.fullmatch(digits) and self._rng.random() < _GROWN:
            return str(self._rng.randint(1, 999)) + self._others(digits.rjust(3, "9"))
        return self._others(digits)

    def _others(self, digits: str) -> str:
        choices = ["0" if digit == "0" else "123456789" for digit in digits]
        if digits[-2:-1] == "1":
            choices[-2] = "1"
        elif digits[-1] != "0":
            choices[-1] = next(alike for alike in _ALIKE if digits[-1] in alike)
        if digits[-2:-1] not in ("", "0", "1"):
            choices[-2] = "23456789"
        if _YEAR.fullmatch(digits) or _DAY.fullmatch(digits):
            choices[:-2] = digits[:-2]
            choices[-2] = digits[-2]
        return "".join(map(self._rng.choice, choices))

    def _word(self, word: str) -> str:
        """Half of one word and half of another, capitals where `word` has them."""
        first, second = (self._rng.choice(self._words) for _ in range(2))
        first, second = first[: (len(first) + 1) // 2], second[len(second) // 2 :]
        if word.isupper():
            return (first + second).upper()[: len(word)]
        joined = self._rng.random() < _JOINED
        return first.capitalize() + (second.capitalize() if joined else second.lower())


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _shared(source: Iterable[str], target: Iterable[str]) -> list[str]:
    """In a fixed order, so that the same row always becomes the same."""
    return sorted(set(source) & set(target))


def _thousands_separator(language: str) -> str:
    return get_group_symbol(language).replace("\N{NO-BREAK SPACE}", " ")


def _rewritten(text: str, others: dict[str, str], separator: str) -> str:
    def number(match: re.Match[str]) -> str:
        digits = _digits(match[0])
        return _filled(match[0], others.get(digits, digits), separator)

    return _LATIN.sub(lambda match: others.get(match[0], match[0]), _NUMBER.sub(number, text))


def _filled(number: str, digits: str, separator: str) -> str:
    """`number` with these digits and its own separators; `separator` if there are more digits."""
    following = iter(digits)
    if len(digits) > len(number):
        return f"{int(digits):,}".replace(",", separator)
    return re.sub(r"\d", lambda _: next(following), number)
