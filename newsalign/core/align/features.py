"""What the evidence says for and against every candidate bead.

Per source of evidence (the words, the translation): the similarity of the spans, absolute and
within this document's range; margins to the best other sentence; what one sentence more would
gain and one fewer lose; the least explained sentence of a span. Once: how far the lengths are off.

Two-sided features come as (few, many): the side of fewer sentences first; at equal numbers
(smaller, larger). So swapping the texts changes nothing.
"""

from collections.abc import Callable

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.candidates import Spans
from newsalign.core.align.coverage import MAX_SPAN, Coverage
from newsalign.core.align.evidence import Known
from newsalign.core.align.lengths import length_off

PER_SOURCE = (
    "similarity", "relative", "few_share", "many_share", "few_margin", "many_margin", "extension", "loss",
    "few_weakest", "many_weakest",
)  # fmt: skip
ONCE = ("length_off", "length_off_squared")

type _Share = Callable[[Integers, Integers, Integers, Integers], Floats]


def features(known: Known, spans: Spans) -> Floats:
    """One row per span: PER_SOURCE for every source of evidence, then ONCE."""
    found = [column for view in known.coverages for column in _of_source(view, spans)]
    return np.stack([*found, *_length_off(known, spans)], axis=1).astype(np.float32)


def _of_source(view: Coverage, s: Spans) -> list[Floats]:
    shares = view.source_share(s.i, s.n, s.j, s.m), view.target_share(s.i, s.n, s.j, s.m)
    value = _mean(*shares)
    singles = view.singles[0]
    low = float(singles.mean())
    high = float(np.quantile(np.concatenate([singles.max(0), singles.max(1)]), 0.75))
    margin_source = value - _outside(singles, s.i, s.n, s.j, s.m)
    margin_target = value - _outside(singles.T, s.j, s.m, s.i, s.n)
    weakest_source = _weakest(view.source_share, s, along=0)
    weakest_target = _weakest(view.target_share, s, along=1)
    return [
        value,
        (value - low) / max(high - low, 0.05),
        *_few_many(s, *shares),
        *_few_many(s, margin_source, margin_target),
        _extension(view, s, value),
        _loss(view, s, value),
        *_few_many(s, weakest_source, weakest_target),
    ]


def _mean(source: Floats, target: Floats) -> Floats:
    """Similarity of two spans: the geometric mean of what they explain of each other, in 0..1."""
    return np.asarray(np.sqrt(np.maximum(target * source, 0)), np.float32)


def _few_many(s: Spans, source: Floats, target: Floats) -> tuple[Floats, Floats]:
    """(few, many): the value of the side with fewer sentences first."""
    source_first = (s.n < s.m) | ((s.n == s.m) & (source <= target))
    return np.where(source_first, source, target), np.where(source_first, target, source)


def _outside(singles: Floats, i: Integers, n: Integers, j: Integers, m: Integers) -> Floats:
    """Mean over rows i..i+n-1 of the largest value outside columns j-1..j+m."""
    rows, columns = singles.shape
    before = np.zeros((rows, columns + 1), np.float32)
    after = np.zeros((rows, columns + 1), np.float32)
    np.maximum.accumulate(singles, axis=1, out=before[:, 1:])
    after[:, :-1] = np.maximum.accumulate(singles[:, ::-1], axis=1)[:, ::-1]
    left, right = np.maximum(j - 1, 0), np.minimum(j + m + 1, columns)
    total = np.zeros(len(i), np.float32)
    for step in range(MAX_SPAN):
        row = np.minimum(i + step, rows - 1)
        total += np.where(step < n, np.maximum(before[row, left], after[row, right]), 0)
    return np.asarray(total / n, np.float32)


def _extension(view: Coverage, s: Spans, value: Floats) -> Floats:
    """How much the similarity grows by the best one sentence more at an end, >= 0."""
    rows, columns = len(view.source_weight) - 1, len(view.target_weight) - 1
    best = value
    for di, dn, dj, dm in ((-1, 1, 0, 0), (0, 1, 0, 0), (0, 0, -1, 1), (0, 0, 0, 1)):
        larger = Spans(s.i + di, s.n + dn, s.j + dj, s.m + dm)
        fits = (
            (larger.i >= 0)
            & (larger.i + larger.n <= rows)
            & (larger.j >= 0)
            & (larger.j + larger.m <= columns)
        )
        best = _raise(best, view, larger, fits & (larger.n <= MAX_SPAN) & (larger.m <= MAX_SPAN))
    return best - value


def _loss(view: Coverage, s: Spans, value: Floats) -> Floats:
    """How much the similarity falls at least by one sentence fewer at an end; 0 for a 1:1 bead."""
    best = np.full(len(s), -1, np.float32)
    for di, dn, dj, dm in ((1, -1, 0, 0), (0, -1, 0, 0), (0, 0, 1, -1), (0, 0, 0, -1)):
        smaller = Spans(s.i + di, s.n + dn, s.j + dj, s.m + dm)
        best = _raise(best, view, smaller, (smaller.n > 0) & (smaller.m > 0))
    return np.where(best < 0, 0, value - best)


def _raise(best: Floats, view: Coverage, spans: Spans, fits: Booleans) -> Floats:
    found = best.copy()
    part = spans[fits]
    shares = (
        share(part.i, part.n, part.j, part.m) for share in (view.source_share, view.target_share)
    )
    found[fits] = np.maximum(best[fits], _mean(*shares))
    return found


def _weakest(share: _Share, s: Spans, along: int) -> Floats:
    """The least share of one sentence of a span (side `along`) that the other span explains."""
    least = np.ones(len(s), np.float32)
    one = np.ones_like(s.n)
    for step in range(MAX_SPAN):
        inside = step < (s.n, s.m)[along]
        i, n, j, m = (s.i + step, one, s.j, s.m) if along == 0 else (s.i, s.n, s.j + step, one)
        part = Spans(i, n, j, m)[inside]
        least[inside] = np.minimum(least[inside], share(part.i, part.n, part.j, part.m))
    return least


def _length_off(known: Known, s: Spans) -> tuple[Floats, Floats]:
    """How far the lengths of two spans are off, and a tenth of its square."""
    source, target = (
        np.concatenate([[0], np.cumsum(lengths, dtype=np.float32)])
        for lengths in (known.source_lengths, known.target_lengths)
    )
    one, other = source[s.i + s.n] - source[s.i], target[s.j + s.m] - target[s.j]
    off = length_off(one, other)
    return off, np.asarray(off**2 / 10, np.float32)
