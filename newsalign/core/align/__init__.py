"""Alignment of two documents' sentences."""

from newsalign.core.align.aligner import AlignOptions, align
from newsalign.core.align.lexicon import Lexicon, LexiconError

__all__ = ["AlignOptions", "Lexicon", "LexiconError", "align"]
