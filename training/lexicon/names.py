"""Names that two languages have for the same country, month, weekday, language or currency (CLDR)."""

from collections.abc import Iterator, Mapping

from babel import Locale


def names(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Pairs of names, in the order of the arguments."""
    one, other = (list(_tables(Locale.parse(language))) for language in (first, second))
    for table, same in zip(one, other, strict=True):
        yield from ((name, same[code]) for code, name in table.items() if code in same)


def _tables(locale: Locale) -> Iterator[Mapping[object, str]]:
    yield {code: name for code, name in locale.territories.items() if not code.isdigit()}
    yield locale.languages
    yield locale.currencies
    for calendar in (locale.months, locale.days):
        for form in ("format", "stand-alone"):
            yield calendar[form]["wide"]
