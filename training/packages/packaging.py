"""Step “package”: the model as an Argos package that newsalign itself installs."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from newsalign.engines.packages import PackageError, PackageStore
from training.packages.errors import TrainingError
from training.packages.workplace import Workplace, language_name

_ARGOS_VERSION = "1.9"
# Same content, same archive: the time of a file in it says nothing.
_TIME = (1980, 1, 1, 0, 0, 0)


def write_package(place: Workplace, file: Path, version: str, card: str) -> None:
    """Write the package to `file`. Raises TrainingError where it cannot be installed."""
    partial = file.with_suffix(".partial")
    folder = place.package(version).stem
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _files(place, version, card):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _TIME)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    _verify(place, partial)
    partial.replace(file)


def _files(place: Workplace, version: str, card: str) -> Iterator[tuple[str, bytes]]:
    metadata = {
        "package_version": version,
        "argos_version": _ARGOS_VERSION,
        "from_code": place.from_code,
        "from_name": language_name(place.from_code),
        "to_code": place.to_code,
        "to_name": language_name(place.to_code),
    }
    yield "metadata.json", json.dumps(metadata, indent=1).encode()
    if card:
        yield "README.md", card.encode()
    yield "sentencepiece.model", place.need(place.tokenizer, "vocabulary").read_bytes()
    for file in sorted(place.need(place.model, "convert").iterdir()):
        yield f"model/{file.name}", file.read_bytes()


def _verify(place: Workplace, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            PackageStore(Path(folder)).install(file, (place.from_code, place.to_code))
        except PackageError as error:
            raise TrainingError(f"The package was refused: {error}") from error
