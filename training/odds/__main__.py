"""Trains the aligner's weights and writes `newsalign/core/align/weights.py`.

    python -m training.odds BENCH CORPUS [--lexicon FILE] [--kinds KIND ...]

BENCH holds `editions_*.jsonl`, CORPUS the parallel text `train_news.tsv.xz` and others that
`training.lexicon` reads. Prints the scores of five folds over articles.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.beads import beads_of
from newsalign.core.align.judging import Judged
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.refinement import refine
from newsalign.core.align.scoring import Scores
from newsalign.core.align.weighing import Weights
from newsalign.core.align.weights import WEIGHTS
from training.odds import fitting, material
from training.odds.cases import FOLDS

OUT = Path("newsalign/core/align/weights.py")
KINDS = ("bare", "lexicon", "translation", "lexicon+translation")
SEED = 4


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--lexicon", type=Path, help="learned without the stories; made anew if the file is missing"
    )
    parser.add_argument(
        "--kinds", nargs="+", choices=KINDS, default=KINDS, help="the others stay as they are"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    lexicon = material.lexicon(arguments.corpus, arguments.lexicon)
    found = dict(WEIGHTS)
    for kind in arguments.kinds:
        begun = time.perf_counter()
        found[kind] = train(kind, arguments.bench, arguments.corpus, lexicon)
        print(f"{kind}: {time.perf_counter() - begun:.0f} s", flush=True)
        arguments.out.write_text(module(found), encoding="utf-8")


def train(kind: str, bench: Path, corpus: Path, lexicon: Lexicon) -> Weights:
    """The weights for one kind of evidence; prints what five folds over articles score."""
    translated = "translation" in kind
    cases = material.cases(bench, corpus, translated=translated, chance=random.Random(SEED))  # noqa: S311  # no secret
    known = lexicon if "lexicon" in kind else None
    examples = [fitting.example(case, translated=translated, lexicon=known) for case in cases]
    chance = np.random.default_rng(SEED)
    judged = dict[int, Judged]()
    for inside, outside in folds(examples):
        weights = Weights(fitting.fit_beads([examples[k] for k in inside], chance), (), {})
        judged |= {k: fitting.first_alignment(examples[k], weights) for k in outside}
    starts = [judged[k].pairs.features(judged[k].links) for k in range(len(examples))]
    links, odds = dict[int, Booleans](), dict[int, Floats]()
    for inside, outside in folds(examples):
        lines = fitting.fit_links(
            [examples[k] for k in inside], [judged[k] for k in inside], [starts[k] for k in inside]
        )
        weights = Weights({}, lines, {})
        for k in outside:
            links[k], odds[k] = refine(judged[k].pairs, judged[k].links, weights)
    print_scores(kind, examples, links)
    everything = range(len(examples))
    first = [judged[k] for k in everything]
    weights = Weights(
        fitting.fit_beads(examples, chance),
        fitting.fit_links(examples, first, starts),
        fitting.fit_confidence(
            examples, first, [links[k] for k in everything], [odds[k] for k in everything]
        ),
    )
    test(kind, weights, corpus, known)
    return weights


def test(kind: str, weights: Weights, corpus: Path, lexicon: Lexicon | None) -> None:
    """Prints what the weights score on kinds of editions that they were not trained on."""
    translated = "translation" in kind
    chance = random.Random(SEED)  # noqa: S311  # no secret
    cases = material.testing_cases(corpus, translated=translated, chance=chance)
    examples = [fitting.example(case, translated=translated, lexicon=lexicon) for case in cases]
    judged = [fitting.first_alignment(e, weights) for e in examples]
    links = {k: refine(j.pairs, j.links, weights)[0] for k, j in enumerate(judged)}
    print_scores(f"{kind}, test", examples, links)


def folds(examples: Sequence[fitting.Example]) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of the examples to train on and of those to align, fold by fold."""
    for fold in range(FOLDS):
        outside = [k for k, e in enumerate(examples) if e.case.fold == fold]
        yield [k for k, e in enumerate(examples) if e.case.fold != fold], outside


def print_scores(
    kind: str, examples: Sequence[fitting.Example], links: Mapping[int, Booleans]
) -> None:
    scores = defaultdict[str, Scores](Scores)
    by_fold = defaultdict[str, list[Scores]](lambda: [Scores() for _ in range(FOLDS)])
    for k, e in enumerate(examples):
        for score in (scores[e.case.kind], by_fold[e.case.kind][e.case.fold]):
            score.add(beads_of(links[k]), e.case.gold)
    for name, score in scores.items():
        rates = "  ".join(
            f"{measure} {score[measure].f1:.3f}" for measure in ("link", "bead", "null")
        )
        moved = score["moved"]
        print(
            f"{kind:20s} {name:26s} {rates}  moved {moved.precision:.2f} / {moved.recall:.2f}"
            f"  folds {_each(by_fold[name], 'link')}  {_each(by_fold[name], 'bead')}",
            flush=True,
        )


def _each(scores: Sequence[Scores], measure: str) -> str:
    return measure + "".join(f" {score[measure].f1:.3f}" for score in scores)


def module(weights: Mapping[str, Weights]) -> str:
    """The Python module that holds the weights."""
    lines = [
        '"""Trained weights by kind of evidence: made by `python -m training.odds`, not written by hand."""',
        "",
        "from newsalign.core.align.weighing import Weights",
        "",
        "# fmt: off",
        "WEIGHTS = {",
    ]
    for kind, w in weights.items():
        lines += [f'    "{kind}": Weights(', "        beads={"]
        lines += [f'            "{name}": {line},' for name, line in w.beads.items()]
        lines += ["        },", "        links=("]
        lines += [f"            {line}," for line in w.links]
        lines += ["        ),", "        confidence={"]
        lines += [f'            "{name}": {line},' for name, line in w.confidence.items()]
        lines += ["        },", "    ),"]
    return "\n".join([*lines, "}", "# fmt: on", ""])


if __name__ == "__main__":
    main()
