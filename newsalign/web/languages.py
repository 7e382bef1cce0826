"""Names of languages, by ISO 639-1 code, from CLDR."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def language_name(code: str) -> str:
    """In the interface's language; the code itself where CLDR has no name."""
    return _name(code, get_language() or "en")


def own_name(code: str) -> str:
    """In the language itself."""
    return _name(code, code)


def language_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((c, language_name(c)) for c in set(codes)), key=lambda choice: choice[1])


@cache
def _name(code: str, locale: str) -> str:
    try:
        name = Locale.parse(locale, sep="-").languages.get(code)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code
