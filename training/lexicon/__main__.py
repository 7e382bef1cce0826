"""Learns the lexicon of two languages that comes with newsalign.

    python -m training.lexicon ru en OUT.lexicon news.tsv.xz:3 talk.tsv.xz business.tsv.xz:1:30000

A text is a file of `first<TAB>second` lines, plain or packed by xz, with the weight of its pairs and how
many of them to draw at most. Names of countries, months and currencies come from the CLDR.
"""

import argparse
import lzma
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsalign.core.align.learning import SentencePair, learn
from training.lexicon.names import names

NAME_WEIGHT = 5.0
SEED = 1


@dataclass(frozen=True)
class Text:
    path: Path
    weight: float = 1.0
    most: int | None = None

    @classmethod
    def of(cls, argument: str) -> "Text":
        path, *numbers = argument.split(":")
        return cls(
            Path(path),
            float(numbers[0]) if numbers else 1.0,
            int(numbers[1]) if numbers[1:] else None,
        )

    def pairs(self) -> Iterator[SentencePair]:
        data = self.path.read_bytes()
        lines = (lzma.decompress(data) if self.path.suffix == ".xz" else data).decode().splitlines()
        rows = [line.split("\t")[:2] for line in lines]
        if self.most is not None and len(rows) > self.most:
            rows = random.Random(SEED).sample(rows, self.most)  # noqa: S311  # a sample, no secret
        return (SentencePair(first, second, self.weight) for first, second in rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", help="language of the first column, ISO 639-1")
    parser.add_argument("second", help="language of the second column")
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+", type=Text.of, metavar="FILE[:WEIGHT[:MOST]]")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    languages = arguments.first, arguments.second
    pairs = [pair for text in arguments.texts for pair in text.pairs()]
    pairs += [SentencePair(a, b, NAME_WEIGHT) for a, b in names(*languages)]
    lexicon = learn(languages, pairs)
    data = lexicon.dump()
    arguments.out.write_bytes(data)
    print(
        f"{len(pairs)} pairs, {len(lexicon)} entries, {len(data)} bytes, {time.perf_counter() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
