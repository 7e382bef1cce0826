"""Log odds of candidate beads: one logistic regression per shape and kind of evidence."""

import numpy as np

from newsalign.core.align.arrays import Floats
from newsalign.core.align.candidates import Spans
from newsalign.core.align.coverage import MAX_SPAN
from newsalign.core.align.evidence import Known
from newsalign.core.align.weighing import Weights

MOST = 12.0


def shape_class(n: int, m: int) -> str:
    """The class of shapes that share weights: `1:2` is also 2:1, `3:3` every larger one."""
    few, many = min(n, m), max(n, m)
    return f"{few}:{many}" if few < 2 or many < 3 else "2:3"


def gains(known: Known, spans: Spans, columns: Floats, weights: Weights) -> Floats:
    """Log odds that each span is a bead, within -MOST..MOST; MOST for the same sentence twice.

    `columns` are the features of the spans.
    """
    found = np.zeros(len(spans), np.float32)
    for n in range(1, MAX_SPAN + 1):
        for m in range(1, MAX_SPAN + 1):
            chosen = (spans.n == n) & (spans.m == m)
            line = np.asarray(weights.beads[shape_class(n, m)], np.float32)
            found[chosen] = columns[chosen] @ line[:-1] + line[-1]
    same = (spans.n == 1) & (spans.m == 1) & known.verbatim[spans.i, spans.j]
    return np.where(same, MOST, np.clip(found, -MOST, MOST)).astype(np.float32)
