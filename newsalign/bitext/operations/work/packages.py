"""Packages installed, checked and looked up, away from any request."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.evidence import package_store
from newsalign.bitext.operations.packages import package_index
from newsalign.bitext.operations.work.failure import JobFailed
from newsalign.engines.packages import Package, PackageError

SECONDS_BETWEEN_REPORTS = 0.5


def install_package(job: Job) -> None:
    with _faults_as_reasons():
        package = _from_file(job, job.upload) if job.upload else _from_index(job)
    jobs.finish(job, payload={**job.payload, "key": package.key})


def check_package(job: Job) -> None:
    jobs.report(job, step=Job.Step.CHECKING, done=0, total=0)
    store = package_store()
    with _faults_as_reasons():
        store.verify(store.get(job.payload["key"]))
    jobs.finish(job)


def look_up_packages(job: Job) -> None:
    jobs.report(job, step=Job.Step.DOWNLOADING, done=0, total=0)
    with _faults_as_reasons():
        offers = package_index().available()
    newest = {offer.direction: offer for offer in reversed(offers)}
    found: list[dict[str, str]] = [
        {"from": offer.from_code, "to": offer.to_code, "version": offer.version}
        for _direction, offer in sorted(newest.items())
    ]
    jobs.finish(job, payload={"offers": found})


def _from_file(job: Job, file: Path) -> Package:
    if not file.is_file():
        raise JobFailed(Job.Reason.UPLOAD_GONE)
    jobs.report(job, step=Job.Step.CHECKING, done=0, total=0)
    try:
        package = package_store().install(file, last_word=partial(jobs.extend, job))
    except PackageError:
        file.unlink(missing_ok=True)
        raise
    file.unlink(missing_ok=True)
    return package


def _from_index(job: Job) -> Package:
    reported = 0.0

    def progress(received: int, announced: int | None) -> None:
        nonlocal reported
        if received == announced:
            jobs.report(job, step=Job.Step.CHECKING, done=0, total=0)
        elif time.monotonic() - reported > SECONDS_BETWEEN_REPORTS:
            jobs.report(job, step=Job.Step.DOWNLOADING, done=received, total=announced or 0)
            reported = time.monotonic()

    source, target = job.payload["from"], job.payload["to"]
    return package_index().install(package_store(), source, target, progress)


@contextmanager
def _faults_as_reasons() -> Iterator[None]:
    try:
        yield
    except PackageError as error:
        raise JobFailed(error.code.value, str(error)) from error
    except BitextError as error:
        raise JobFailed(Job.Reason.UNEXPECTED, str(error)) from error
