from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsalign.accounts.models import Added
from newsalign.core import model
from newsalign.core.text.folding import fold
from newsalign.library.models.edition import Edition


class ArticleQuerySet(models.QuerySet["Article"]):
    def for_lists(self) -> Self:
        """Without the original bytes, which a list never shows."""
        return self.select_related("edition").defer("original")

    def with_text(self) -> Self:
        return self.for_lists().prefetch_related("paragraphs__sentences")

    def matching(
        self,
        *,
        language: str = "",
        edition: Edition | None = None,
        section: str = "",
        since: date | None = None,
        until: date | None = None,
        words: str = "",
    ) -> Self:
        found = self
        if language:
            found = found.filter(language=language)
        if edition:
            found = found.filter(edition=edition)
        if section:
            found = found.filter(section=section)
        if since:
            found = found.filter(published_at__date__gte=since)
        if until:
            found = found.filter(published_at__date__lte=until)
        for word in words.split():
            found = found.filter(headline_folded__contains=fold(word))
        return found


class Article(Added):
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("edition"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    language = models.CharField(_("language"), max_length=8)
    headline = models.CharField(_("headline"), max_length=500)
    # Folding makes at most three letters of one.
    headline_folded = models.CharField(max_length=1500, editable=False)
    section = models.CharField(_("section"), max_length=100, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    original = models.BinaryField(_("original"))
    original_type = models.CharField(_("type of the original"), max_length=100)
    original_name = models.CharField(_("file name"), max_length=255, blank=True)
    content_hash = models.CharField(_("content hash"), max_length=64, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = (F("published_at").desc(nulls_last=True), "-pk")
        indexes = (
            models.Index(fields=("-published_at", "-id"), name="article_newest"),
            models.Index(fields=("language", "section"), name="article_language_section"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("language", "content_hash"), name="article_stored_once"
            ),
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_headline"),
        )

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: object, **kwargs: object) -> None:
        # SQLite folds the case of ASCII letters only; headlines are Cyrillic as often as not.
        self.headline_folded = fold(self.headline)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed through

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    def clean(self) -> None:
        if self.edition and (why := self.edition.why_not(self.language)):
            raise ValidationError({"edition": why})

    @property
    def published(self) -> datetime | None:
        """By the clock at the publisher, as its own page says it."""
        zone = ZoneInfo(self.edition.time_zone) if self.edition else None
        return timezone.localtime(self.published_at, zone) if self.published_at else None


class Paragraph(models.Model):
    class Kind(models.TextChoices):
        LEAD = model.ParagraphKind.LEAD.value, _("lead")
        BODY = model.ParagraphKind.BODY.value, _("body")
        SUBHEADING = model.ParagraphKind.SUBHEADING.value, _("subheading")

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="paragraphs"
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BODY)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ("article", "position")
        constraints = (
            models.UniqueConstraint(fields=("article", "position"), name="paragraph_position"),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_has_text"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def number(self) -> int:
        return self.position + 1


class Sentence(models.Model):
    """A span of its paragraph; `position` counts over the whole article from 0."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="sentences"
    )
    paragraph = models.ForeignKey(
        Paragraph, verbose_name=_("paragraph"), on_delete=models.CASCADE, related_name="sentences"
    )
    position = models.PositiveIntegerField(_("position"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))

    class Meta:
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        ordering = ("article", "position")
        constraints = (
            models.UniqueConstraint(fields=("article", "position"), name="sentence_position"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="sentence_span"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]
