"""The list of a comparison's rows, line by line: folds stand before runs of rows, ghosts behind rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsalign.bitext.comparison.views import Comparison, Ghost, RowView


@dataclass(frozen=True, slots=True)
class Fold:
    """Stands for rows without differences where only differences are shown."""

    first: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """`key` is its name on the page. One of the others is there, and says which line it is."""

    key: str
    row: RowView | None = None
    fold: Fold | None = None
    ghost: Ghost | None = None

    def anywhere(self) -> object:
        """What has to be shown anew where it changed; a row's number is a thing of its own."""
        return self.row.anywhere() if self.row else self


def lines(comparison: Comparison, *, differences: bool = False) -> tuple[Line, ...]:
    """`differences`: rows without any are left out, their folds stay."""
    found: list[Line] = []
    for differs, run in groupby(comparison.rows, key=lambda row: row.differs):
        rows = list(run)
        if not differs:
            found.append(Line(f"f{rows[0].key}", fold=Fold(rows[0].key, len(rows))))
        for row in rows:
            if differs or not differences:
                found.append(Line(f"r{row.key}", row=row))
            found += _ghosts(row)
    return tuple(found)


def _ghosts(row: RowView) -> Iterator[Line]:
    for ghost in row.ghosts:
        yield Line(f"g{ghost.row.key}", ghost=ghost)
