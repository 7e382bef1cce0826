"""The folder of installed packages."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsalign.engines.packages import routes
from newsalign.engines.packages.archive import Limits, unpack
from newsalign.engines.packages.errors import PackageError, PackageFault, storage_errors
from newsalign.engines.packages.files import sha256_of, write_whole
from newsalign.engines.packages.metadata import Metadata, read_metadata, version_number
from newsalign.engines.packages.package import RECORD_NAME, Package, Record, read_package
from newsalign.engines.packages.starters import starter_checksums
from newsalign.engines.packages.trial import try_out

_ABANDONED_SECONDS = 24 * 60 * 60


class PackageStore:
    """Packages side by side under `folder`, one preferred per direction.

    Every package has a folder `installed/<key>`, in the form argostranslate itself installs them;
    `incoming` is where they are unpacked and checked, `preferred.json` holds the choices made.
    Several processes may use one folder.
    """

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self._installed = folder / "installed"
        self._incoming = folder / "incoming"
        self._choices = folder / "preferred.json"
        self._limits = limits or Limits()

    def installed(self) -> list[Package]:
        """All packages, by direction, the one to prefer first."""
        if not self._installed.is_dir():
            return []
        found = [p for p in map(_read, self._installed.iterdir()) if p]
        chosen = self._read_choices()
        found.sort(key=lambda p: (chosen.get(_direction_name(p)) == p.key, *_rank(p)), reverse=True)
        return sorted(found, key=lambda p: p.direction)

    def get(self, key: str) -> Package:
        """Raises PackageError (NOT_INSTALLED)."""
        for package in self.installed():
            if package.key == key:
                return package
        raise PackageError(PackageFault.NOT_INSTALLED, f"The package {key} is not installed.")

    def preferred(self) -> dict[tuple[str, str], Package]:
        """The package of each direction: as chosen, else the newest that is no starter."""
        # Of a direction's packages the first is to prefer: it must be written last.
        return {package.direction: package for package in reversed(self.installed())}

    def route(self, from_code: str, to_code: str) -> tuple[Package, ...]:
        """The preferred packages to apply in turn, as few as possible; empty where none lead there."""
        return routes.shortest_route(self.preferred().values(), from_code, to_code)

    def prefer(self, package: Package) -> None:
        """Choose `package` for its direction. Raises PackageError (NOT_INSTALLED, STORAGE)."""
        self.get(package.key)
        chosen = {**self._read_choices(), _direction_name(package): package.key}
        with storage_errors():
            write_whole(self._choices, json.dumps(chosen, indent=1, sort_keys=True))

    def install(
        self,
        file: Path,
        direction: tuple[str, str] | None = None,
        last_word: Callable[[], None] | None = None,
    ) -> Package:
        """Check the archive `file` and install it; the installed one where it is there already.

        `direction`: the languages (from, to) it must have. `last_word` is called when the package
        is sound, right before anybody can use it; an exception from it leaves nothing behind.
        Raises PackageError and leaves nothing behind where the file is no sound package.
        """
        with storage_errors(), self.workspace() as aside:
            return self._install(file, direction, aside, last_word)

    def remove(self, package: Package) -> None:
        """Delete the package from disk. Raises PackageError (NOT_INSTALLED, STORAGE)."""
        place = self.get(package.key).path
        with storage_errors(), self.workspace() as aside:
            place.rename(aside / place.name)

    def verify(self, package: Package) -> None:
        """Check that its files are those installed and that it still translates.

        Raises PackageError (NOT_INSTALLED, DAMAGED, DOES_NOT_WORK).
        """
        place = self.get(package.key).path
        if not _is_intact(place):
            raise PackageError(
                PackageFault.DAMAGED, "Files of the package have changed; install it again."
            )
        try_out(place)

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder on the store's file system that is gone afterwards, with all that is in it."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        for left in self._incoming.iterdir():
            if _is_abandoned(left):
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=self._incoming) as aside:
            yield Path(aside)

    def _install(
        self,
        file: Path,
        direction: tuple[str, str] | None,
        aside: Path,
        last_word: Callable[[], None] | None,
    ) -> Package:
        unpacked = unpack(file, aside / "unpacked", self._limits)
        metadata = read_metadata(unpacked)
        if direction and metadata.direction != direction:
            raise PackageError(
                PackageFault.WRONG_DIRECTION,
                f"The package translates {' to '.join(metadata.direction)}, "
                f"not {' to '.join(direction)}.",
            )
        checksum = sha256_of(file)
        place = self._installed / _key(metadata, checksum)
        if place.is_dir() and _is_intact(place):
            return read_package(place)
        try_out(unpacked)
        Record(
            sha256=checksum,
            size=file.stat().st_size,
            is_starter=checksum in starter_checksums(),
            files={str(p.relative_to(unpacked)): sha256_of(p) for p in _files(unpacked)},
        ).write(unpacked)
        if last_word:
            last_word()
        self._installed.mkdir(parents=True, exist_ok=True)
        if place.exists() and not _is_intact(place):
            place.rename(aside / "spoiled")
        try:
            unpacked.rename(place)
        except OSError:
            # Another process was faster with the same archive.
            if not _is_intact(place):
                raise
        return read_package(place)

    def _read_choices(self) -> dict[str, str]:
        try:
            chosen = json.loads(self._choices.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return dict(chosen)


def _read(folder: Path) -> Package | None:
    try:
        return read_package(folder)
    except (OSError, ValueError, TypeError):
        return None


def _is_abandoned(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > _ABANDONED_SECONDS
    except FileNotFoundError:  # its process has just finished with it
        return False


def _rank(package: Package) -> tuple[bool, tuple[int, ...], str]:
    return not package.is_starter, version_number(package.version) or (), package.key


def _direction_name(package: Package) -> str:
    return f"{package.from_code}-{package.to_code}"


def _key(metadata: Metadata, checksum: str) -> str:
    version = metadata.version.replace(".", "_")
    return f"translate-{metadata.from_code}_{metadata.to_code}-{version}-{checksum[:8]}"


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != RECORD_NAME)


def _is_intact(folder: Path) -> bool:
    try:
        expected = Record.read(folder).files
        return {str(p.relative_to(folder)): sha256_of(p) for p in _files(folder)} == expected
    except (OSError, ValueError, TypeError):
        return False
