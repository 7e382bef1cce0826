"""Package files: written to disk as they arrive, and no further than the limit."""

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from newsalign.bitext.operations.packages import uploads_folder

logger = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 60 * 60


class PackageUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """An upload that is in its place already."""

    def __init__(self, path: Path, name: str | None, size: int) -> None:
        super().__init__(file=None, name=name, size=size)
        self.path = path

    def close(self) -> None:
        """It is closed already."""


class PackageUploadHandler(FileUploadHandler):
    """Puts the one file of a form into the folder of uploads, where its job finds it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._path: Path | None = None
        self.is_too_large = False
        self.is_not_stored = False

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        with self._stored_or_stopped():
            folder = uploads_folder()
            _sweep(folder)
            path = folder / f"{uuid.uuid4().hex}.argosmodel"
            self._open = path.open("xb")
            self._path = path

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.PACKAGE_MAX_BYTES:
            self.is_too_large = True
            self._discard()
            raise StopUpload(connection_reset=True)
        with self._stored_or_stopped():
            self._open.write(raw_data)

    def file_complete(self, file_size: int) -> PackageUpload:
        assert self._path is not None  # noqa: S101  # a file began before it was complete
        with self._stored_or_stopped():
            self._open.close()
        return PackageUpload(self._path, self.file_name, file_size)

    def upload_interrupted(self) -> None:
        self._discard()

    @contextmanager
    def _stored_or_stopped(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            logger.warning("An upload cannot be stored: %s", error)
            self.is_not_stored = True
            self._discard()
            raise StopUpload(connection_reset=True) from error

    def _discard(self) -> None:
        if self._path:
            with suppress(OSError):  # what could not be written is not wanted either
                self._open.close()
            self._path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Uploads whose job was cancelled or never came to be."""
    for left in folder.iterdir():
        if time.time() - left.stat().st_mtime > KEPT_SECONDS:
            left.unlink(missing_ok=True)
