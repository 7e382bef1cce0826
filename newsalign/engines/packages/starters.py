"""The packages we trained and ship: see starter/README.md."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from newsalign.engines.packages.files import sha256_of
from newsalign.engines.packages.package import Package

_FOLDER = Path(__file__).parents[1] / "starter"


@cache
def starter_files() -> tuple[Path, ...]:
    """The archives of the starter packages, translate-<from>_<to>-<version>."""
    return tuple(sorted(_FOLDER.glob("*.argosmodel")))


def due_starters(installed: Collection[Package]) -> list[Path]:
    """The archives to install on a system with the packages `installed`: all where there are
    none, else those of which it has another version only. A direction without a starter gets none.
    """
    if not installed:
        return list(starter_files())
    known = {package.sha256 for package in installed}
    had = {
        f"translate-{package.from_code}_{package.to_code}"
        for package in installed
        if package.is_starter
    }
    return [
        file
        for file in starter_files()
        if file.stem.rpartition("-")[0] in had and sha256_of(file) not in known
    ]


@cache
def starter_checksums() -> frozenset[str]:
    """SHA-256 of the archives that we ship: what a starter is known by, wherever it came from."""
    return frozenset(sha256_of(file) for file in starter_files())
