"""The comparison as a page shows it: built from two documents and an alignment, stored or not."""

from newsalign.bitext.comparison.build import build_comparison
from newsalign.bitext.comparison.views import (
    Comparison,
    Ghost,
    ParagraphView,
    RowView,
    SentenceView,
    SideView,
)

__all__ = [
    "Comparison",
    "Ghost",
    "ParagraphView",
    "RowView",
    "SentenceView",
    "SideView",
    "build_comparison",
]
