"""Background work; which backend runs it only the settings know."""

from django.db import transaction
from django.tasks import task

from newsalign.accounts.models import User
from newsalign.bitext import operations
from newsalign.bitext.models import Job, Pair


@task()
def run_job(job_id: int) -> None:
    operations.run_job(job_id=job_id)


@transaction.atomic
def start_alignment(*, pair: Pair, user: User | None) -> Job:
    """Asks for an alignment; the queue's entry and our job are stored together or not at all."""
    job, is_new = operations.request_alignment(pair=pair, user=user)
    if is_new:
        run_job.enqueue(job.pk)
    return job


@transaction.atomic
def revive_jobs() -> int:
    """Puts jobs of dead workers back into the queue."""
    revived = operations.revive_abandoned()
    for job in revived:
        run_job.enqueue(job.pk)
    return len(revived)
