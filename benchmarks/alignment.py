"""Scores of the aligner on files of aligned articles: `python benchmarks/alignment.py FILE...`.

A file is JSON Lines of editions (`ru`, `en`, `mt`, `gold`) or one JSON document of sentences
(`source`, `target`, `mt`, `back`, `gold`).
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsalign.core.align import AlignOptions, align
from newsalign.core.align.scoring import LENIENCIES, MEASURES, Scores, Tally
from newsalign.core.model import Bead, Document, Translations
from newsalign.engines import lexicons

EDITION_LANGUAGES = ("ru", "en")
SENTENCE_FILE_LANGUAGES = ("de", "fr")
STEPS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True)
class Case:
    source: Document
    target: Document
    translations: Translations
    gold: tuple[Bead, ...]


@dataclass
class Result:
    file: str
    scores: Scores = field(default_factory=Scores)
    seconds: float = 0.0
    articles: int = 0
    beads: list[tuple[float, bool]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print a JSON list, one item per file")
    parser.add_argument("--no-mt", action="store_true", help="leave the translations out")
    parser.add_argument("--no-lexicon", action="store_true", help="leave the lexicon out")
    arguments = parser.parse_args()
    results = [
        measure(f, with_mt=not arguments.no_mt, with_lexicon=not arguments.no_lexicon)
        for f in arguments.files
    ]
    if arguments.json:
        print(json.dumps([as_json(result) for result in results], indent=1))
        return
    for result in results:
        print_scores(result)
    print_reliability([bead for result in results for bead in result.beads])


def measure(file: Path, *, with_mt: bool, with_lexicon: bool) -> Result:
    """Aligns and scores every article of a file."""
    result = Result(str(file))
    for case in cases(file):
        lexicon = (
            lexicons.load(case.source.language, case.target.language) if with_lexicon else None
        )
        translations = case.translations if with_mt else Translations()
        begun = time.perf_counter()
        beads = align(case.source, case.target, translations, AlignOptions(lexicon)).beads
        result.seconds += time.perf_counter() - begun
        result.articles += 1
        result.scores.add(beads, case.gold)
        true = {(b.source, b.target) for b in case.gold}
        result.beads += [(b.confidence, (b.source, b.target) in true) for b in beads]
    return result


def cases(file: Path) -> Iterator[Case]:
    """The articles of a file, in either format."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        yield from (_editions(json.loads(line)) for line in text.splitlines() if line.strip())
    else:
        yield _sentences(json.loads(text))


def _editions(data: dict[str, Any]) -> Case:
    source, target = (
        Document.of_sentences(language, data[language]) for language in EDITION_LANGUAGES
    )
    forward = tuple(text for paragraph in data["mt"] for text in paragraph)
    return Case(source, target, Translations(forward), _gold(data["gold"]))


def _sentences(data: dict[str, Any]) -> Case:
    one, other = SENTENCE_FILE_LANGUAGES
    source = Document.of_sentences(one, [data["source"]])
    target = Document.of_sentences(other, [data["target"]])
    return Case(
        source, target, Translations(tuple(data["mt"]), tuple(data["back"])), _gold(data["gold"])
    )


def _gold(groups: Any) -> tuple[Bead, ...]:
    return tuple(Bead(tuple(source), tuple(target)) for source, target in groups)


def as_json(result: Result) -> dict[str, object]:
    def rates(tally: Tally) -> dict[str, float]:
        return {"p": tally.precision, "r": tally.recall, "f": tally.f1}

    found = {name: rates(result.scores[name]) for name in MEASURES + LENIENCIES}
    return {"file": result.file, **found, "ms_per_article": 1000 * result.seconds / result.articles}


def print_scores(result: Result) -> None:
    print(
        f"{Path(result.file).name}  ({1000 * result.seconds / result.articles:.1f} ms per article)"
    )
    for name in MEASURES + LENIENCIES:
        tally = result.scores[name]
        print(f"  {name:7s} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")


def print_reliability(beads: list[tuple[float, bool]]) -> None:
    """How often beads are right, by the confidence they were given."""
    print("confidence     beads   stated  right")
    for low, high in pairwise(STEPS):
        within = [b for b in beads if low <= b[0] < high or b[0] == high == 1.0]
        if within:
            stated, right = (sum(b[x] for b in within) / len(within) for x in (0, 1))
            print(f"{low:.2f} - {high:.2f}  {len(within):7d}    {stated:.3f}  {right:.3f}")


if __name__ == "__main__":
    main()
