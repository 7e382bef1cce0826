"""Step “vocabulary”: one SentencePiece model for both languages."""

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import sentencepiece

from training.packages.errors import TrainingError
from training.packages.preparing import prepared
from training.packages.workplace import Workplace

UNKNOWN, START, END, PADDING = range(4)


def learn_vocabulary(place: Workplace) -> None:
    """Learn the pieces from the prepared rows, digits one by one, unknown characters as bytes."""
    partial = place.folder / "learning"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=_sentences(place),
        model_prefix=str(partial),
        vocab_size=place.recipe.vocabulary.size,
        model_type="unigram",
        character_coverage=0.9997,
        normalization_rule_name="nmt_nfkc",
        split_digits=True,
        byte_fallback=True,
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        pad_id=PADDING,
        num_threads=1,
        minloglevel=2,
    )
    partial.with_suffix(".vocab").unlink()
    partial.with_suffix(".model").replace(place.tokenizer)


def take_vocabulary(place: Workplace, package: Path) -> None:
    """Use the pieces of an earlier package, whose weights are to be trained on."""
    place.tokenizer.write_bytes(packed_vocabulary(package))


def packed_vocabulary(package: Path) -> bytes:
    """The SentencePiece model of a package."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.endswith("/sentencepiece.model"):
                return archive.read(name)
    raise TrainingError(f"{package} has no sentencepiece.model: it cannot be trained on.")


def _sentences(place: Workplace) -> Iterator[str]:
    rng = random.Random(place.recipe.seed)  # noqa: S311 - a sample, no secret
    for file in prepared(place):
        text = place.need(place.text(file.name), "prepare").read_text(encoding="utf-8")
        rows = text.splitlines()
        for row in rng.sample(rows, min(place.recipe.vocabulary.rows, len(rows))):
            yield from row.split("\t")[:2]
