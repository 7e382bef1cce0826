"""Exchange formats: `dump` writes units as text, piece by piece; `parse` reads a file's bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsalign.core.formats import jsonl, tmx, tsv, xliff
from newsalign.core.formats.units import FormatError, Problem, Segment, Side, Unit

__all__ = ["FORMATS", "Format", "FormatError", "Problem", "Segment", "Side", "Unit"]


@dataclass(frozen=True, slots=True)
class Format:
    """`parse` is there where a file gives back all that was written.

    `one_language_pair`: all units of a file must be of the same two languages.
    """

    name: str
    suffix: str
    media_type: str
    dump: Callable[[Iterable[Unit]], Iterator[str]]
    parse: Callable[[bytes], tuple[Unit, ...]] | None = None
    one_language_pair: bool = False


FORMATS = {
    "tmx": Format("TMX", ".tmx", "application/x-tmx+xml", tmx.dump, tmx.parse),
    "xliff": Format("XLIFF", ".xlf", "application/xliff+xml", xliff.dump, one_language_pair=True),
    "tsv": Format("TSV", ".tsv", "text/tab-separated-values", tsv.dump),
    "jsonl": Format("JSON Lines", ".jsonl", "application/jsonl", jsonl.dump, jsonl.parse),
}
