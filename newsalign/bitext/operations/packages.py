"""Installed packages: what people see of them, and what they ask for."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.faults import FAULT_SENTENCES
from newsalign.bitext.models import ArticleTranslation, Job
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.evidence import package_store, packages_of, preferred_routes
from newsalign.bitext.operations.jobs import request_job
from newsalign.bitext.operations.starters import Score, starter_scores
from newsalign.engines.packages import Package, PackageError, PackageIndex


@dataclass(frozen=True, slots=True)
class Installed:
    """A package as its page shows it.

    `translated` counts the translations of articles that it made, alone or as one step of several;
    `outdated` those it would have a part in, were they made now.
    """

    package: Package
    is_preferred: bool
    translated: int
    outdated: int
    scores: list[Score]
    check: Job | None


def installed_packages() -> list[Installed]:
    """By direction, the preferred one first; two queries however many there are."""
    store = package_store()
    chosen = store.preferred()
    checks = _last_checks()
    made, would_change = _translations_made()
    return [
        Installed(
            package,
            is_preferred=package == chosen.get(package.direction),
            translated=made[package.key],
            outdated=would_change[package.key],
            scores=starter_scores(package) if package.is_starter else [],
            check=checks.get(package.key),
        )
        for package in store.installed()
    ]


def package_by_key(key: str) -> Package:
    with _faults_worded():
        return package_store().get(key)


def prefer_package(*, package: Package) -> None:
    with _faults_worded():
        package_store().prefer(package)


def remove_package(*, package: Package) -> None:
    """What it translated stays in the memory."""
    with _faults_worded():
        package_store().remove(package)


def request_install(*, direction: tuple[str, str], user: User | None) -> tuple[Job, bool]:
    """By name from the configured index, which nothing else ever asks."""
    package_index()
    source, target = direction
    payload: dict[str, object] = {"from": source, "to": target}
    return request_job(
        kind=Job.Kind.INSTALL, subject=f"{source} {target}", user=user, payload=payload
    )


def request_install_file(*, file: Path, name: str, user: User | None) -> tuple[Job, bool]:
    """From a file that is ours now: the job deletes it when it is over."""
    payload: dict[str, object] = {"file": str(file), "name": name}
    return request_job(kind=Job.Kind.INSTALL, subject=file.name, user=user, payload=payload)


def request_check(*, package: Package, user: User | None) -> tuple[Job, bool]:
    payload: dict[str, object] = {"key": package.key, "name": package.key}
    return request_job(kind=Job.Kind.VERIFY, subject=package.key, user=user, payload=payload)


def request_look_up(*, user: User | None) -> tuple[Job, bool]:
    package_index()
    return request_job(kind=Job.Kind.LOOK_UP, subject="index", user=user)


def package_index() -> PackageIndex:
    if not settings.PACKAGE_INDEX_URL:
        raise BitextError(
            _("No package index is configured: set PACKAGE_INDEX_URL, or install from a file.")
        )
    try:
        return PackageIndex(settings.PACKAGE_INDEX_URL, settings.PACKAGE_MAX_BYTES)
    except ValueError as error:
        raise BitextError(
            _("PACKAGE_INDEX_URL is no address that starts with http or https.")
        ) from error


def last_look_up() -> Job | None:
    return Job.objects.filter(kind=Job.Kind.LOOK_UP).first()


def fault_sentence(error: PackageError) -> str:
    return str(FAULT_SENTENCES[error.code])


def uploads_folder() -> Path:
    """Where uploads wait for their job, on the disk they will be installed on."""
    folder = Path(settings.PACKAGES_DIR) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _translations_made() -> tuple[Counter[str], Counter[str]]:
    """By package: translations of articles that it made, and those that would be made with it now."""
    rows = (
        ArticleTranslation.objects.order_by()
        .values_list("article__language", "to_language", "package")
        .annotate(Count("pk"))
    )
    routes = preferred_routes()
    made: Counter[str] = Counter()
    would_change: Counter[str] = Counter()
    for source, target, key, count in rows:
        route = routes.get((source, target))
        used, wanted = packages_of(key), packages_of(route.key) if route else set()
        made.update(dict.fromkeys(used, count))
        would_change.update(dict.fromkeys(wanted - used, count))
    return made, would_change


def _last_checks() -> dict[str, Job]:
    return {j.subject: j for j in Job.objects.filter(kind=Job.Kind.VERIFY).order_by("pk")}


@contextmanager
def _faults_worded() -> Iterator[None]:
    try:
        yield
    except PackageError as error:
        raise BitextError(fault_sentence(error)) from error
