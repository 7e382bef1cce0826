"""From what a user hands in (bytes or pasted text) to clean text."""

from newsalign.library.reading.language import (
    detect,
    guess_language,
    likely_languages,
    page_language,
)
from newsalign.library.reading.upload import read_text, read_upload
from newsalign.library.reading.values import Reading, ReadingError

__all__ = [
    "Reading",
    "ReadingError",
    "detect",
    "guess_language",
    "likely_languages",
    "page_language",
    "read_text",
    "read_upload",
]
