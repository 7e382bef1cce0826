"""What a package is evaluated on."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from training.packages.rows import Row, read_rows
from training.packages.workplace import Workplace

OWN_DATA = Path(__file__).parents[1] / "data"
AGENCY = OWN_DATA / "agency-100.ru-en.tsv"
AGENCY_COLUMNS = ("ru", "en")


def groups(place: Workplace, rows: Sequence[Row]) -> Iterable[tuple[str, list[int]]]:
    """The held-out patterns, and every origin where a pattern has several."""
    for pattern in place.recipe.held_out:
        numbers = [k for k, row in enumerate(rows) if fnmatchcase(row.origin, pattern)]
        origins = sorted({rows[k].origin for k in numbers})
        if numbers:
            yield pattern, numbers
        if len(origins) > 1:
            for origin in origins:
                yield origin, [k for k in numbers if rows[k].origin == origin]


def agency_rows(place: Workplace) -> list[Row]:
    """With its tags as origin; none for other languages."""
    if {place.from_code, place.to_code} != set(AGENCY_COLUMNS):
        return []
    return list(read_rows(AGENCY, AGENCY_COLUMNS, place.from_code))
