"""A job's life: asked for, claimed under a lease, extended, finished, or taken up again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from newsalign.accounts.models import User
from newsalign.bitext.models import Job, Pair

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


class LeaseLost(Exception):  # noqa: N818  # a signal between worker and job, no error
    """Another worker has the job, or a person cancelled it: stop without a trace."""


@transaction.atomic
def request_alignment(*, pair: Pair, user: User | None) -> tuple[Job, bool]:
    """The pair's active job, made if there is none, and whether it was made."""
    Pair.objects.select_for_update().get(pk=pair.pk)
    active = pair.jobs.active().first()
    if active:
        return active, False
    return pair.jobs.create(asked_by=user), True


@transaction.atomic
def revive_abandoned() -> list[Job]:
    """Jobs whose worker died: back to waiting, or failed after three attempts."""
    revived = []
    for job in Job.objects.abandoned(timezone.now()).select_for_update(skip_locked=True):
        job.lease_until, job.lease_holder = None, ""
        if job.attempts < MOST_ATTEMPTS:
            job.state, job.step = Job.State.WAITING, Job.Step.QUEUED
            revived.append(job)
        else:
            job.state, job.reason = Job.State.FAILED, Job.Reason.WORKER_LOST
            job.finished_at = timezone.now()
        job.save()
    return revived


def claim(*, job_id: int, holder: str) -> Job | None:
    """The job under our lease, or None where it is somebody else's or over."""
    now = timezone.now()
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING,
        lease_holder=holder,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        done=0,
    )
    return (
        Job.objects.select_related("pair__source", "pair__target").get(pk=job_id) if taken else None
    )


def report(job: Job, *, step: Job.Step, done: int, total: int) -> None:
    """Progress for people, and a sign of life that extends the lease."""
    _update(job, step=step, done=done, total=total, lease_until=timezone.now() + LEASE)


def finish(job: Job) -> None:
    _update(job, state=Job.State.DONE, reason="", detail="", **_over())


def fail(job: Job, *, reason: Job.Reason, detail: str = "") -> None:
    _update(job, state=Job.State.FAILED, reason=reason, detail=detail, **_over())


def _over() -> dict[str, object]:
    return {"lease_until": None, "lease_holder": "", "finished_at": timezone.now()}


def _update(job: Job, **values: object) -> None:
    held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease_holder=job.lease_holder)
    if not held.update(**values):
        raise LeaseLost
