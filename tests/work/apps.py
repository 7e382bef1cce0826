"""Lets a real worker write down what it runs, and run jobs that are long or deadly."""

import os
import signal
import time
from pathlib import Path

from django.apps import AppConfig

STEPS = 6
STEP_SECONDS = 0.05


class WorkConfig(AppConfig):
    name = "tests.work"

    def ready(self) -> None:
        from newsalign.bitext.models import Job  # noqa: PLC0415  # not before the apps are there
        from newsalign.bitext.operations.work import RUNNERS  # noqa: PLC0415  # likewise

        align = RUNNERS[Job.Kind.ALIGN]

        def watched(job: Job) -> None:
            write_down(job.pk, "start")
            behave(job)
            align(job)
            write_down(job.pk, "end")

        RUNNERS[Job.Kind.ALIGN] = watched


def behave(job) -> None:
    """What the target's headline asks for, before the work that every job is for."""
    from newsalign.bitext.operations import jobs  # noqa: PLC0415  # not before the apps are there

    if "poison" in job.pair.target.headline:
        write_down(job.pk, "die")
        os.kill(os.getpid(), signal.SIGKILL)
    if "silent" in job.pair.target.headline:
        time.sleep(3 * jobs.lease().total_seconds())
    for step in range(STEPS):
        jobs.report(job, step=job.Step.TRANSLATING, done=step, total=STEPS)
        time.sleep(STEP_SECONDS)


def write_down(job: int, what: str) -> None:
    with Path(os.environ["WORK_LOG"]).open("a") as log:
        log.write(f"{time.time():.4f} {os.getpid()} {job} {what}\n")
