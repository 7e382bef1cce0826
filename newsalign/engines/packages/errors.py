"""Why a package was refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class PackageFault(StrEnum):
    """What is wrong; callers word it in the reader's language by this code."""

    NOT_A_PACKAGE = "not-a-package"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    TOO_LARGE = "too-large"
    BAD_METADATA = "bad-metadata"
    INCOMPLETE = "incomplete"
    DOES_NOT_WORK = "does-not-work"
    WRONG_DIRECTION = "wrong-direction"
    NOT_INSTALLED = "not-installed"
    NOT_OFFERED = "not-offered"
    UNREACHABLE = "unreachable"
    STORAGE = "storage"


class PackageError(Exception):
    """One English sentence for people, and `code` for programs."""

    def __init__(self, code: PackageFault, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what the file system refuses inside into PackageError (STORAGE)."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise PackageError(
            PackageFault.STORAGE, f"The package cannot be read or stored: {reason}."
        ) from error
