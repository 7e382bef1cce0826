"""From what a user hands in (bytes or pasted text) to clean text."""

from newsalign.library.reading.language import detect, likely_languages
from newsalign.library.reading.upload import MOST_BYTES, read_text, read_upload
from newsalign.library.reading.values import Reading, ReadingError

__all__ = [
    "MOST_BYTES",
    "Reading",
    "ReadingError",
    "detect",
    "likely_languages",
    "read_text",
    "read_upload",
]
