"""Tab-separated values for spreadsheets and eyes: a line of names, then a line for each unit.

Cells with tabs, line ends or quotes stand in double quotes (RFC 4180). A cell that a spreadsheet
would run as a formula gets an apostrophe in front: take JSON Lines where every character counts.
"""

import re
from collections.abc import Iterable, Iterator

from newsalign.core.formats.cells import harmless
from newsalign.core.formats.units import Unit

COLUMNS = (
    "pair",
    "bead",
    "source_language",
    "target_language",
    "source_paragraphs",
    "target_paragraphs",
    "source_sentences",
    "target_sentences",
    "source",
    "target",
    "moved",
    "confidence",
    "state",
    "note",
    "flagged_for",
    "reviewer",
)
_QUOTED = re.compile(r'[\t\n\r"]')


def dump(units: Iterable[Unit]) -> Iterator[str]:
    """The line of names, then a line for each unit, line feeds included."""
    yield "\t".join(COLUMNS) + "\n"
    for unit in units:
        yield "\t".join(map(_cell, _values(unit))) + "\n"


def _values(unit: Unit) -> tuple[str, ...]:
    source, target = unit.source, unit.target
    return (
        str(unit.pair),
        str(unit.number),
        source.language,
        target.language,
        source.paragraphs,
        target.paragraphs,
        source.numbers,
        target.numbers,
        source.text,
        target.text,
        str(int(unit.moved)),
        f"{unit.confidence:.3f}",
        unit.state,
        unit.note,
        unit.flagged_for or "",
        unit.reviewer or "",
    )


def _cell(text: str) -> str:
    text = harmless(text)
    if _QUOTED.search(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
