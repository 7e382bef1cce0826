"""A job's life: asked for, claimed under a lease, extended, finished, or taken up again.

Leases are told by the database's clock, so that hosts whose clocks differ can share the work.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import (
    DateTimeField,
    DurationField,
    Expression,
    ExpressionWrapper,
    F,
    Q,
    Value,
)
from django.db.models.functions import Now
from django.utils import timezone

from newsalign.accounts.models import User
from newsalign.bitext.models import Job, Pair
from newsalign.library.models import Article

MOST_ATTEMPTS = 3


class LeaseLost(Exception):  # noqa: N818  # a signal between worker and job, no error
    """Another worker has the job, or a person cancelled it: stop without a trace."""


def lease() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def request_job(
    *,
    kind: Job.Kind,
    subject: str,
    user: User | None,
    pair: Pair | None = None,
    article: Article | None = None,
    payload: dict[str, object] | None = None,
) -> tuple[Job, bool]:
    """The active job of this kind and subject, made if there is none, and whether it was made."""
    given = {"pair": pair, "article": article, "payload": payload or {}, "asked_by": user}
    return Job.objects.active().get_or_create(kind=kind, subject=subject, defaults=given)


def request_alignment(*, pair: Pair, user: User | None) -> tuple[Job, bool]:
    return request_job(kind=Job.Kind.ALIGN, subject=f"pair {pair.pk}", pair=pair, user=user)


def request_again(*, job: Job, user: User | None) -> tuple[Job, bool]:
    """The same work once more; the failed job stays as the record of what happened."""
    return request_job(
        kind=Job.Kind(job.kind),
        subject=job.subject,
        user=user,
        pair=job.pair,
        article=job.article,
        payload=job.payload,
    )


def cancel_job(*, job: Job) -> bool:
    """Whoever runs it stops at the next sign of life; what is translated already stays."""
    active = Job.objects.active().filter(pk=job.pk)
    is_cancelled = bool(active.update(state=Job.State.CANCELLED, **_over()))
    if is_cancelled and job.upload:
        job.upload.unlink(missing_ok=True)
    return is_cancelled


def note_queued(job: Job, task_id: str) -> None:
    Job.objects.filter(pk=job.pk).update(task_id=task_id, queued_at=Now())


@transaction.atomic
def revive_abandoned() -> list[Job]:
    """Jobs whose worker died: back to waiting, or failed after three attempts."""
    revived = []
    for job in Job.objects.abandoned().select_for_update(skip_locked=True):
        job.lease_until, job.lease_holder = None, ""
        if job.attempts < MOST_ATTEMPTS:
            job.state, job.step = Job.State.WAITING, Job.Step.QUEUED
            revived.append(job)
        else:
            job.state, job.reason = Job.State.FAILED, Job.Reason.WORKER_LOST
            job.finished_at = timezone.now()
        job.save()
    return revived


def long_waiting() -> list[Job]:
    """Jobs that wait longer than a lease; their entry in the queue may have been lost."""
    before = ExpressionWrapper(
        Now() - Value(lease(), output_field=DurationField()), output_field=DateTimeField()
    )
    stale = Q(queued_at__lt=before) | Q(queued_at=None, created_at__lt=before)
    return list(
        Job.objects.waiting().filter(stale).select_for_update(skip_locked=True).order_by("pk")[:20]
    )


def claim(*, job_id: int, holder: str) -> Job | None:
    """The job under our lease, or None where it is somebody else's or over."""
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, lease_until__lte=Now())
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING,
        lease_holder=holder,
        lease_until=_lease_end(),
        started_at=Now(),
        attempts=F("attempts") + 1,
        done=0,
        total=0,
    )
    return Job.objects.for_lists().get(pk=job_id) if taken else None


def extend(job: Job) -> None:
    """A sign of life. Raises LeaseLost."""
    _update(job, lease_until=_lease_end())


def report(job: Job, *, step: Job.Step, done: int, total: int) -> None:
    """Progress for people, and a sign of life that extends the lease. Raises LeaseLost."""
    _update(job, step=step, done=done, total=total, lease_until=_lease_end())


def finish(job: Job, *, payload: dict[str, object] | None = None) -> None:
    found = {} if payload is None else {"payload": payload}
    _update(job, state=Job.State.DONE, reason="", detail="", **found, **_over())


def fail(job: Job, *, reason: str, detail: str = "") -> None:
    _update(job, state=Job.State.FAILED, reason=reason, detail=detail, **_over())


def hand_back(job: Job) -> None:
    """The worker is told to stop: the next round gives the job to another, as if never tried."""
    _update(job, lease_until=Now(), lease_holder="", attempts=F("attempts") - 1)


def _lease_end() -> Expression:
    return ExpressionWrapper(
        Now() + Value(lease(), output_field=DurationField()), output_field=DateTimeField()
    )


def _over() -> dict[str, object]:
    return {"lease_until": None, "lease_holder": "", "finished_at": timezone.now()}


def _update(job: Job, **values: object) -> None:
    held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease_holder=job.lease_holder)
    if not held.update(**values):
        raise LeaseLost
