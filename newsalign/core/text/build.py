"""From paragraphs and pages to documents."""

from collections.abc import Iterable
from datetime import datetime

from newsalign.core.model import Document, Paragraph, ParagraphKind
from newsalign.core.text.page import Page
from newsalign.core.text.sentences import segment


def build_document(
    language: str,
    paragraphs: Iterable[str | tuple[str, ParagraphKind]],
    *,
    headline: str = "",
    section: str = "",
    published: datetime | None = None,
    dateline: str = "",
    url: str = "",
) -> Document:
    """Segment paragraphs and put a document together.

    A paragraph is a text or a text with its kind; its text is kept as it is, so that spans fit
    what the caller has stored. Paragraphs of nothing but white space are left out.
    """
    return Document(
        language,
        tuple(_paragraph(language, paragraph) for paragraph in paragraphs if _text_of(paragraph)),
        headline=headline,
        section=section,
        published=published,
        dateline=dateline,
        url=url,
    )


def document_of_page(page: Page, language: str) -> Document:
    """The document of an extracted page."""
    return build_document(
        language,
        page.paragraphs,
        headline=page.headline,
        section=page.section,
        published=page.published,
        dateline=page.dateline,
        url=page.url,
    )


def _text_of(paragraph: str | tuple[str, ParagraphKind]) -> str:
    return (paragraph if isinstance(paragraph, str) else paragraph[0]).strip()


def _paragraph(language: str, paragraph: str | tuple[str, ParagraphKind]) -> Paragraph:
    text, kind = (paragraph, ParagraphKind.BODY) if isinstance(paragraph, str) else paragraph
    return Paragraph(text, segment(text, language), kind)
