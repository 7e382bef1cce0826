"""Alignments that newsalign exported, and others may have worked on, are taken over again."""

from newsalign.bitext.operations.imports.adopting import Imported, import_alignments

__all__ = ["Imported", "import_alignments"]
