"""What of a comparison's page a step changed: whole rows are compared, as they are shown."""

from dataclasses import dataclass

from newsalign.bitext.comparison.views import Comparison, ParagraphView, RowView


@dataclass(frozen=True, slots=True)
class Changes:
    """`whole`: the order or number of rows, folds or ghosts is another, so all are shown anew."""

    rows: tuple[RowView, ...]
    whole: bool


def changed_rows(before: Comparison, after: Comparison, *, same_sentences: bool) -> Changes:
    known = set(before.rows)
    rows = tuple(row for row in after.rows if row not in known)
    return Changes(rows, not same_sentences or _frame(before) != _frame(after))


def _frame(comparison: Comparison) -> list[tuple[object, ...]]:
    return [(row.number, row.differs, row.ghosts) for row in comparison.rows]


def paragraphs(rows: tuple[RowView, ...], side: str) -> list[tuple[ParagraphView, RowView]]:
    return [(paragraph, row) for row in rows for paragraph in getattr(row, side)]
