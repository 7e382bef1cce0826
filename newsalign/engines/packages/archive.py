"""Unpacking a package's zip archive without trusting a byte of it."""

import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsalign.engines.packages.errors import PackageError, PackageFault

_CHUNK = 1 << 20
_ZIP_START = b"PK\x03\x04"
_END_START = b"PK\x05\x06"
_END64_START = b"PK\x06\x07"
_END_LONGEST = 22 + 0xFFFF
_ENTRY_LONGEST = 1024
_REGULAR_OR_UNSAID = (0, stat.S_IFREG, stat.S_IFDIR)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest archive and unpacked size in bytes, files in it, and unpacked to packed ratio.

    The published Argos packages have 50 to 300 MB and less than a hundred files; weights do not
    compress, so that a ratio above ten is already odd.
    """

    archive: int = 2 << 30
    unpacked: int = 4 << 30
    files: int = 2_000
    ratio: int = 50


def unpack(file: Path, folder: Path, limits: Limits) -> Path:
    """Unpack `file` into the empty `folder`; the one folder at its top is the package's.

    Raises PackageError: too large, not an archive, damaged, or with entries that are unsafe.
    """
    size = file.stat().st_size
    if size > limits.archive:
        raise _too_large(f"The file has {size >> 20} MB, more than {limits.archive >> 20} MB.")
    _check_directory(file, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check(entries, size, limits)
            for entry in entries:
                _extract(archive, entry, folder)
    except _UNREADABLE as error:
        raise _unreadable(file) from error
    return folder / PurePosixPath(entries[0].filename).parts[0]


def _check_directory(file: Path, limits: Limits) -> None:
    """Refuse a table of contents that would fill the memory before it can be looked at.

    The layout of the end of a zip archive is that of PKWARE's APPNOTE, sections 4.3.15 and 4.3.16.
    """
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - _END_LONGEST))
        tail = opened.read()
    end = tail.rfind(_END_START)
    if end < 0 or len(tail) < end + 16:
        return
    declared = int.from_bytes(tail[end + 12 : end + 16], "little")
    has_64_bit_sizes = tail[max(0, end - 20) : end].startswith(_END64_START)
    if has_64_bit_sizes or declared > limits.files * _ENTRY_LONGEST:
        raise _too_large(f"The archive has more than {limits.files} entries.")


def _check(entries: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if not entries:
        raise PackageError(PackageFault.NOT_A_PACKAGE, "The archive is empty.")
    if len(entries) > limits.files:
        raise _too_large(f"The archive has more than {limits.files} entries.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise _too_large(f"The archive unpacks to more than {limits.unpacked >> 20} MB.")
    if unpacked > max(size, _CHUNK) * limits.ratio:
        raise _too_large("The archive unpacks to a size no model has for its file size.")
    for entry in entries:
        _check_entry(entry)
    _check_layout(entries)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    # `filename` was cleaned by zipfile, `orig_filename` is what the archive says.
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    bad_name = (
        any(part in ("", ".", "..") or len(part.encode("utf-8", "replace")) > 200 for part in parts)
        or len(parts) > 8
        or any(char in '\\:*?"<>|' or not char.isprintable() for char in name)
    )
    if bad_name:
        raise _unsafe(
            "The archive has an entry whose name leads out of its folder or is malformed."
        )
    if stat.S_IFMT(entry.external_attr >> 16) not in _REGULAR_OR_UNSAID:
        raise _unsafe("The archive has a link or a device in it.")
    if entry.flag_bits & 0x1:
        raise _unsafe("The archive is encrypted.")


def _check_layout(entries: Sequence[zipfile.ZipInfo]) -> None:
    paths = [PurePosixPath(entry.filename.casefold()) for entry in entries]
    if len(set(paths)) < len(paths):
        raise _unsafe("The archive has two entries of the same name.")
    files = {path for path, entry in zip(paths, entries, strict=True) if not entry.is_dir()}
    if any(parent in files for path in paths for parent in path.parents):
        raise _unsafe("The archive uses one name for a file and a folder.")
    tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    if len(tops) > 1 or any(len(path.parts) == 1 for path in files):
        raise PackageError(
            PackageFault.NOT_A_PACKAGE,
            "The archive is no Argos package: a package has one folder at its top.",
        )


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    target = folder / entry.filename
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as packed, target.open("xb") as unpacked:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large("The archive unpacks to more than it declares.")
            unpacked.write(chunk)


def _unreadable(file: Path) -> PackageError:
    with file.open("rb") as start:
        if start.read(4) == _ZIP_START:
            return PackageError(
                PackageFault.DAMAGED, "The package file is damaged or incomplete; get it again."
            )
    return PackageError(PackageFault.NOT_A_PACKAGE, "The file is no Argos package (a zip archive).")


def _too_large(message: str) -> PackageError:
    return PackageError(PackageFault.TOO_LARGE, message)


def _unsafe(message: str) -> PackageError:
    return PackageError(PackageFault.UNSAFE, message)
