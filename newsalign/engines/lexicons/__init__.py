"""Lexicon files: the ones that come with newsalign, and learned ones in a folder of the caller's."""

from newsalign.engines.lexicons.files import find, load, save

__all__ = ["find", "load", "save"]
