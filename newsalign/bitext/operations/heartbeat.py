"""Keeps a job's lease while one long step (a download, an alignment) says nothing for a while."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs

logger = logging.getLogger(__name__)

BEATS_PER_LEASE = 4


@contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """A killed process takes its heart with it; a stopped one finds on waking that it lost the job."""
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(job, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _beat(job: Job, over: threading.Event) -> None:
    while not over.wait(jobs.lease().total_seconds() / BEATS_PER_LEASE):
        try:
            jobs.extend(job)
        except jobs.LeaseLost:
            return
        except DatabaseError:
            logger.warning("Job %s: no sign of life could be given", job.pk, exc_info=True)
        finally:
            connection.close()
