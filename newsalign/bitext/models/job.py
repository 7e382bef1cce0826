from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsalign.bitext.faults import FAULT_SENTENCES
from newsalign.bitext.models.pair import Pair
from newsalign.library.models import Article


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> Self:
        return self.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))

    def waiting(self) -> Self:
        return self.filter(state=Job.State.WAITING)

    def running(self) -> Self:
        return self.filter(state=Job.State.RUNNING)

    def failed(self) -> Self:
        """Failed, and not asked for again since."""
        later = Job.objects.filter(
            kind=OuterRef("kind"), subject=OuterRef("subject"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later), state=Job.State.FAILED)

    def over(self) -> Self:
        return self.filter(state__in=(Job.State.DONE, Job.State.CANCELLED))

    def abandoned(self) -> Self:
        """Running on paper, but whoever ran them has not been heard of since the lease ended."""
        return self.running().filter(lease_until__lte=Now())

    def for_lists(self) -> Self:
        return self.select_related("pair__source", "pair__target", "article", "asked_by").defer(
            "pair__source__original", "pair__target__original", "article__original"
        )


def reasons() -> list[tuple[str, object]]:
    """Why a job can have failed, and what to do about it."""
    return [*Job.Reason.choices, *((f.value, text) for f, text in FAULT_SENTENCES.items())]


class Job(models.Model):
    """Background work as people see it; the queue itself is `django.tasks`' affair."""

    class Kind(models.TextChoices):
        ALIGN = "align", _("alignment")
        TRANSLATE = "translate", _("translation of an article")
        RETRANSLATE = "retranslate", _("translation with the preferred packages")
        INSTALL = "install", _("installation of a package")
        VERIFY = "verify", _("check of a package")
        LOOK_UP = "look_up", _("look-up in the package index")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Step(models.TextChoices):
        QUEUED = "queued", _("waiting for the worker")
        TRANSLATING = "translating", _("translating")
        ALIGNING = "aligning", _("aligning")
        DOWNLOADING = "downloading", _("downloading")
        CHECKING = "checking", pgettext_lazy("a job's step", "checking")

    class Reason(models.TextChoices):
        NONE = "", ""
        WORKER_LOST = (
            "worker_lost",
            _(
                "The worker stopped three times while it was at this job. Look at its log, then retry."
            ),
        )
        PACKAGE = (
            "package",
            _("The translation package could not be used. Install it again, then retry."),
        )
        NO_ROUTE = (
            "no_route",
            _(
                "No installed package leads from one language to the other. Install one, then retry."
            ),
        )
        UPLOAD_GONE = (
            "upload_gone",
            _("The worker cannot find the uploaded file. Upload it again."),
        )
        UNEXPECTED = (
            "unexpected",
            _("Something unexpected went wrong. The worker's log says what; retry."),
        )

    ABOUT_PACKAGES = (Kind.INSTALL, Kind.VERIFY, Kind.LOOK_UP)

    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.ALIGN)
    subject = models.CharField(max_length=200, editable=False)
    """What it is about: two active jobs of one kind and subject would do the same work."""
    payload = models.JSONField(_("details of the order"), default=dict, blank=True)
    pair = models.ForeignKey(
        Pair,
        verbose_name=_("pair"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="jobs",
    )
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="jobs",
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    step = models.CharField(_("step"), max_length=11, choices=Step, default=Step.QUEUED)
    done = models.PositiveBigIntegerField(pgettext_lazy("part of a job", "done"), default=0)
    total = models.PositiveBigIntegerField(pgettext_lazy("part of a job", "in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    task_id = models.CharField(max_length=64, blank=True, editable=False)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    lease_holder = models.CharField(max_length=64, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=20, choices=reasons, blank=True)
    detail = models.TextField(_("detail"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    queued_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("state", "id"), name="job_by_state"),
            models.Index(fields=("kind", "subject", "id"), name="job_by_subject"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=Q(state__in=("waiting", "running")),
                name="job_one_active_per_subject",
            ),
            models.CheckConstraint(
                condition=~Q(kind="align") | Q(pair__isnull=False), name="job_aligns_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(kind="translate") | Q(article__isnull=False),
                name="job_translates_an_article",
            ),
        )

    def __str__(self) -> str:
        named = (
            f"{self.get_kind_display()}: {self.about}" if self.about else self.get_kind_display()
        )
        return f"{named} ({self.get_state_display()})"

    @property
    def about(self) -> str:
        """What it works on, for people."""
        if self.pair:
            return self.pair.target.headline
        return self.article.headline if self.article else str(self.payload.get("name", ""))

    @property
    def upload(self) -> Path | None:
        """The file it was given, which goes with it."""
        return Path(self.payload["file"]) if "file" in self.payload else None

    @property
    def can_be_repeated(self) -> bool:
        return self.upload is None or self.upload.is_file()

    @property
    def is_active(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def counts_bytes(self) -> bool:
        return self.step == self.Step.DOWNLOADING

    @cached_property
    def per_second(self) -> float | None:
        """Sentences or bytes a second since it was taken up."""
        if not self.started_at or not self.done:
            return None
        until = self.finished_at or timezone.now()
        return self.done / max((until - self.started_at).total_seconds(), 0.001)

    @property
    def seconds_left(self) -> float | None:
        if self.state != self.State.RUNNING or not self.per_second or not self.total:
            return None
        return max(self.total - self.done, 0) / self.per_second
