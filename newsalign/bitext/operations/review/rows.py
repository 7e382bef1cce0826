"""Rows as the comparison shows them, from beads as values."""

from collections.abc import Iterable, Sequence

from newsalign.bitext.operations.review.values import BeadValue
from newsalign.bitext.operations.texts import Texts
from newsalign.core import model
from newsalign.core.compare import rows


def rows_of(texts: Texts, beads: Sequence[BeadValue]) -> tuple[rows.Row, ...]:
    alignment = model.Alignment(tuple(bead.bead for bead in beads))
    return rows.rows(texts[0].document, texts[1].document, alignment)


def paragraphs_of(texts: Texts, beads: Iterable[BeadValue]) -> tuple[set[int], set[int]]:
    source: set[int] = set()
    target: set[int] = set()
    for bead in beads:
        source.update(texts[0].document.paragraph_of[i] for i in bead.source)
        target.update(texts[1].document.paragraph_of[j] for j in bead.target)
    return source, target


def down_to(texts: Texts, beads: Sequence[BeadValue], last: BeadValue) -> set[BeadValue]:
    """The beads that have a sentence in the row of `last` or in one above it."""
    here = paragraphs_of(texts, [last])
    shown: tuple[set[int], set[int]] = (set(), set())
    for row in rows_of(texts, beads):
        shown[0].update(row.source)
        shown[1].update(row.target)
        if here[0] & set(row.source) if here[0] else here[1] & set(row.target):
            break
    return {
        bead
        for bead in beads
        if any(part & seen for part, seen in zip(paragraphs_of(texts, [bead]), shown, strict=True))
    }
