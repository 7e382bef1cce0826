"""Files and pasted text to readings."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from newsalign.core.text.normalise import normalise
from newsalign.library.reading.encoding import decode
from newsalign.library.reading.kinds import DOCX, TEXT, Kind, is_html, kind_of_bytes
from newsalign.library.reading.page import declared_encoding, read_page
from newsalign.library.reading.values import Reading, ReadingError
from newsalign.library.reading.word import docx_text


def read_upload(data: bytes, filename: str = "") -> Reading:
    """Read a text file, a saved web page or a Word document of at most UPLOAD_MAX_BYTES.

    The kind is decided by the content; `filename` only decides whether a fragment of HTML is one.
    Raises ReadingError for everything that holds no text to be compared.
    """
    _check_size(len(data))
    if not data.strip(b"\0\t\n\r\f "):
        raise _empty()
    kind = kind_of_bytes(data)
    if kind is Kind.ZIP:
        return _reading(docx_text(data), DOCX)
    if kind is not Kind.TEXT:
        raise ReadingError(_refusal(kind))
    text, _codec = decode(data, declared_encoding(data))
    return read_page(text) if is_html(text, filename) else _reading(text, TEXT)


def read_text(text: str) -> Reading:
    """Read pasted text; pasted source of a page counts as the page. Raises ReadingError."""
    _check_size(len(text.encode("utf-8", "replace")))
    return read_page(text) if is_html(text) else _reading(text, TEXT)


def _reading(text: str, media_type: str) -> Reading:
    clean = normalise(text)
    if not any(character.isalnum() for character in clean):
        raise _empty()
    return Reading(clean, media_type)


def _check_size(size: int) -> None:
    if size > settings.UPLOAD_MAX_BYTES:
        raise ReadingError(
            _("This is larger than %(size)s: upload one article at a time, without its pictures.")
            % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )


def _empty() -> ReadingError:
    return ReadingError(_("There is no text in this: paste the article or choose another file."))


def _refusal(kind: Kind) -> str:
    match kind:
        case Kind.PDF:
            return _("PDF files cannot be read: copy the text out of it and paste it instead.")
        case Kind.IMAGE:
            return _("This is a picture: upload the article as text, web page or Word document.")
        case Kind.OLD_OFFICE | Kind.RTF:
            return _("This word processor format is not read: save the document as .docx instead.")
        case Kind.WEB_ARCHIVE:
            return _(
                "This is a page saved with all its parts in one file: save it as “HTML only” and upload that."
            )
        case _:
            return _(
                "This file is not text: upload a text file, a saved web page or a Word document (.docx)."
            )
