"""Log odds of candidate beads: one logistic regression per shape and kind of evidence."""

import numpy as np

from newsalign.core.align.arrays import Floats
from newsalign.core.align.candidates import Spans
from newsalign.core.align.evidence import Views
from newsalign.core.align.features import features
from newsalign.core.align.weights import ODDS
from newsalign.core.model import Evidence

MOST = 12.0


def kind_of_evidence(views: Views) -> str:
    """The key of the weights to use: what an alignment of these views can rest on."""
    lexicon = Evidence.LEXICON in views.rests_on
    if views.translation is None:
        return "lexicon" if lexicon else "bare"
    return "lexicon+translation" if lexicon else "translation"


def shape_class(n: int, m: int) -> str:
    """The class of shapes that share weights: `1:2` is also 2:1, `3:3` every larger one."""
    few, many = min(n, m), max(n, m)
    return f"{few}:{many}" if few < 2 or many < 3 else "2:3"


def gains(views: Views, spans: Spans) -> Floats:
    """Log odds that each span is a bead, within -MOST..MOST; MOST for the same sentence twice."""
    found = np.zeros(len(spans), np.float32)
    columns = features(views, spans)
    weights = ODDS[kind_of_evidence(views)]
    for n, m in {(n, m) for n, m in zip(spans.n.tolist(), spans.m.tolist(), strict=True)}:
        chosen = (spans.n == n) & (spans.m == m)
        line = np.asarray(weights[shape_class(n, m)], np.float32)
        found[chosen] = columns[chosen] @ line[:-1] + line[-1]
    same = (spans.n == 1) & (spans.m == 1) & views.verbatim[spans.i, spans.j]
    return np.where(same, MOST, np.clip(found, -MOST, MOST)).astype(np.float32)
