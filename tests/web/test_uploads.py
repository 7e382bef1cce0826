from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings


def received(data: bytes) -> TemporaryUploadedFile:
    sent = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", data)})
    file = sent.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    return file


def test_no_more_of_a_file_is_kept_than_a_form_takes(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000, 1000
    file = received(b"a" * 5_000_000)
    assert file.size == 5_000_000
    assert Path(file.temporary_file_path()).stat().st_size < 300_000
    file.close()


def test_a_file_within_the_bound_is_whole(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000, 1000
    data = bytes(range(250)) * 400
    file = received(data)
    assert file.read() == data
    file.close()
