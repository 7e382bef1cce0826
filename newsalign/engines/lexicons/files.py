"""Reading and writing lexicon files, one per language pair whatever its direction."""

import contextlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from newsalign.core.align.lexicon import Lexicon

SHIPPED = Path(__file__).parent


def load(source_language: str, target_language: str, folder: Path | None = None) -> Lexicon | None:
    """The lexicon learned into `folder`, else the one that comes with newsalign, else None.

    Raises LexiconError if the file is damaged or for other languages, OSError if it cannot be read.
    """
    path = find(source_language, target_language, folder)
    return _read(path, path.stat().st_mtime_ns) if path else None


def find(source_language: str, target_language: str, folder: Path | None = None) -> Path | None:
    """The file that `load` would read, if there is one."""
    paths = (p / _name(source_language, target_language) for p in (folder, SHIPPED) if p)
    return next((path for path in paths if path.is_file()), None)


def save(lexicon: Lexicon, folder: Path) -> Path:
    """Writes a learned lexicon into `folder`, which is made if need be; the old file or the new one.

    Returns the file's path. Raises OSError if it cannot be written; then nothing has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _name(*lexicon.languages)
    handle, name = tempfile.mkstemp(dir=folder, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(lexicon.dump())
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    return path


def _name(one: str, other: str) -> str:
    return "-".join(sorted((one, other))) + ".lexicon"


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Lexicon:
    return Lexicon.parse(path.read_bytes())
