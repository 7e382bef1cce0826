"""Step “prepare”: read, clean, filter and deduplicate, and keep the held-out rows apart."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from training.packages.cleaning import clean, fault, fold, plain
from training.packages.evaluation_sets import OWN_DATA, agency_rows
from training.packages.recipe import TextFile
from training.packages.rows import Row, read_rows, write_rows
from training.packages.varying import Variation
from training.packages.workplace import Workplace


def prepare(place: Workplace, data: Path) -> dict[str, Counter[str]]:
    """Write the rows to learn from, by file, and the held-out rows as they are.

    Targets are in plain typography, sources as they were. The result counts by file what was kept
    and why the others were not. A row is dropped where an earlier one is the same but for case and
    punctuation, or where one of its sides stands among the held-out rows or the agency sentences.
    """
    place.texts.mkdir(parents=True, exist_ok=True)
    parallel = [file for file in place.recipe.files if not file.language]
    held_out = [row for file in parallel for row in _held_out(place, data_file(data, file))]
    seen: set[tuple[str, str]] = set()
    kept_apart = [*held_out, *agency_rows(place)]
    known = {fold(side) for row in kept_apart for side in (row.source, row.target)}
    counts: dict[str, Counter[str]] = {}
    for file in parallel:
        if file.share > 0:
            count = counts[file.name] = Counter[str]()
            complete = _complete(place, file, _rows(place, data_file(data, file)), count)
            rows = _kept(place, complete, known, seen, count)
            write_rows(place.text(file.name), _with_varied(place, file, rows, count))
    write_rows(place.held_out, held_out)
    return counts


def data_file(data: Path, file: TextFile) -> Path:
    """Where the recipe's `file` lies: our own text comes with this repository."""
    own = OWN_DATA / file.file
    return own if own.exists() else data / file.file


def prepared(place: Workplace) -> list[TextFile]:
    """The files to learn from."""
    used = ("", place.to_code)
    return [file for file in place.recipe.files if file.share > 0 and file.language in used]


def back_translated(place: Workplace) -> list[TextFile]:
    """Those of them that are text of the target language alone."""
    return [file for file in prepared(place) if file.language]


def is_complete(place: Workplace, row: Row, ratio: float) -> bool:
    """Whether the recipe's first column has at least `ratio` times the characters of the second."""
    first, second = len(row.source), len(row.target)
    if place.to_code == place.recipe.columns[0]:
        first, second = second, first
    return first >= ratio * second


def _rows(place: Workplace, file: Path) -> Iterator[Row]:
    yield from read_rows(file, place.recipe.columns, place.from_code)


def _held_out(place: Workplace, file: Path) -> Iterator[Row]:
    return (row for row in _rows(place, file) if _is_held_out(place, row))


def _is_held_out(place: Workplace, row: Row) -> bool:
    return any(fnmatchcase(row.origin, pattern) for pattern in place.recipe.held_out)


def _with_varied(
    place: Workplace, file: TextFile, rows: Iterator[Row], count: Counter[str]
) -> Iterator[Row]:
    languages = place.from_code, place.to_code
    variation = Variation(place.recipe.seed, file.varied, languages)
    for row in rows:
        yield row
        if varied := variation.of(row):
            count["varied"] += 1
            yield varied


def _complete(
    place: Workplace, file: TextFile, rows: Iterator[Row], count: Counter[str]
) -> Iterator[Row]:
    for row in rows:
        if is_complete(place, row, file.ratio):
            yield row
        else:
            count["first column too short"] += 1


def _kept(
    place: Workplace,
    rows: Iterator[Row],
    known: set[str],
    seen: set[tuple[str, str]],
    count: Counter[str],
) -> Iterator[Row]:
    languages = (place.from_code, place.to_code)
    for raw in rows:
        if _is_held_out(place, raw):
            continue
        row = replace(raw, source=clean(raw.source), target=plain(clean(raw.target)))
        key = fold(row.source), fold(row.target)
        if key in seen:
            count["seen before"] += 1
        elif not known.isdisjoint(key):
            count["held out"] += 1
        elif reason := fault(row, languages, place.recipe.cleaning):
            count[str(reason)] += 1
        else:
            seen.add(key)
            count["kept"] += 1
            yield row
