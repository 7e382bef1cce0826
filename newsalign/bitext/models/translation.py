from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TranslationQuerySet(models.QuerySet["Translation"]):
    def by_package(self, package: str, hashes: Iterable[str]) -> Self:
        return self.filter(origin=Translation.Origin.MACHINE, package=package).filter(
            source_hash__in=hashes
        )


class Translation(models.Model):
    """Translation memory: a sentence translated once per package, or by a person."""

    class Origin(models.TextChoices):
        MACHINE = "machine", _("machine")
        HUMAN = "human", _("human")

    origin = models.CharField(_("origin"), max_length=7, choices=Origin)
    package = models.CharField(_("package"), max_length=100, blank=True)
    from_language = models.CharField(_("from"), max_length=8)
    to_language = models.CharField(_("to"), max_length=8)
    source_hash = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("text"), blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translation memory")
        constraints = (
            models.UniqueConstraint(
                fields=("source_hash", "from_language", "to_language", "origin", "package"),
                name="translation_once_per_package",
            ),
            models.CheckConstraint(
                condition=(Q(origin="machine") & ~Q(package=""))
                | Q(origin="human", package="", score__isnull=True),
                name="translation_origin",
            ),
        )

    def __str__(self) -> str:
        return self.text
