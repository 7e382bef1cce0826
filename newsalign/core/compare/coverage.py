"""Coverage: the share of a document's words that stand in beads with both sides."""

from newsalign.core.compare.words import sentence_words
from newsalign.core.model import Alignment, Document


def coverage(source: Document, target: Document, alignment: Alignment) -> tuple[float, float]:
    """Shares in 0..1 of the source's and the target's words that have a counterpart.

    An empty document is covered: nothing of it is missing.
    """
    held: tuple[set[int], set[int]] = (set(), set())
    for bead in alignment.beads:
        if not bead.is_null:
            held[0].update(bead.source)
            held[1].update(bead.target)
    return _share(source, held[0]), _share(target, held[1])


def _share(document: Document, held: set[int]) -> float:
    words = sentence_words(document)
    total = sum(words)
    return sum(n for i, n in enumerate(words) if i in held) / total if total else 1.0
