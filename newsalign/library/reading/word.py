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
_MOST_XML = 40 * 1024 * 1024
_MOST_ENTRIES = 5000
_DOCTYPE = re.compile(b"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {
    f"{_NAMESPACE}tab": "\t",
    f"{_NAMESPACE}br": "\n",
    f"{_NAMESPACE}cr": "\n",
    f"{_NAMESPACE}noBreakHyphen": "-",
}


def docx_text(data: bytes) -> tuple[str, str]:
    """A document's text, a line for each paragraph, and the title of its properties.

    Text in tables, text boxes, content controls and tracked insertions belongs to it, tracked
    deletions do not. Raises ReadingError for anything else than a sound .docx of bounded size.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document.element.body))
        title = document.core_properties.title or ""
    except (KeyError, ValueError, AttributeError, OSError, zipfile.BadZipFile, etree.LxmlError):
        raise _damaged() from None
    return "\n".join(lines), title


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
                raise ReadingError(
                    _(
                        "This archive is no Word document: unpack it and hand in the files one by one."
                    )
                )
            _check_sizes(entries)
            _check_document_types(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _damaged() from None


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """The reader never unpacks more of an entry than the size that its header declares."""
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if _is_xml(entry))
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or xml > _MOST_XML:
        raise ReadingError(
            _("This Word document is too large when unpacked: copy its text and paste it instead.")
        )


def _check_document_types(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No part of a Word document has a DOCTYPE; entities would come in through one."""
    for entry in entries:
        if _is_xml(entry) and _DOCTYPE.search(archive.read(entry)):
            raise _damaged()


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels", ".vml"))


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
