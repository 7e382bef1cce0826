"""The order of beads: which of them follow the main order, and where each stands in an alignment."""

from bisect import bisect_left
from collections.abc import Sequence

from newsalign.core.model import Bead

type Weight = tuple[int, int, float]


def main_chain(beads: Sequence[Bead]) -> set[int]:
    """Indices of the beads with two sides that make up the longest increasing chain.

    A bead stands before another if all its sentences do, on both sides. Of chains of equally many
    beads the one with more sentences wins, then the one whose beads are displaced less.
    """
    both = sorted(
        (k for k, bead in enumerate(beads) if not bead.is_null), key=lambda k: beads[k].source
    )
    rows = 1 + max((b.source[-1] for b in beads if b.source), default=0)
    columns = 1 + max((b.target[-1] for b in beads if b.target), default=0)
    totals: list[Weight] = []
    before: list[int] = []
    for x, index in enumerate(both):
        best: tuple[Weight, int] = ((0, 0, 0.0), -1)
        for y in range(x):
            if _precedes(beads[both[y]], beads[index]) and totals[y] > best[0]:
                best = totals[y], y
        own = _weight(beads[index], rows, columns)
        totals.append((best[0][0] + own[0], best[0][1] + own[1], best[0][2] + own[2]))
        before.append(best[1])
    x = max(range(len(both)), key=totals.__getitem__, default=-1)
    chain = set()
    while x >= 0:
        chain.add(both[x])
        x = before[x]
    return chain


def _precedes(one: Bead, other: Bead) -> bool:
    return one.source[-1] < other.source[0] and one.target[-1] < other.target[0]


def _weight(bead: Bead, rows: int, columns: int) -> Weight:
    displaced = abs(bead.source[0] / rows - bead.target[0] / columns)
    return 1, len(bead.source) + len(bead.target), -displaced


def arranged(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """The beads in the order that `Alignment` promises."""
    with_source = sorted((b for b in beads if b.source), key=lambda b: b.source)
    additions = sorted((b for b in beads if not b.source), key=lambda b: b.target)
    placed = sorted((j, k) for k, b in enumerate(with_source) for j in b.target)
    behind: dict[int, list[Bead]] = {}
    for bead in additions:
        x = bisect_left(placed, (bead.target[0], -1)) - 1
        anchor = placed[x][1] if x >= 0 else -1
        behind.setdefault(anchor, []).append(bead)
    ordered = list(behind.get(-1, ()))
    for k, bead in enumerate(with_source):
        ordered += [bead, *behind.get(k, ())]
    return tuple(ordered)
