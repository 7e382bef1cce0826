"""What the odds are trained on: the development editions and editions of our own making."""

import lzma
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsalign.core.align.learning import SentencePair, learn
from newsalign.core.align.lexicon import Lexicon
from training.odds.cases import Case, editions
from training.odds.editing import Rates, edit
from training.odds.kinds import TESTING, TRAINING, WITHOUT_TRANSLATION
from training.odds.stories import Story, from_parallel_text
from training.odds.translating import translated as with_translations

LANGUAGES = ("ru", "en")
STORIES = "wmt201[89]"  # origins of the rows that become stories; the lexicon must not know them
EDITIONS_OF_A_KIND = 20
EDITIONS_TESTED = 60
BENCH = ("faithful", "edited", "rewritten")
BENCH_TRANSLATED = (*BENCH, *(f"{name}_weakmt" for name in BENCH))
_TEXTS: Mapping[str, tuple[float, int | None]] = {
    "train_news": (3.0, None),
    "train_talk": (1.0, None),
    "train_business": (1.0, 30_000),
    "train_docs": (1.0, 15_000),
}
_DAMAGE = (0.1, 0.25, 0.4, 0.5, 0.6)
_DIRECTIONS = ("forward", "backward", "both")


def cases(bench: Path, corpus: Path, *, translated: bool, chance: random.Random) -> list[Case]:
    """Development editions and made ones; with weak translations of several qualities if wanted."""
    names = BENCH_TRANSLATED if translated else BENCH
    given = [
        case for name in names for case in editions(bench / f"editions_{name}.jsonl", LANGUAGES)
    ]
    stories = list(from_parallel_text(corpus / "train_news.tsv.xz", LANGUAGES, STORIES, chance))
    kinds = TRAINING if translated else TRAINING | WITHOUT_TRANSLATION
    size = EDITIONS_OF_A_KIND * len(kinds)
    return [*given, *made(stories, kinds, size, translated=translated, chance=chance)]


def testing_cases(corpus: Path, *, translated: bool, chance: random.Random) -> list[Case]:
    """Editions of other stories, of kinds that nothing is trained on."""
    stories = list(from_parallel_text(corpus / "dev_newstest2020.tsv.xz", LANGUAGES, ".*", chance))
    return list(made(stories, TESTING, EDITIONS_TESTED, translated=translated, chance=chance))


def made(
    stories: Sequence[Story],
    kinds: Mapping[str, Rates],
    size: int,
    *,
    translated: bool,
    chance: random.Random,
) -> Iterator[Case]:
    """So many editions of the stories, one kind after the other."""
    names = list(kinds)
    for number in range(size):
        story, other = stories[number % len(stories)], chance.choice(stories)
        if translated:
            damage, directions = chance.choice(_DAMAGE), chance.choice(_DIRECTIONS)
            story, other = (
                with_translations(s, damage, directions, chance) for s in (story, other)
            )
        name = names[number % len(names)]
        case = edit(story, other, kinds[name], name, chance)
        if case.source.sentences and case.target.sentences:
            yield case


def lexicon(corpus: Path, kept: Path | None) -> Lexicon:
    """A lexicon that does not know the stories; `kept` is where it is stored between runs."""
    if kept and kept.is_file():
        return Lexicon.parse(kept.read_bytes())
    chance = random.Random(1)  # noqa: S311  # a sample, no secret
    pairs: list[SentencePair] = []
    for name, (weight, most) in _TEXTS.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        rows = [row for row in rows if not re.fullmatch(STORIES, row[2])]
        rows = chance.sample(rows, most) if most else rows
        pairs += [SentencePair(row[0], row[1], weight) for row in rows]
    learned = learn(LANGUAGES, pairs)
    if kept:
        kept.write_bytes(learned.dump())
    return learned
