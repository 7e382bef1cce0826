"""What kind of file it is, decided by its content; the name is only a hint."""

import re
from enum import StrEnum

TEXT = "text/plain"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Kind(StrEnum):
    TEXT = "text"
    HTML = "html"
    ZIP = "zip"
    PDF = "pdf"
    IMAGE = "image"
    OLD_OFFICE = "old office"
    RTF = "rtf"
    WEB_ARCHIVE = "web archive"
    BINARY = "binary"


_SIGNATURES = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"{\\rtf", Kind.RTF),
    (b"bplist00", Kind.WEB_ARCHIVE),
    (b"MZ\x90", Kind.BINARY),
    (b"\x7fELF", Kind.BINARY),
    (b"\x1f\x8b", Kind.BINARY),
    (b"7z\xbc\xaf", Kind.BINARY),
    (b"Rar!", Kind.BINARY),
    (b"BZh", Kind.BINARY),
    (b"\xfd7zXZ", Kind.BINARY),
    (b"SQLite format 3", Kind.BINARY),
    (b"ID3", Kind.BINARY),
    (b"OggS", Kind.BINARY),
)
_HTML_START = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100}){0,5}"
    r"<(?:!doctype\s{1,10}html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_BLOCKS = re.compile(r"<(?:p|div|article|section|br|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_MAIL_HEAD = re.compile(rb"(?:[\w-]{1,40}:[^\n]{0,2000}\n|[ \t][^\n]{0,2000}\n){1,50}")
_LOOKED_AT = 8192


def kind_of_bytes(data: bytes) -> Kind:
    """The kind by signature; `TEXT` stands for whatever has none."""
    if data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return Kind.IMAGE if data[8:12] == b"WEBP" else Kind.BINARY
    if data[4:8] == b"ftyp":
        return Kind.BINARY
    if _is_mime(data):
        return Kind.WEB_ARCHIVE
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), Kind.TEXT)


def _is_mime(data: bytes) -> bool:
    """Whether it is a page with all its parts in one file, as browsers save it (.mhtml)."""
    head = _MAIL_HEAD.match(data[:_LOOKED_AT])
    return head is not None and b"mime-version:" in head[0].lower()


def is_html(text: str, filename: str = "") -> bool:
    """Whether a text is a page's source: by its beginning, or by tags where the name says so."""
    beginning = text[:_LOOKED_AT]
    if _HTML_START.match(beginning):
        return True
    named = filename.lower().endswith((".html", ".htm", ".xhtml"))
    return named and _HTML_BLOCKS.search(text[: 20 * _LOOKED_AT]) is not None
