import logging
import uuid

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.heartbeat import heartbeat
from newsalign.bitext.operations.work import RUNNERS, JobFailed
from newsalign.engines.packages import PackageError

logger = logging.getLogger(__name__)


def run_job(*, job_id: int) -> None:
    """Does what the job asks for; every outcome is written on the job itself."""
    job = jobs.claim(job_id=job_id, holder=uuid.uuid4().hex)
    if job is None:
        return
    try:
        with heartbeat(job):
            _attempt(job)
    except jobs.LeaseLost:
        logger.info("Job %s is no longer ours", job.pk)


def _attempt(job: Job) -> None:
    try:
        RUNNERS[Job.Kind(job.kind)](job)
    except jobs.LeaseLost:
        raise
    except JobFailed as error:
        jobs.fail(job, reason=error.reason, detail=error.detail)
    except PackageError as error:
        logger.exception("Job %s: package", job.pk)
        jobs.fail(job, reason=Job.Reason.PACKAGE, detail=str(error))
    except Exception as error:
        logger.exception("Job %s", job.pk)
        jobs.fail(job, reason=Job.Reason.UNEXPECTED, detail=f"{type(error).__name__}: {error}")
    except BaseException:
        jobs.hand_back(job)
        raise
