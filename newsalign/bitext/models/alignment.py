from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models.pair import Pair
from newsalign.library.models import Sentence

UNIT = (MinValueValidator(0.0), MaxValueValidator(1.0))


def in_unit_interval(field: str) -> Q:
    return Q(**{f"{field}__gte": 0, f"{field}__lte": 1})


class AlignmentQuerySet(models.QuerySet["Alignment"]):
    def current(self) -> Self:
        return self.filter(is_current=True)

    def for_lists(self) -> Self:
        return self.select_related("pair__source__edition", "pair__target__edition").defer(
            "pair__source__original", "pair__target__original"
        )


class Alignment(models.Model):
    pair = models.ForeignKey(
        Pair, verbose_name=_("pair"), on_delete=models.CASCADE, related_name="alignments"
    )
    number = models.PositiveIntegerField(_("number"))
    is_current = models.BooleanField(_("current"), default=True)
    evidence = models.JSONField(_("evidence"), default=list, blank=True)
    packages = models.JSONField(_("packages"), default=list, blank=True)
    coverage_source = models.FloatField(_("coverage of the source"), validators=UNIT)
    coverage_target = models.FloatField(_("coverage of the target"), validators=UNIT)
    lowest_confidence = models.FloatField(_("lowest confidence"), validators=UNIT)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = AlignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("pair", "number"), name="alignment_number"),
            models.UniqueConstraint(
                fields=("pair",), condition=Q(is_current=True), name="alignment_one_current"
            ),
            models.CheckConstraint(
                condition=in_unit_interval("coverage_source")
                & in_unit_interval("coverage_target")
                & in_unit_interval("lowest_confidence"),
                name="alignment_shares",
            ),
        )

    def __str__(self) -> str:
        return str(self.pair)


class BeadQuerySet(models.QuerySet["Bead"]):
    def of_current_alignment(self, pair: int) -> Self:
        """With the languages of the pair's articles."""
        return self.filter(alignment__pair=pair, alignment__is_current=True).with_pair()

    def with_pair(self) -> Self:
        return self.select_related("alignment__pair__source", "alignment__pair__target").defer(
            "alignment__pair__source__original", "alignment__pair__target__original"
        )

    def with_sentences(self) -> Self:
        return self.prefetch_related(
            Prefetch(
                "members",
                BeadSentence.objects.select_related("sentence__paragraph").order_by(
                    "sentence__position"
                ),
            )
        )


class Bead(models.Model):
    class State(models.TextChoices):
        AUTOMATIC = "automatic", _("automatic")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    alignment = models.ForeignKey(
        Alignment, verbose_name=_("alignment"), on_delete=models.CASCADE, related_name="beads"
    )
    position = models.PositiveIntegerField(_("position"))
    confidence = models.FloatField(_("confidence"), validators=UNIT)
    moved = models.BooleanField(_("moved"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.AUTOMATIC)
    note = models.TextField(_("note"), blank=True)
    flagged_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("flagged for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="flagged_beads",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    """Number of the event that made it what it is."""

    objects = BeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("bead")
        verbose_name_plural = _("beads")
        ordering = ("alignment", "position")
        constraints = (
            models.UniqueConstraint(fields=("alignment", "position"), name="bead_position"),
            models.CheckConstraint(
                condition=in_unit_interval("confidence"), name="bead_confidence_share"
            ),
        )

    def __str__(self) -> str:
        return gettext("Bead %(number)s of “%(pair)s”") % {
            "number": self.position + 1,
            "pair": self.alignment.pair.target.headline,
        }

    def sentences_of(self, side: str) -> list[Sentence]:
        """Those of one side, in order where the bead was fetched `with_sentences()`."""
        return [member.sentence for member in self.members.all() if member.side == side]


class BeadSentence(models.Model):
    """A sentence's place: at most one bead of an alignment, held by the schema."""

    class Side(models.TextChoices):
        SOURCE = "source", _("source")
        TARGET = "target", _("target")

    alignment = models.ForeignKey(Alignment, on_delete=models.CASCADE, related_name="+")
    bead = models.ForeignKey(Bead, on_delete=models.CASCADE, related_name="members")
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side)

    class Meta:
        verbose_name = _("sentence of a bead")
        verbose_name_plural = _("sentences of a bead")
        constraints = (
            models.UniqueConstraint(fields=("alignment", "sentence"), name="sentence_in_one_bead"),
        )

    def __str__(self) -> str:
        return f"{self.bead_id}: {self.sentence_id}"
