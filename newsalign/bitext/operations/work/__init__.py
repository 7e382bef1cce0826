"""What the worker does for each kind of job. A runner reports, and finishes the job itself."""

from collections.abc import Callable

from newsalign.bitext.models import Job
from newsalign.bitext.operations.work.align import align_pair
from newsalign.bitext.operations.work.failure import JobFailed
from newsalign.bitext.operations.work.packages import (
    check_package,
    install_package,
    look_up_packages,
)
from newsalign.bitext.operations.work.translate import translate_again, translate_article

RUNNERS: dict[Job.Kind, Callable[[Job], None]] = {
    Job.Kind.ALIGN: align_pair,
    Job.Kind.TRANSLATE: translate_article,
    Job.Kind.RETRANSLATE: translate_again,
    Job.Kind.INSTALL: install_package,
    Job.Kind.VERIFY: check_package,
    Job.Kind.LOOK_UP: look_up_packages,
}

__all__ = ["RUNNERS", "JobFailed"]
