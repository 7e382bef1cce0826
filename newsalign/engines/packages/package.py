"""An installed package, as read from its folder."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from newsalign.engines.packages import argos

RECORD_NAME = "newsalign.json"
_TEXT_LIMIT = 64 * 1024
_LICENCES = ("LICENSE", "LICENCE", "LICENSE.txt", "LICENCE.txt", "LICENSE.md", "LICENCE.md")


@dataclass(frozen=True, slots=True)
class Package:
    """One direction, one version, one build of it.

    `size` (bytes) and `sha256` are those of the archive it was installed from. `readme` and
    `licence` are empty where the package brings none. `is_starter`: we trained and ship it.
    """

    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str
    size: int
    sha256: str
    readme: str
    licence: str
    is_starter: bool
    path: Path

    @property
    def key(self) -> str:
        """Unique for every build: direction, version and the start of its checksum."""
        return self.path.name

    @property
    def direction(self) -> tuple[str, str]:
        return self.from_code, self.to_code


@dataclass(frozen=True, slots=True)
class Record:
    """What installing a package wrote down beside it; `files` maps relative path to SHA-256."""

    sha256: str
    size: int
    is_starter: bool
    files: dict[str, str]

    def write(self, folder: Path) -> None:
        """Into the folder of the package. Raises OSError."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / RECORD_NAME).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Record":
        """Raises OSError without a record, ValueError or TypeError for a spoiled one."""
        return cls(**json.loads((folder / RECORD_NAME).read_text(encoding="utf-8")))


def read_package(folder: Path) -> Package:
    """The package in `folder`. Raises OSError, ValueError or TypeError where there is none."""
    record = Record.read(folder)
    loaded = argos.load().Package(folder)
    return Package(
        from_code=loaded.from_code,
        from_name=loaded.from_name or loaded.from_code,
        to_code=loaded.to_code,
        to_name=loaded.to_name or loaded.to_code,
        version=loaded.package_version,
        size=record.size,
        sha256=record.sha256,
        readme=_text(folder, ("README.md",)),
        licence=_text(folder, _LICENCES),
        is_starter=record.is_starter,
        path=folder,
    )


def _text(folder: Path, names: tuple[str, ...]) -> str:
    for name in names:
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                return file.read(_TEXT_LIMIT).decode("utf-8-sig", "replace").strip()
    return ""
