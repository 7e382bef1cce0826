"""What must be in a package's folder before anything of it is loaded."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from newsalign.engines.packages.errors import PackageError, PackageFault

_SIZE_LIMIT = 64 * 1024
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}", re.ASCII)
_TOKENIZERS = ("sentencepiece.model", "bpe.model")
_MODEL = "model/model.bin"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Direction (ISO 639 codes) and version of a package not yet installed."""

    from_code: str
    to_code: str
    version: str

    @property
    def direction(self) -> tuple[str, str]:
        return self.from_code, self.to_code


def read_metadata(folder: Path) -> Metadata:
    """The metadata of the unpacked package in `folder`.

    Raises PackageError where `metadata.json`, the model or the tokenizer is missing, or where the
    metadata are not those of a translation in one direction.
    """
    raw = _load(folder / "metadata.json")
    if raw.get("type", "translate") != "translate":
        raise _bad("The package is not for translation.")
    from_code, to_code = _language(raw.get("from_code")), _language(raw.get("to_code"))
    if from_code == to_code:
        raise _bad("The package says that it translates a language into itself.")
    version = raw.get("package_version")
    if not isinstance(version, str) or not version_number(version):
        raise _bad("The package has no valid version number.")
    for name in (raw.get("from_name", ""), raw.get("to_name", "")):
        if not isinstance(name, str) or len(name) > 100 or not name.isprintable():
            raise _bad("The package has a malformed language name.")
    if not isinstance(raw.get("target_prefix", ""), str):
        raise _bad("The package has a malformed target prefix.")
    _require_parts(folder)
    return Metadata(from_code, to_code, version)


def version_number(version: str) -> tuple[int, ...] | None:
    """The numbers of a version such as "1.10", None where it is not made of numbers and dots."""
    if not _VERSION.fullmatch(version):
        return None
    return tuple(int(part) for part in version.split("."))


def _language(code: object) -> str:
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
        raise _bad("The package does not say between which languages it translates.")
    return code


def _load(file: Path) -> dict[str, object]:
    if not file.is_file():
        raise PackageError(PackageFault.NOT_A_PACKAGE, "The archive has no metadata.json.")
    if file.stat().st_size > _SIZE_LIMIT:
        raise _bad("The package's metadata.json is too large.")
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise _bad("The package's metadata.json is not valid JSON.") from error
    if not isinstance(raw, dict):
        raise _bad("The package's metadata.json is not a JSON object.")
    return raw


def _require_parts(folder: Path) -> None:
    missing = [] if (folder / _MODEL).is_file() else [_MODEL]
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        missing.append(" or ".join(_TOKENIZERS))
    if missing:
        raise PackageError(
            PackageFault.INCOMPLETE, f"The package is incomplete: {', '.join(missing)} is missing."
        )


def _bad(message: str) -> PackageError:
    return PackageError(PackageFault.BAD_METADATA, message)
