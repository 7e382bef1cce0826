import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.core.model import Document
from newsalign.core.text.build import build_document
from newsalign.core.text.normalise import normalise
from newsalign.library.models import Article, Draft, Edition, Paragraph, Sentence
from newsalign.library.operations.errors import LibraryError
from newsalign.library.operations.lengths import check_length
from newsalign.library.operations.markup import from_markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """What a person saw and could correct before saving."""

    language: str
    headline: str
    text: str
    edition: Edition | None = None
    section: str = ""
    published: datetime | None = None
    dateline: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    article: Article
    is_new: bool


def content_hash(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def stored_already(*, language: str, text: str) -> Article | None:
    """The article with just this text, if it is in the library."""
    texts = [t for t, _kind in from_markup(normalise(text))]
    return (
        Article.objects.for_lists()
        .filter(language=language, content_hash=content_hash(texts))
        .first()
    )


@transaction.atomic
def store_article(*, draft: Draft, fields: ArticleFields, user: User) -> Stored:
    """Saves a draft as an article, or hands back the article that already has this text."""
    check_length(fields.text)
    paragraphs = from_markup(normalise(fields.text))
    if not paragraphs:
        raise LibraryError(_("There is no text to save: paste at least one paragraph."))
    if fields.edition and (why := fields.edition.why_not(fields.language)):
        raise LibraryError(why)
    # Two people, or a double click, may save the same text at the same time.
    article, is_new = Article.objects.for_lists().get_or_create(
        language=fields.language,
        content_hash=content_hash([text for text, _kind in paragraphs]),
        defaults={
            "edition": fields.edition,
            "headline": fields.headline,
            "section": fields.section,
            "published_at": _aware(fields.published, fields.edition),
            "dateline": fields.dateline,
            "url": fields.url,
            "original": bytes(draft.original),
            "original_type": draft.original_type,
            "original_name": draft.original_name,
            "added_by": user,
        },
    )
    if is_new:
        _store_text(article, build_document(fields.language, paragraphs))
    draft.delete()
    return Stored(article, is_new)


def _aware(published: datetime | None, edition: Edition | None) -> datetime | None:
    if published is None:
        return None
    zone = ZoneInfo(edition.time_zone if edition else settings.TIME_ZONE)
    return published.replace(tzinfo=zone)


def _store_text(article: Article, document: Document) -> None:
    rows = Paragraph.objects.bulk_create(
        Paragraph(article=article, position=k, kind=p.kind.value, text=p.text)
        for k, p in enumerate(document.paragraphs)
    )
    Sentence.objects.bulk_create(
        Sentence(article=article, paragraph=rows[p], position=k, start=s.start, end=s.end)
        for k, (p, s) in enumerate(zip(document.paragraph_of, document.sentences, strict=True))
    )
