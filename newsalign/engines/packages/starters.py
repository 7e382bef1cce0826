"""The packages we trained and ship: see starter/README.md."""

from functools import cache
from pathlib import Path

from newsalign.engines.packages.files import sha256_of

_FOLDER = Path(__file__).parents[1] / "starter"


@cache
def starter_files() -> tuple[Path, ...]:
    """The archives of the starter packages, to be installed on an empty system."""
    return tuple(sorted(_FOLDER.glob("*.argosmodel")))


@cache
def starter_checksums() -> frozenset[str]:
    """SHA-256 of the archives that we ship: what a starter is known by, wherever it came from."""
    return frozenset(sha256_of(file) for file in starter_files())
