"""Checksums and writes that happen whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path


def sha256_of(file: Path) -> str:
    """The checksum of a file's bytes in hexadecimal digits. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_whole(file: Path, text: str) -> None:
    """Replace `file` by one that holds `text`; a reader sees the old or the new one."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}-", delete=False
    ) as aside:
        try:
            aside.write(text)
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).replace(file)
        except OSError:
            Path(aside.name).unlink(missing_ok=True)
            raise
