"""The interface's language, and the names of languages, by ISO 639-1 code, from CLDR."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

# Where a language of the interface inflects the names of languages: by its code and the word
# before the name, the ending and what it becomes.
_ENDINGS = {
    ("ru", "in"): ("ий", "ом"),
    ("ru", "from"): ("ий", "ого"),
}


def interface_language() -> str:
    """English where nothing says another, as in a command."""
    return get_language() or "en"


def interface_locale() -> Locale:
    """How numbers and spans of time are written in it."""
    return _locale(interface_language())


def language_name(code: str, *, after: str = "") -> str:
    """In the interface's language; the code itself where CLDR has no name.

    `after` is "in" or "from" where that word, in the interface's language, stands before the name.
    """
    interface = interface_language()
    name = _name(code, interface)
    ending, becomes = _ENDINGS.get((interface, after), ("", ""))
    return name.removesuffix(ending) + becomes if name.endswith(ending) else name


def own_name(code: str) -> str:
    """In the language itself."""
    return _name(code, code)


def language_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((c, language_name(c)) for c in set(codes)), key=lambda choice: choice[1])


@cache
def _name(code: str, locale: str) -> str:
    try:
        name = _locale(locale).languages.get(code)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code, sep="-")
