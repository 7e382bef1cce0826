"""What a translation keeps of its source's numerals, negations and names."""

import re
from collections import Counter
from dataclasses import dataclass

# A separator counts only between digits: `3 412`, `3,412`, `7,4`, `19:30`.
_NUMERAL = re.compile(r"\d+(?:\s\d{3}(?!\d)|[.,:]\d+)*")
_THOUSANDS = re.compile(r"(\d{1,3}([\s.,])\d{3}(?:\2\d{3})*)(?:[.,](\d+))?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
# The words of training/data/README.md and what is put in their place.
_NEGATIONS = {
    "en": re.compile(
        r"\b(?:not?|none|never|without|nothing|nobody|nowhere|neither|nor|cannot)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не|нет|ни|нельзя|без|никогда|никто|никого|никому|никем|никак\w*|никуда|нигде"
        r"|ничто|ничего|ничему|ничем)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of how many came through."""

    kept: int = 0
    all: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.kept + other.kept, self.all + other.all)

    @property
    def percent(self) -> float:
        """NaN where there was nothing to keep."""
        return 100 * self.kept / self.all if self.all else float("nan")


def numerals(text: str) -> Counter[str]:
    """The numbers written in digits, each in one form however a language separates it."""
    return Counter(map(_one_form, _NUMERAL.findall(text)))


def numerals_kept(source: str, reference: str, translation: str) -> Kept:
    """Numbers of the source, or of the reference if it keeps more of those, in the translation.

    `90 тыс.` may come out as `90 thousand` (the source's number) or as `90,000` (the reference's).
    """
    written = numerals(translation)
    counts = [
        Kept((numbers & written).total(), numbers.total())
        for numbers in map(numerals, (source, reference))
        if numbers
    ]
    return max(counts, key=lambda kept: kept.percent, default=Kept())


def negation_kept(translation: str, language: str) -> Kept:
    """Whether a translation that has to negate does; Kept() for a language without a list."""
    words = _NEGATIONS.get(language)
    return Kept(int(bool(words.search(translation))), 1) if words else Kept()


def latin_kept(source: str, reference: str, translation: str) -> Kept:
    """Words in Latin letters that source and reference share, in the translation."""
    shared = Counter(_LATIN.findall(source)) & Counter(_LATIN.findall(reference))
    return Kept((shared & Counter(_LATIN.findall(translation))).total(), shared.total())


def _one_form(numeral: str) -> str:
    if match := _THOUSANDS.fullmatch(numeral):
        whole = re.sub(r"\D", "", match[1])
        return f"{whole}.{match[3]}" if match[3] else whole
    return re.sub(r"[.,:]", ".", re.sub(r"\s", "", numeral))
