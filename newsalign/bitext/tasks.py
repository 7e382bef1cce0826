"""Background work; which backend runs it only the settings know."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist
from django_tasks.exceptions import TaskResultDoesNotExist as NotInRedis

from newsalign.accounts.models import User
from newsalign.bitext import operations
from newsalign.bitext.models import Job, Pair


@task()
def run_job(job_id: int) -> None:
    operations.run_job(job_id=job_id)


@transaction.atomic
def start(order: Callable[[], tuple[Job, bool]]) -> Job:
    """Asks for a job; the queue's entry and our job are stored together or not at all."""
    job, is_new = order()
    if is_new:
        _enqueue(job)
    return job


def start_alignment(*, pair: Pair, user: User | None) -> Job:
    return start(partial(operations.request_alignment, pair=pair, user=user))


def start_again(*, job: Job, user: User | None) -> Job:
    return start(partial(operations.request_again, job=job, user=user))


@transaction.atomic
def revive_jobs() -> int:
    """Puts jobs back into the queue: those of dead workers, and those whose entry was lost."""
    revived = operations.revive_abandoned()
    revived += [job for job in operations.long_waiting() if not _is_in_queue(job)]
    for job in revived:
        _enqueue(job)
    return len(revived)


def _enqueue(job: Job) -> None:
    if settings.TASKS_URL:
        # A worker must not look for a job that is not committed yet. Where Redis does not answer
        # the job waits in the database for the next round.
        transaction.on_commit(partial(_enqueue_now, job), robust=True)
    else:
        _enqueue_now(job)


def _enqueue_now(job: Job) -> None:
    operations.note_queued(job, run_job.enqueue(job.pk).id)


def _is_in_queue(job: Job) -> bool:
    if not job.task_id:
        return False
    try:
        status = run_job.get_backend().get_result(job.task_id).status
    except (TaskResultDoesNotExist, NotInRedis):
        return False
    return status == TaskResultStatus.READY
