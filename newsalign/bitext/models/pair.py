from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsalign.accounts.models import Added, User
from newsalign.core.text.folding import fold
from newsalign.library.models import Article

if TYPE_CHECKING:
    from newsalign.bitext.models.alignment import Alignment


WAITED = ((14, 0.2), (7, 0.15), (3, 0.1), (1, 0.05))
"""Days since the alignment, and what they add to a pair's need of review."""


class PairQuerySet(models.QuerySet["Pair"]):
    AWAITING_REVIEW, FAILING = "awaiting_review", "failing"
    MINE, FLAGGED = "mine", "flagged"

    def for_lists(self) -> Self:
        """With headlines, the current alignment's figures and the last job's state."""
        from newsalign.bitext.models.alignment import Alignment  # noqa: PLC0415  # mutual relation

        return (
            self.annotate_last_job()
            .select_related("source__edition", "target__edition", "reviewer")
            .defer("source__original", "target__original")
            .prefetch_related(
                Prefetch("alignments", Alignment.objects.filter(is_current=True), to_attr="current")
            )
        )

    def to_review_by(self, person: User) -> Self:
        """Given to this person, and not done."""
        return self.awaiting_review().filter(reviewer=person)

    def flagged_for(self, person: User) -> Self:
        """With a bead that this person is asked to look at."""
        from newsalign.bitext.models.alignment import Bead  # noqa: PLC0415  # mutual relation

        beads = Bead.objects.filter(alignment__is_current=True, flagged_for=person)
        return self.filter(pk__in=beads.values("alignment__pair"))

    def for_page(self) -> Self:
        return self.select_related("source__edition", "target__edition").defer(
            "source__original", "target__original"
        )

    def annotate_last_job(self) -> Self:
        from newsalign.bitext.models.job import Job  # noqa: PLC0415  # mutual relation

        last = Job.objects.filter(pair=OuterRef("pk")).order_by("-pk")
        return self.annotate(job_state=Subquery(last.values("state")[:1]))

    def awaiting_review(self) -> Self:
        return self.filter(state__in=(Pair.State.OPEN, Pair.State.IN_REVIEW))

    def by_need(self) -> Self:
        """Pairs that await their review with `need` in 0..1, and how many beads nobody decided.

        Half of it is the least sure bead, three tenths what has no counterpart, the rest waiting.
        """
        now = timezone.now()
        waited = Case(
            *(
                When(alignments__made_at__lt=now - timedelta(days=days), then=Value(points))
                for days, points in WAITED
            ),
            default=Value(0.0),
            output_field=FloatField(),
        )
        need = (
            (1 - F("alignments__lowest_confidence")) * 0.5
            + (2 - F("alignments__coverage_source") - F("alignments__coverage_target")) * 0.15
            + waited
        )
        undecided = Count("alignments__beads", filter=Q(alignments__beads__state="automatic"))
        return (
            self.awaiting_review()
            .filter(alignments__is_current=True)
            .annotate(
                need=ExpressionWrapper(need, output_field=FloatField()),
                waiting_since=F("alignments__made_at"),
                undecided=undecided,
            )
        )

    def waiting(self) -> Self:
        return self.filter(state=Pair.State.WAITING)

    def failing(self) -> Self:
        """Whose last job failed."""
        from newsalign.bitext.models.job import Job  # noqa: PLC0415  # mutual relation

        return self.annotate_last_job().filter(job_state=Job.State.FAILED)

    def of_article(self, article: Article) -> Self:
        return self.filter(Q(source=article) | Q(target=article))

    def matching(self, *, state: str = "", words: str = "", asker: User | None = None) -> Self:
        """`asker`: whose pairs are meant by `MINE` and `FLAGGED`."""
        found = self
        if asker and state == self.MINE:
            found = found.to_review_by(asker)
        elif asker and state == self.FLAGGED:
            found = found.flagged_for(asker)
        elif state == self.AWAITING_REVIEW:
            found = found.awaiting_review()
        elif state == self.FAILING:
            found = found.failing()
        elif state:
            found = found.filter(state=state)
        for word in words.split():
            folded = fold(word)
            found = found.filter(
                Q(source__headline_folded__contains=folded)
                | Q(target__headline_folded__contains=folded)
            )
        return found


class Pair(Added):
    class State(models.TextChoices):
        WAITING = "waiting", _("not aligned")
        OPEN = "open", _("to be reviewed")
        IN_REVIEW = "in_review", _("in review")
        DONE = "done", _("done")

    REVIEW_STATES = State.choices[1:]

    source = models.ForeignKey(
        Article,
        verbose_name=_("source article"),
        on_delete=models.PROTECT,
        related_name="pairs_as_source",
    )
    target = models.ForeignKey(
        Article,
        verbose_name=_("target article"),
        on_delete=models.PROTECT,
        related_name="pairs_as_target",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_pairs",
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        permissions = (("review_pair", "Can review pairs"),)
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("source", "target"), name="pair_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="pair_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.source} | {self.target}"

    def get_absolute_url(self) -> str:
        return reverse("pair", args=[self.pk])

    @cached_property
    def alignment(self) -> "Alignment | None":
        """The current alignment; lists prefetch it."""
        if "current" in self.__dict__:
            return self.__dict__["current"][0] if self.__dict__["current"] else None
        return self.alignments.filter(is_current=True).first()
