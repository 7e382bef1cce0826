"""Which beads are worth judging: spans whose every sentence has a plausible counterpart inside.

Plausible are the few best of every row and column and a band around the path through sentences
that are each other's best. So the number of candidates grows with the length of the texts, not
with its square.
"""

from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.coverage import MAX_SPAN
from newsalign.core.align.evidence import Known
from newsalign.core.align.search import Candidate, heaviest_chain

BEST = 6
BAND = 3


@dataclass(frozen=True, eq=False)
class Spans:
    """Beads as parallel arrays: source sentences i..i+n-1 with target sentences j..j+m-1."""

    i: Integers
    n: Integers
    j: Integers
    m: Integers

    def __len__(self) -> int:
        return len(self.i)

    def __getitem__(self, chosen: Booleans | Integers) -> "Spans":
        return Spans(self.i[chosen], self.n[chosen], self.j[chosen], self.m[chosen])


def candidate_spans(known: Known) -> Spans:
    """All beads of at most MAX_SPAN by MAX_SPAN sentences that are worth judging."""
    plausible = _band(known)
    for view in known.coverages:
        both, target, source = view.singles
        plausible |= _best(both, 0) | _best(both, 1) | _best(target, 0) | _best(source, 1)
    plausible |= known.verbatim & _near(known)
    found = [
        _blocks(plausible, n, m)
        for n in range(1, min(MAX_SPAN, known.rows) + 1)
        for m in range(1, min(MAX_SPAN, known.columns) + 1)
    ]
    return Spans(*(np.concatenate([getattr(s, side) for s in found]) for side in "injm"))


def _best(values: Floats, axis: int) -> Booleans:
    size = values.shape[axis]
    if size <= BEST:
        return np.ones(values.shape, bool)
    least = np.partition(values, size - BEST, axis=axis).take([size - BEST], axis=axis)
    chosen: Booleans = values >= np.maximum(least, 1e-6)
    crowded = chosen.sum(axis=axis, keepdims=True) > 2 * BEST  # all alike: the band decides
    return np.asarray(chosen & ~crowded)


def _near(known: Known) -> Booleans:
    """A band around the diagonal, for texts full of sentences that are all the same."""
    rows, columns = np.ogrid[: known.rows, : known.columns]
    offset = np.abs((rows + 0.5) * known.columns / known.rows - columns - 0.5)
    return np.asarray(offset <= max(BAND, known.columns / known.rows))


def _band(known: Known) -> Booleans:
    both = sum(view.singles[0] for view in known.coverages)
    assert isinstance(both, np.ndarray)  # noqa: S101  # sum() of at least one array
    mutual = (
        (both == both.max(1, keepdims=True)) & (both == both.max(0, keepdims=True)) & (both > 0.1)
    )
    mutual &= (mutual.sum(0, keepdims=True) == 1) & (mutual.sum(1, keepdims=True) == 1)
    anchors = [Candidate(int(i), 1, int(j), 1, float(both[i, j])) for i, j in np.argwhere(mutual)]
    chain = heaviest_chain(anchors, known.columns)
    path = np.interp(
        np.arange(known.rows),
        [-1, *(c.i for c in chain), known.rows],
        [-1, *(c.j for c in chain), known.columns],
    )
    back = np.interp(
        np.arange(known.columns),
        [-1, *(c.j for c in chain), known.columns],
        [-1, *(c.i for c in chain), known.rows],
    )
    rows, columns = np.ogrid[: known.rows, : known.columns]
    return np.asarray(
        (np.abs(columns - path[:, None]) <= BAND) | (np.abs(rows - back[None, :]) <= BAND)
    )


def _blocks(plausible: Booleans, n: int, m: int) -> Spans:
    rows, columns = plausible.shape
    within = np.ones((rows - n + 1, columns - m + 1), bool)
    for a in range(n):
        within &= np.logical_or.reduce([_shift(plausible, a, b, within.shape) for b in range(m)])
    for b in range(m):
        within &= np.logical_or.reduce([_shift(plausible, a, b, within.shape) for a in range(n)])
    i, j = np.nonzero(within)
    return Spans(i, np.full(len(i), n), j, np.full(len(i), m))


def _shift(values: Booleans, a: int, b: int, shape: tuple[int, ...]) -> Booleans:
    return values[a : a + shape[0], b : b + shape[1]]
