"""Word documents (.docx), read as hostile: nothing is unpacked before its size is known."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from django.utils.translation import gettext as _
from lxml import etree

from newsalign.library.reading.values import ReadingError

_MOST_UNPACKED = 100 * 1024 * 1024
# A tree takes thirty times the memory of its text; the parts of an article have some 100 kB together.
_MOST_XML = 8 * 1024 * 1024
_MOST_ENTRIES = 5000
_LOOKED_AT = 1024
_XML_STARTS = (b"", b"<", "<".encode("cp037"))
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
_DOCTYPE = re.compile(b"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {
    f"{_NAMESPACE}tab": "\t",
    f"{_NAMESPACE}br": "\n",
    f"{_NAMESPACE}cr": "\n",
    f"{_NAMESPACE}noBreakHyphen": "-",
}


def docx_text(data: bytes) -> str:
    """A document's text, a line for each paragraph.

    Text in tables, text boxes, content controls and tracked insertions belongs to it, tracked
    deletions do not. Raises ReadingError for anything else than a sound .docx of bounded size.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_lines(document.element.body))
    except (KeyError, ValueError, AttributeError, OSError, zipfile.BadZipFile, etree.LxmlError):
        raise _damaged() from None


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
                raise ReadingError(
                    _(
                        "This archive is not a Word document: unpack it and upload the files one by one."
                    )
                )
            _check_sizes(entries, [])
            parts = [entry for entry in entries if _is_xml(archive, entry)]
            _check_sizes(entries, parts)
            _check_document_types(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _damaged() from None


def _check_sizes(entries: list[zipfile.ZipInfo], parts: list[zipfile.ZipInfo]) -> None:
    """`parts` are those of XML. The reader unpacks no more of an entry than its header declares."""
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in parts)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or xml > _MOST_XML:
        raise ReadingError(
            _("This Word document is too large when unpacked: copy its text and paste it instead.")
        )


def _check_document_types(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No part of a Word document has a DOCTYPE; entities would come in through one."""
    if any(_DOCTYPE.search(archive.read(part)) for part in parts):
        raise _damaged()


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """By its beginning, since the document itself says which part is which, whatever the names."""
    with archive.open(entry) as opened:
        return opened.read(_LOOKED_AT).lstrip(_BEFORE_XML)[:1] in _XML_STARTS


def _damaged() -> ReadingError:
    return ReadingError(
        _("This Word document is damaged: open it in Word, save it again as .docx and retry.")
    )


def _lines(body: etree._Element) -> Iterator[str]:
    """Paragraphs in document order; a text box stands behind the paragraph that holds it."""
    for paragraph in body.iter(f"{_NAMESPACE}p"):
        if not _is_inside_fallback(paragraph):
            yield "".join(_pieces(paragraph))


def _is_inside_fallback(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(_FALLBACK), None) is not None


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_NAMESPACE}t", *_SHOWN):
        if next(element.iterancestors(f"{_NAMESPACE}p")) is not paragraph:
            continue
        yield _SHOWN.get(element.tag) or element.text or ""
