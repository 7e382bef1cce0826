"""Step “encode”: the prepared rows as numbers of pieces, in arrays that load at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from training.packages.cleaning import plain
from training.packages.errors import TrainingError
from training.packages.preparing import prepared
from training.packages.recipe import TextFile
from training.packages.rows import read_rows
from training.packages.workplace import Workplace

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences end to end: sentence k is `pieces[starts[k]:starts[k + 1]]`."""

    pieces: NDArray[np.uint16]
    starts: Numbers

    @classmethod
    def of(cls, sentences: Sequence[Sequence[int]]) -> "Sentences":
        starts = np.zeros(len(sentences) + 1, dtype=np.int64)
        np.cumsum([len(sentence) for sentence in sentences], out=starts[1:])
        return cls(np.fromiter((n for s in sentences for n in s), np.uint16, starts[-1]), starts)

    @property
    def lengths(self) -> Numbers:
        return np.diff(self.starts)

    def __getitem__(self, number: int) -> NDArray[np.uint16]:
        return self.pieces[self.starts[number] : self.starts[number + 1]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentence pairs; `shares` is how often an epoch sees each of them."""

    source: Sentences
    target: Sentences
    shares: NDArray[np.float64]


def encode(place: Workplace) -> dict[str, int]:
    """Write the pieces of every prepared file; the result counts target pieces by file."""
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_file=str(place.need(place.tokenizer, "vocabulary"))
    )
    place.pieces.mkdir(exist_ok=True)
    texts = {
        file.name: (place.text(file.name), mark_of(file, tokenizer)) for file in prepared(place)
    }
    texts[place.held_out.stem] = place.held_out, []
    counts = {}
    for name, (text, mark) in texts.items():
        rows = list(read_rows(place.need(text, "prepare"), _columns(place), place.from_code))
        source = Sentences.of(
            [mark + found for found in tokenizer.encode([row.source for row in rows])]
        )
        # Held-out rows stand there as they are; what is asked of the model is what it has learned.
        target = Sentences.of(tokenizer.encode([plain(row.target) for row in rows]))
        np.savez(
            place.pieces / f"{name}.npz",
            source=source.pieces,
            source_starts=source.starts,
            target=target.pieces,
            target_starts=target.starts,
        )
        counts[name] = len(target.pieces)
    return counts


def mark_of(file: TextFile, tokenizer: sentencepiece.SentencePieceProcessor) -> list[int]:
    """The pieces to put before each source: none without a mark, else the control character of
    that number, a byte that no clean text holds (as Caswell et al. 2019 tag what a machine
    translated back).
    """
    if not file.mark:
        return []
    piece: int = tokenizer.piece_to_id(f"<0x{file.mark:02X}>")
    if not tokenizer.is_byte(piece):
        raise TrainingError("The vocabulary has no pieces for single bytes, so no marks.")
    return [piece]


def load_corpus(place: Workplace) -> Corpus:
    files = prepared(place)
    loaded = [_load(place.pieces / f"{file.name}.npz", place) for file in files]
    sizes = [len(source.lengths) for source, _ in loaded]
    return Corpus(
        _joined([source for source, _ in loaded]),
        _joined([target for _, target in loaded]),
        np.repeat([file.share for file in files], sizes),
    )


def load_held_out(place: Workplace) -> Corpus:
    source, target = _load(place.pieces / f"{place.held_out.stem}.npz", place)
    return Corpus(source, target, np.ones(len(source.lengths)))


def _columns(place: Workplace) -> tuple[str, str]:
    return place.from_code, place.to_code


def _load(file: Path, place: Workplace) -> tuple[Sentences, Sentences]:
    with np.load(place.need(file, "encode")) as arrays:
        return (
            Sentences(arrays["source"], arrays["source_starts"]),
            Sentences(arrays["target"], arrays["target_starts"]),
        )


def _joined(parts: Sequence[Sentences]) -> Sentences:
    lengths = np.concatenate([part.lengths for part in parts])
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return Sentences(np.concatenate([part.pieces for part in parts]), starts)
