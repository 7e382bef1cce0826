from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from newsalign.accounts.models import User
from newsalign.core.model import ParagraphKind
from newsalign.core.text.page import extract_page
from newsalign.library.models import Draft, Edition
from newsalign.library.operations.editions import edition_for
from newsalign.library.operations.errors import LibraryError
from newsalign.library.operations.lengths import check_length
from newsalign.library.operations.markup import to_markup
from newsalign.library.reading import ReadingError, page_language, read_text, read_upload

DRAFTS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a draft's text was taken for; `published` is local time at the publisher."""

    language: str
    edition: Edition | None
    headline: str
    section: str
    published: datetime | None
    dateline: str
    url: str
    text: str
    dropped: tuple[str, ...]


@transaction.atomic
def open_draft(*, owner: User, text: str = "", data: bytes = b"", name: str = "") -> Draft:
    """Reads an upload and keeps it, original bytes included, until it is saved as an article."""
    try:
        reading = read_upload(data, name) if data or name else read_text(text)
    except ReadingError as error:
        raise LibraryError(str(error)) from error
    check_length(reading.text)
    Draft.objects.filter(owner=owner, created_at__lt=timezone.now() - DRAFTS_KEPT).delete()
    return Draft.objects.create(
        owner=owner,
        original=data if data or name else text.encode("utf-8", "replace"),
        original_type=reading.media_type,
        original_name=name[-255:],
        text=reading.text,
        language=page_language(extract_page(reading.text), reading.text),
        url=reading.url[:1000],
    )


def recognise(draft: Draft) -> Recognised:
    page = extract_page(draft.text)
    url = draft.url or page.url
    return Recognised(
        language=draft.language,
        edition=edition_for(language=draft.language, publisher=page.publisher, url=url),
        headline=page.headline or _first_words(page.paragraphs),
        section=page.section,
        published=page.published,
        dateline=page.dateline,
        url=url,
        text=to_markup(page.paragraphs),
        dropped=page.dropped,
    )


def _first_words(paragraphs: tuple[tuple[str, ParagraphKind], ...], most: int = 120) -> str:
    """A text without a headline is listed under its beginning."""
    text = paragraphs[0][0] if paragraphs else ""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
