"""Files of parallel text: a sentence, its translation and where they come from in every line."""

import gzip
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from training.packages.errors import TrainingError


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    target: str
    origin: str


def read_rows(file: Path, columns: tuple[str, str], from_code: str) -> Iterator[Row]:
    """The rows of a TSV file, plain or packed (.gz, .xz), with `from_code`'s column as source.

    Raises TrainingError for a line without two columns.
    """
    swapped = columns[0] != from_code
    with open_text(file) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 2:
                raise TrainingError(f"{file.name}, line {number}: two columns are expected.")
            first, second = cells[1::-1] if swapped else cells[:2]
            yield Row(first, second, cells[2] if len(cells) > 2 else "")


def write_rows(file: Path, rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as lines:
        for row in rows:
            lines.write(f"{row.source}\t{row.target}\t{row.origin}\n")


def open_text(file: Path) -> TextIO:
    try:
        match file.suffix:
            case ".gz":
                return gzip.open(file, "rt", encoding="utf-8", newline="\n")
            case ".xz":
                return lzma.open(file, "rt", encoding="utf-8", newline="\n")
            case _:
                return file.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise TrainingError(f"{file} cannot be read: {error.strerror}.") from error
