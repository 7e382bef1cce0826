"""Alignment of two documents' sentences."""

from newsalign.core.align.aligner import AlignOptions, align
from newsalign.core.align.explain import Explanation, WordLink, WordSpan, explain
from newsalign.core.align.learning import LexiconChange, SentencePair, changes, learn
from newsalign.core.align.lexicon import Lexicon, LexiconError

__all__ = [
    "AlignOptions",
    "Explanation",
    "Lexicon",
    "LexiconChange",
    "LexiconError",
    "SentencePair",
    "WordLink",
    "WordSpan",
    "align",
    "changes",
    "explain",
    "learn",
]
