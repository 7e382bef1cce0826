"""The overview strip: both texts as columns, a band from side to side for every row."""

from newsalign.bitext.comparison.views import Band, row_key
from newsalign.core.compare.rows import Row
from newsalign.core.model import Document

WIDTH, HEIGHT = 46.0, 420.0
COLUMN = 8.0
GAP = 1.5


def bands(source: Document, target: Document, found: tuple[Row, ...]) -> tuple[Band, ...]:
    """Heights are proportional to characters, one scale for both columns."""
    lengths = [[len(p.text) for p in d.paragraphs] for d in (source, target)]
    scale = HEIGHT / max(1, *(sum(side) for side in lengths))
    spans = [_spans(side, scale) for side in lengths]
    drawn = []
    for row in found:
        kind = "both" if row.source and row.target else "omitted" if row.source else "added"
        left, right = _runs(row.source, spans[0]), _runs(row.target, spans[1])
        if kind == "both":
            path = " ".join(_ribbon(a, b) for a in left for b in right)
        else:
            x = 0.0 if left else WIDTH - COLUMN
            path = " ".join(_block(x, run) for run in left or right)
        drawn.append(Band(row_key(row), kind, row.moved, path, _stretches(left), _stretches(right)))
    return tuple(drawn)


def _stretches(runs: list[tuple[float, float]]) -> str:
    return " ".join(f"{top:.1f},{bottom:.1f}" for top, bottom in runs)


def _spans(lengths: list[int], scale: float) -> list[tuple[float, float]]:
    spans, top = [], 0.0
    for length in lengths:
        bottom = top + length * scale
        spans.append((top, max(top + 0.5, bottom - GAP)))
        top = bottom
    return spans


def _runs(members: tuple[int, ...], spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Neighbouring paragraphs as one stretch from top to bottom."""
    runs: list[tuple[float, float]] = []
    for k, p in enumerate(members):
        if k and members[k - 1] == p - 1:
            runs[-1] = (runs[-1][0], spans[p][1])
        else:
            runs.append(spans[p])
    return runs


def _ribbon(a: tuple[float, float], b: tuple[float, float]) -> str:
    left, right, middle = COLUMN, WIDTH - COLUMN, WIDTH / 2
    return (
        f"M0 {a[0]:.1f}H{left:g}C{middle:g} {a[0]:.1f} {middle:g} {b[0]:.1f} {right:g} {b[0]:.1f}"
        f"H{WIDTH:g}V{b[1]:.1f}H{right:g}"
        f"C{middle:g} {b[1]:.1f} {middle:g} {a[1]:.1f} {left:g} {a[1]:.1f}H0Z"
    )


def _block(x: float, run: tuple[float, float]) -> str:
    return f"M{x:g} {run[0]:.1f}h{COLUMN:g}V{run[1]:.1f}h-{COLUMN:g}Z"
