"""What of a comparison's page a step changed: lines and paragraphs are compared as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newsalign.bitext.comparison.listing import Line, lines
from newsalign.bitext.comparison.views import Comparison, ParagraphView, RowView


@dataclass(frozen=True, slots=True)
class Arrival:
    """New lines, and the key of the line they follow; none where they are the first."""

    after: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What makes the list before the list after, in this order: lines leave, change in their place,
    come in. `numbered`: rows that stay as they are but for their number.
    """

    gone: tuple[str, ...]
    changed: tuple[Line, ...]
    arrived: tuple[Arrival, ...]
    numbered: tuple[RowView, ...]


def changed_lines(before: Comparison, after: Comparison, *, differences: bool) -> Changes:
    old, new = lines(before, differences=differences), lines(after, differences=differences)
    gone: list[str] = []
    arrived: list[Arrival] = []
    stayed: list[tuple[Line, Line]] = []
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "equal":
            stayed += zip(old[i:i_end], new[j:j_end], strict=True)
            continue
        gone += _keys(old[i:i_end])
        if j < j_end:
            arrived.append(Arrival(new[j - 1].key if j else "", new[j:j_end]))
    changed = tuple(b for a, b in stayed if a.anywhere() != b.anywhere())
    kept = ((a.row, b.row) for a, b in stayed if a.row and b.row)
    return Changes(
        tuple(gone),
        changed,
        tuple(arrived),
        tuple(b for a, b in kept if a.number != b.number and a.anywhere() == b.anywhere()),
    )


def _keys(found: Sequence[Line]) -> list[str]:
    return [line.key for line in found]


def changed_paragraphs(
    before: Comparison, after: Comparison, side: str
) -> list[tuple[ParagraphView, RowView]]:
    """Of one side (`source` or `target`), with their rows."""
    known = {row.anywhere() for row in before.rows}
    rows = [row for row in after.rows if row.anywhere() not in known]
    return [(paragraph, row) for row in rows for paragraph in getattr(row, side)]
