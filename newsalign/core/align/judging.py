"""The first alignment: beads chosen by their odds, to be mended link by link afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.candidates import Spans, candidate_spans
from newsalign.core.align.evidence import Known
from newsalign.core.align.features import features
from newsalign.core.align.moved import chains
from newsalign.core.align.odds import gains
from newsalign.core.align.pairs import Pairs
from newsalign.core.align.search import Candidate
from newsalign.core.align.weighing import Weights
from newsalign.core.model import Bead

_FIXED = 1000.0  # a confirmed bead outweighs every chain around it
_DISPLACEMENT = 1e-4  # between equals, the bead nearer to its place in the text


@dataclass(frozen=True, eq=False)
class Judged:
    """The pairs that may become links, and the links of the first alignment."""

    pairs: Pairs
    links: Booleans


def judge(known: Known, weights: Weights, confirmed: Sequence[Bead] = ()) -> Judged:
    """Judges all candidate beads and chooses the best that do not overlap, confirmed ones first.

    Pairs with a sentence of a confirmed bead, and with one that stands verbatim in a text of the same
    language and is linked to it, are not among the pairs: nothing changes them any more.
    """
    spans = candidate_spans(known)
    return select(known, spans, gains(known, spans, features(known, spans), weights), confirmed)


def select(known: Known, spans: Spans, odds: Floats, confirmed: Sequence[Bead] = ()) -> Judged:
    """`judge` with the odds of the spans given."""
    taken = np.zeros(known.rows, bool), np.zeros(known.columns, bool)
    for bead in confirmed:
        taken[0][list(bead.source)] = taken[1][list(bead.target)] = True
    candidates = _candidates(spans[odds > 0], odds[odds > 0], taken)
    anchors = [
        Candidate(b.source[0], 1, b.target[0], 1, _FIXED) for b in confirmed if not b.is_null
    ]
    links = np.zeros((known.rows, known.columns), bool)
    for c in chains(anchors + candidates, known.columns):
        links[c.i : c.i + c.n, c.j : c.j + c.m] = True
    for bead in confirmed:
        links[np.ix_(bead.source, bead.target)] = True
    same = links & known.verbatim
    open_rows, open_columns = ~(taken[0] | same.any(1)), ~(taken[1] | same.any(0))
    single = (spans.n == 1) & (spans.m == 1) & open_rows[spans.i] & open_columns[spans.j]
    pairs = Pairs(known, spans.i[single], spans.j[single], odds[single], links)
    return Judged(pairs, links)


def _candidates(spans: Spans, odds: Floats, taken: tuple[Booleans, Booleans]) -> list[Candidate]:
    rows, columns = taken[0].size, taken[1].size
    place = np.abs((spans.i + spans.n / 2) / rows - (spans.j + spans.m / 2) / columns)
    before = [np.concatenate([[0], np.cumsum(side)]) for side in taken]
    free = (before[0][spans.i + spans.n] == before[0][spans.i]) & (
        before[1][spans.j + spans.m] == before[1][spans.j]
    )
    gain = odds - _DISPLACEMENT * place
    chosen = free & (gain > 0)
    numbers = (values[chosen].tolist() for values in (spans.i, spans.n, spans.j, spans.m, gain))
    return [Candidate(*x) for x in zip(*numbers, strict=True)]
