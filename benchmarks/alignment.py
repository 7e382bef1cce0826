"""Scores of the aligner on files of aligned articles: `python benchmarks/alignment.py FILE...`.

A file is JSON Lines of editions (`ru`, `en`, `mt`, `gold`) or one JSON document of sentences
(`source`, `target`, `mt`, `back`, `gold`). With `--package FILE.argosmodel`, for one direction or
both, the packages translate in place of the stored translations.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsalign.core.align import AlignOptions, align
from newsalign.core.align.scoring import LENIENCIES, MEASURES, Scores, Tally
from newsalign.core.model import Bead, Document, Translations
from newsalign.engines import lexicons
from newsalign.engines.packages import PackageError, PackageStore
from newsalign.engines.translation import CTranslateEngine, open_translator

EDITION_LANGUAGES = ("ru", "en")
SENTENCE_FILE_LANGUAGES = ("de", "fr")
STEPS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True)
class Case:
    source: Document
    target: Document
    translations: Translations
    gold: tuple[Bead, ...]


type Translate = Callable[[Case], Translations]


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
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--no-mt", action="store_true", help="leave the translations out")
    given.add_argument(
        "--package", type=Path, action="append", default=[], metavar="FILE",
        help="translate with this Argos package; may be given for either direction",
    )  # fmt: skip
    parser.add_argument("--no-lexicon", action="store_true", help="leave the lexicon out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            translate = translations(arguments.package, Path(folder), stored=not arguments.no_mt)
        except PackageError as error:
            parser.error(str(error))
        results = [
            measure(f, translate, with_lexicon=not arguments.no_lexicon) for f in arguments.files
        ]
    if arguments.json:
        print(json.dumps([as_json(result) for result in results], indent=1))
        return
    for result in results:
        print_scores(result)
    print_reliability([bead for result in results for bead in result.beads])


class Memory:
    """Translations of a package; every sentence is translated once."""

    def __init__(self, engine: CTranslateEngine) -> None:
        self._engine = engine
        self._known: dict[str, str] = {}

    def texts(self, document: Document) -> tuple[str, ...]:
        sentences = [s.text for s in document.sentences]
        new = list(dict.fromkeys(s for s in sentences if s not in self._known))
        self._known |= {
            s: found.text for s, found in zip(new, self._engine.translate(new), strict=True)
        }
        return tuple(self._known[s] for s in sentences)


def translations(packages: Sequence[Path], folder: Path, *, stored: bool) -> Translate:
    """What gives a case its translations: packages, if there are any, else what is stored with it, or nothing.

    Packages are installed in `folder`. Raises PackageError for a file that is none.
    """
    if not packages:
        return lambda case: case.translations if stored else Translations()
    store = PackageStore(folder)
    installed = [store.install(file) for file in packages]
    memories = {package.direction: Memory(open_translator(package)) for package in installed}

    def translated(case: Case) -> Translations:
        one, other = case.source.language, case.target.language
        forward, backward = memories.get((one, other)), memories.get((other, one))
        return Translations(
            forward.texts(case.source) if forward else None,
            backward.texts(case.target) if backward else None,
        )

    return translated


def measure(file: Path, translate: Translate, *, with_lexicon: bool) -> Result:
    """Aligns and scores every article of a file."""
    result = Result(str(file))
    for case in cases(file):
        lexicon = (
            lexicons.load(case.source.language, case.target.language) if with_lexicon else None
        )
        given = translate(case)
        begun = time.perf_counter()
        beads = align(case.source, case.target, given, AlignOptions(lexicon)).beads
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
