"""Which rows of parallel text are worth learning from."""

import re
import unicodedata
from enum import StrEnum
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from training.packages.recipe import Cleaning
from training.packages.rows import Row
from training.packages.scripts import script_share

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTES = re.compile("[«»“”„]")
_DASH = re.compile(r"(^|\s)[—–](?=\s)")
# Short texts are full of names; both tests would refuse what is right.
_LENGTH_FOR_SCRIPT = 12
_LENGTH_FOR_LANGUAGE = 60
_CHARACTERS_READ = 200
# So that a word more or less does not decide about a short sentence.
_LENGTH_OFFSET = 6


class Fault(StrEnum):
    EMPTY = "empty side"
    LONG = "too long"
    RATIO = "length ratio"
    COPY = "near copy"
    SCRIPT = "script"
    LANGUAGE = "language"


def clean(text: str) -> str:
    """Composed, on one line, single spaces, without control and format characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (char if char.isprintable() else " " for char in composed if not _is_format(char))
    return " ".join("".join(kept).split())


def plain(text: str) -> str:
    """With straight double quotes, and hyphens for dashes between spaces, as the agency has them.

    Text has them in three forms each: in one there is nothing to guess.
    """
    return _DASH.sub(r"\1-", _QUOTES.sub('"', text))


def fold(text: str) -> str:
    """What two texts have in common that differ in case, punctuation and spaces only."""
    return " ".join(_WORD.findall(text.casefold()))


def fault(row: Row, languages: tuple[str, str], rules: Cleaning) -> Fault | None:
    """Why the cleaned `row` is not worth learning from, None where it is."""
    sides = (row.source, row.target)
    if not all(map(fold, sides)):
        return Fault.EMPTY
    if max(map(len, sides)) > rules.longest:
        return Fault.LONG
    shorter, longer = sorted(len(side) + _LENGTH_OFFSET for side in sides)
    if longer > rules.ratio * shorter:
        return Fault.RATIO
    if _common(*sides) > rules.copied:
        return Fault.COPY
    faults = (_foreign(*side, rules) for side in zip(sides, languages, strict=True))
    return next(filter(None, faults), None)


def _foreign(text: str, language: str, rules: Cleaning) -> Fault | None:
    if len(text) > _LENGTH_FOR_SCRIPT and script_share(text, language) < rules.script:
        return Fault.SCRIPT
    if len(text) >= _LENGTH_FOR_LANGUAGE and _language(text) != language:
        return Fault.LANGUAGE
    return None


def _common(source: str, target: str) -> float:
    """Words of both sides over words of the side that has fewer; numbers are no words here."""
    words, others = (set(_LETTERS.findall(side.casefold())) for side in (source, target))
    return len(words & others) / max(1, min(len(words), len(others)))


def _language(text: str) -> str:
    language: str = _identifier().classify(text[:_CHARACTERS_READ])[0]
    return language


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _is_format(char: str) -> bool:
    return unicodedata.category(char) == "Cf"
