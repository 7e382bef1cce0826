"""What the worker does for each kind of job. A runner reports, and finishes the job itself."""

from collections.abc import Callable

from newsalign.bitext.models import Job
from newsalign.bitext.operations.work.align import align_pair
from newsalign.bitext.operations.work.failure import JobFailed

RUNNERS: dict[Job.Kind, Callable[[Job], None]] = {
    Job.Kind.ALIGN: align_pair,
}

__all__ = ["RUNNERS", "JobFailed"]
