"""Trying an unpacked package out before it is installed.

Weights and tokenizers are parsed by native code that a damaged or hostile file can bring down or
stall, so the trial runs in a process of its own: `python -m newsalign.engines.packages.trial`.
"""

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsalign.engines.packages import argos
from newsalign.engines.packages.errors import PackageError, PackageFault

_SECONDS = 300
_ROOT = Path(__file__).parents[3]
_SAMPLE_WORDS = 6
_SHARED_PIECES = 0.5


def try_out(folder: Path) -> None:
    """Load model, vocabulary and tokenizer of the package in `folder` and translate a sentence.

    Raises PackageError (DOES_NOT_WORK) with the reason.
    """
    search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, a path as argument
            [sys.executable, "-m", __name__, str(folder)],
            env={**os.environ, "PYTHONPATH": search},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(f"it did not load within {_SECONDS} seconds") from error
    if done.returncode < 0:
        raise _refused("loading it ends the process")
    if done.returncode:
        raise _refused(done.stdout.decode("utf-8", "replace").strip() or "it does not load")


def _refused(reason: str) -> PackageError:
    return PackageError(PackageFault.DOES_NOT_WORK, f"The package does not work: {reason}.")


def _problem(folder: Path) -> str | None:
    """One clause that says what does not work, None for a package that translates."""
    import ctranslate2  # noqa: PLC0415 - the parent process must not pay for the runtime

    tokenizer = argos.load().Package(folder).tokenizer
    try:
        sample, pieces = _sample(tokenizer)
    except Exception:
        return "its tokenizer does not load"
    try:
        translator = ctranslate2.Translator(str(folder / "model"), device="cpu", intra_threads=1)
    except (RuntimeError, ValueError):
        return "its model or vocabulary does not load"
    if pieces and _share_known(pieces, folder / "model") < _SHARED_PIECES:
        return "its tokenizer and its model's vocabulary do not belong together"
    result = translator.translate_batch(
        [tokenizer.encode(sample)], return_scores=True, replace_unknowns=True
    )[0]
    if not tokenizer.decode(result.hypotheses[0]).strip() or not math.isfinite(result.scores[0]):
        return "it gives no translation"
    return None


def _sample(tokenizer: Any) -> tuple[str, list[str]]:
    """A sentence made of the tokenizer's own first words, and all its pieces if it lists them."""
    sample = "2026"
    tokenizer.encode(sample)
    if not hasattr(tokenizer, "lazy_processor"):
        return sample, []
    processor = tokenizer.lazy_processor()
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    words = [piece for piece in pieces if piece[0] == "▁" and piece[1:].isalpha()]
    return processor.decode_pieces(words[:_SAMPLE_WORDS]) or sample, pieces


def _share_known(pieces: list[str], model: Path) -> float:
    vocabulary: set[str] = set()
    for file in model.glob("*vocabulary.*"):
        text = file.read_text(encoding="utf-8")
        vocabulary.update(json.loads(text) if file.suffix == ".json" else text.split("\n"))
    return sum(piece in vocabulary for piece in pieces) / len(pieces)


if __name__ == "__main__":
    reason = _problem(Path(sys.argv[1]))
    sys.stdout.write(reason or "")
    sys.exit(1 if reason else 0)
