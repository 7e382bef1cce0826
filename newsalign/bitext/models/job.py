from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models.pair import Pair


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> Self:
        return self.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))

    def failed(self) -> Self:
        return self.filter(state=Job.State.FAILED)

    def abandoned(self, now: datetime) -> Self:
        """Running on paper, but whoever ran them has not been heard of since the lease ended."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=now)


class Job(models.Model):
    """Background work as people see it; the queue itself is `django.tasks`' affair."""

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
        UNEXPECTED = (
            "unexpected",
            _("Something went wrong that we did not foresee. The worker's log says what; retry."),
        )

    pair = models.ForeignKey(
        Pair, verbose_name=_("pair"), on_delete=models.CASCADE, related_name="jobs"
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    step = models.CharField(_("step"), max_length=11, choices=Step, default=Step.QUEUED)
    done = models.PositiveIntegerField(_("sentences done"), default=0)
    total = models.PositiveIntegerField(_("sentences in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    lease_holder = models.CharField(max_length=64, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    detail = models.TextField(_("detail"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("pair",),
                condition=Q(state__in=("waiting", "running")),
                name="job_one_active_per_pair",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pair}: {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_abandoned(self) -> bool:
        return (
            self.state == self.State.RUNNING
            and self.lease_until is not None
            and self.lease_until < timezone.now()
        )
