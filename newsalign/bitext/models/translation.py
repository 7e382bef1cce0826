from collections.abc import Iterable, Mapping
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models.pair import Pair
from newsalign.library.models import Article

PACKAGE_KEY_LENGTH = 200


class TranslationQuerySet(models.QuerySet["Translation"]):
    def by_package(self, package: str, hashes: Iterable[str]) -> Self:
        return self.filter(
            origin=Translation.Origin.MACHINE, package=package, source_hash__in=hashes
        )

    def by_people(self, languages: tuple[str, str], hashes: Iterable[str]) -> Self:
        return self.filter(
            origin=Translation.Origin.HUMAN,
            from_language=languages[0],
            to_language=languages[1],
            source_hash__in=hashes,
        )


class Translation(models.Model):
    """Translation memory: a sentence translated once per package, or by people, in a pair.

    A person's comes from a confirmed bead: all its sentences of one side, as one text.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine", _("machine")
        HUMAN = "human", _("human")

    origin = models.CharField(_("origin"), max_length=7, choices=Origin)
    package = models.CharField(_("package"), max_length=PACKAGE_KEY_LENGTH, blank=True)
    """The package's key; several joined by a plus sign where a third language lay between."""
    pair = models.ForeignKey(
        Pair,
        verbose_name=_("pair"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="human_translations",
    )
    from_language = models.CharField(_("from"), max_length=8)
    to_language = models.CharField(_("to"), max_length=8)
    source_hash = models.CharField(max_length=64, editable=False)
    source = models.TextField(_("source"))
    text = models.TextField(_("text"), blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations in memory")
        permissions = (("manage_packages", "Can install, choose and remove packages"),)
        constraints = (
            models.UniqueConstraint(
                fields=("source_hash", "package", "from_language", "to_language"),
                condition=Q(origin="machine"),
                name="translation_once_per_package",
            ),
            models.UniqueConstraint(
                fields=("source_hash", "pair", "from_language", "to_language"),
                condition=Q(origin="human"),
                name="translation_once_per_pair",
            ),
            models.CheckConstraint(
                condition=(Q(origin="machine", pair__isnull=True) & ~Q(package=""))
                | Q(origin="human", package="", score__isnull=True, pair__isnull=False),
                name="translation_origin",
            ),
        )

    def __str__(self) -> str:
        return self.text


class ArticleTranslationQuerySet(models.QuerySet["ArticleTranslation"]):
    def outdated(self, preferred: Mapping[tuple[str, str], str]) -> Self:
        """Made by another package than the one of its direction in `preferred`."""
        changed = Q(pk__in=())
        for (source, target), key in preferred.items():
            changed |= Q(article__language=source, to_language=target) & ~Q(package=key)
        return self.filter(changed)


class ArticleTranslation(models.Model):
    """That an article is translated into a language, and by which package; the memory has the text."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="translations"
    )
    to_language = models.CharField(_("to"), max_length=8)
    package = models.CharField(_("package"), max_length=PACKAGE_KEY_LENGTH)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    objects = ArticleTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translated article")
        verbose_name_plural = _("translated articles")
        indexes = (models.Index(fields=("to_language", "package"), name="article_translated_by"),)
        constraints = (
            models.UniqueConstraint(
                fields=("article", "to_language"), name="article_translation_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} → {self.to_language}"
