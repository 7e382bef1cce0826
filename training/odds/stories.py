"""Stories in two languages, sentence by sentence: what editions are made of."""

import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

SHORT, LONG = (8, 45), (120, 300)
SHARE_LONG = 0.06


@dataclass(frozen=True)
class Story:
    """Sentence k of `source` corresponds to sentence k of `target`; `forward` are machine translations of
    the source, `backward` of the target.
    """

    name: str
    languages: tuple[str, str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    forward: tuple[str, ...] | None = None
    backward: tuple[str, ...] | None = None


def from_parallel_text(
    file: Path, languages: tuple[str, str], origins: str, chance: random.Random
) -> Iterator[Story]:
    """Runs of neighbouring rows whose origin matches the pattern `origins`: mostly sentences of one article each."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        rows = [[*line.rstrip("\n").split("\t"), ""] for line in lines]
    for origin, group in groupby(
        (r for r in rows if re.fullmatch(origins, r[2])), key=lambda r: r[2]
    ):
        sentences = list(group)
        start = 0
        while len(sentences) - start >= SHORT[0]:
            size = chance.randint(*LONG) if chance.random() < SHARE_LONG else chance.randint(*SHORT)
            part = sentences[start : start + size]
            yield Story(
                f"{origin}.{start}", languages, tuple(r[0] for r in part), tuple(r[1] for r in part)
            )
            start += size
