"""How likely every bead is right, from the odds for its links and against its rivals.

The odds of the weakest link of a bead and of the likeliest link that would change it are turned
into a probability by logistic regression on alignments of articles that the odds were not trained
on (Platt 1999, Probabilistic outputs for support vector machines).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.pairs import Pairs
from newsalign.core.align.weighing import Weights
from newsalign.core.model import Bead

CLASSES = ("null", "single", "group")
_MOST = 12.0


def evidence_for(beads: Sequence[Bead], pairs: Pairs, links: Booleans, odds: Floats) -> Floats:
    """One row per bead: odds of its weakest link, of the likeliest link missing from it, and 1 for the constant.

    `odds` are those of the pairs. Both are within -12..12; what was not worth judging counts -12.
    """
    table = np.full(links.shape, -_MOST, np.float32)
    table[pairs.i, pairs.j] = np.clip(odds, -_MOST, _MOST)
    present = np.where(links, table, _MOST)
    missing = np.where(links, -_MOST, table)
    by_row, by_column = missing.max(1), missing.max(0)
    rows = []
    for bead in beads:
        i, j = list(bead.source), list(bead.target)
        weakest = present[np.ix_(i, j)].min(initial=_MOST)
        rival = max(by_row[i].max(initial=-_MOST), by_column[j].max(initial=-_MOST))
        rows.append((weakest, rival, 1.0))
    return np.array(rows, np.float32).reshape(len(rows), 3)


def bead_class(bead: Bead) -> str:
    """The class of beads that share a table."""
    if bead.is_null:
        return "null"
    return "single" if len(bead.source) == len(bead.target) == 1 else "group"


def with_confidence(
    beads: Sequence[Bead], pairs: Pairs, links: Booleans, odds: Floats, weights: Weights
) -> list[Bead]:
    """The beads with the estimated probability in 0..1 that each is right."""
    lines = np.array([weights.confidence[bead_class(bead)] for bead in beads], np.float32).reshape(
        len(beads), 3
    )
    score = (evidence_for(beads, pairs, links, odds) * lines).sum(1)
    chances = 1 / (1 + np.exp(-score))
    return [replace(bead, confidence=float(c)) for bead, c in zip(beads, chances, strict=True)]
