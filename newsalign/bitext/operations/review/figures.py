from collections.abc import Sequence

from newsalign.bitext.operations.review.values import BeadValue
from newsalign.core import model
from newsalign.core.compare.coverage import coverage
from newsalign.library.operations import StoredText


def figures(
    texts: tuple[StoredText, StoredText], beads: Sequence[BeadValue]
) -> tuple[float, float, float]:
    """Coverage of both sides, and the lowest confidence of what nobody decided (1 where all is)."""
    alignment = model.Alignment(tuple(model.Bead(*bead.positions) for bead in beads))
    source, target = coverage(texts[0].document, texts[1].document, alignment)
    undecided = (bead.confidence for bead in beads if not bead.is_decided)
    return source, target, min(undecided, default=1.0)
