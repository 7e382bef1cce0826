from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models.pair import Pair


class ReviewEventQuerySet(models.QuerySet["ReviewEvent"]):
    def for_history(self) -> Self:
        """The newest first, without the beads, which a list does not show."""
        return (
            self.select_related("actor", "concerns")
            .defer("removed", "added", "concerns__removed", "concerns__added")
            .order_by("-number")
        )

    def from_a_file(self) -> bool:
        """Whether the pair's beads came from a file last, and not from an aligner."""
        kinds = (ReviewEvent.Kind.ALIGN, ReviewEvent.Kind.IMPORT)
        steps = self.filter(Q(kind__in=kinds) | Q(concerns__kind__in=kinds)).order_by("number")
        standing: dict[int, str] = {}
        for number, kind, concerns, what in steps.values_list(
            "number", "kind", "concerns__number", "concerns__kind"
        ):
            if kind == ReviewEvent.Kind.UNDO:
                standing.pop(concerns, None)
            else:
                standing[concerns or number] = what or kind
        last = max(standing.items(), default=(0, ""))
        return last[1] == ReviewEvent.Kind.IMPORT


class ReviewEvent(models.Model):
    """One step in a pair's history, never changed afterwards: which beads went, which came.

    The pair's beads are what its events add up to. Beads are kept as values, by the positions of
    their sentences; splitting or joining sentences moves positions, which `details` says.
    """

    class Kind(models.TextChoices):
        ALIGN = "align", _("aligned")
        IMPORT = "import", _("imported")
        REALIGN = "realign", _("re-aligned between what is confirmed")
        CONFIRM = "confirm", _("confirmed")
        CONFIRM_ABOVE = "confirm_above", _("confirmed all above")
        REJECT = "reject", _("rejected")
        WITHDRAW = "withdraw", _("decision taken back")
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        MOVE = "move", _("moved")
        LINK = "link", _("linked")
        UNLINK = "unlink", _("unlinked")
        ONE_SIDED = "one_sided", _("marked as omission or addition")
        NOTE = "note", _("noted")
        FLAG = "flag", _("flagged")
        SPLIT_SENTENCE = "split_sentence", _("sentence split")
        JOIN_SENTENCES = "join_sentences", _("sentences joined")
        UNDO = "undo", _("undone")
        REDO = "redo", _("redone")
        RESTORE = "restore", _("restored")
        ASSIGN = "assign", _("assigned")
        BEGIN = "begin", _("begun")
        FINISH = "finish", _("finished")
        REOPEN = "reopen", _("reopened")

    FIRST = (Kind.ALIGN, Kind.IMPORT)
    """What brings a pair its beads, before anybody reviewed them."""
    WITHOUT_BEADS = (Kind.ASSIGN, Kind.BEGIN, Kind.FINISH, Kind.REOPEN)
    """Of the pair rather than its beads: undo and redo pass them by."""

    pair = models.ForeignKey(
        Pair, verbose_name=_("pair"), on_delete=models.CASCADE, related_name="events"
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=14, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="review_events",
    )
    """Who reviewed stays known: an account that did is made inactive, not deleted."""
    at = models.DateTimeField(_("when"), auto_now_add=True)
    removed: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    added: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    details: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    concerns = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """The event that is undone or redone."""

    objects = ReviewEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of the history")
        verbose_name_plural = _("steps of the history")
        ordering = ("pair", "number")
        constraints = (
            models.UniqueConstraint(fields=("pair", "number"), name="event_number"),
            models.CheckConstraint(
                condition=Q(kind__in=("undo", "redo"), concerns__isnull=False)
                | (~Q(kind__in=("undo", "redo")) & Q(concerns__isnull=True)),
                name="event_concerns_another",
            ),
        )
        indexes = (models.Index(fields=("actor", "kind"), name="event_by_actor"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"
