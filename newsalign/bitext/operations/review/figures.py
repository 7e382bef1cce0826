from collections.abc import Sequence

from newsalign.bitext.operations.review.values import BeadValue
from newsalign.bitext.operations.texts import Texts
from newsalign.core import model
from newsalign.core.compare.coverage import coverage


def figures(texts: Texts, beads: Sequence[BeadValue]) -> tuple[float, float, float]:
    """Coverage of both sides, and the lowest confidence of what nobody decided (1 where all is)."""
    alignment = model.Alignment(tuple(bead.bead for bead in beads))
    source, target = coverage(texts[0].document, texts[1].document, alignment)
    undecided = (bead.confidence for bead in beads if not bead.is_decided)
    return source, target, min(undecided, default=1.0)
