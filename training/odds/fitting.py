"""Fits the aligner's weights for one kind of evidence, and aligns with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsalign.core.align.beads import beads_of
from newsalign.core.align.candidates import Spans, candidate_spans
from newsalign.core.align.confidence import CLASSES, bead_class, evidence_for
from newsalign.core.align.evidence import Known, gather
from newsalign.core.align.features import features
from newsalign.core.align.judging import Judged, select
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.odds import gains, shape_class
from newsalign.core.align.refinement import changed_links, link_odds
from newsalign.core.align.weighing import Weights
from newsalign.core.model import Bead, Translations
from training.odds.cases import Case
from training.odds.logistic import fit

type Rows = NDArray[np.float32]
type Outcomes = NDArray[np.bool_]
type PairRows = tuple[Rows, NDArray[np.int64]]  # features and classes of pairs
type Lines = tuple[tuple[float, ...], ...]

SHAPES = ("1:1", "1:2", "1:3", "1:4", "2:2", "2:3")
_RIDGE = 3.0
_SHIFT = {
    "1:1": 2.0,
    "1:2": 2.0,
}  # refinement undoes a wrong bead more surely than it finds a missing one
_SHIFT_OTHERS = -2.0
_KEPT = 4  # of the wrong spans of several sentences one in so many is kept, with its weight
_DIGITS = 4
_STATES = 3


@dataclass(frozen=True, eq=False)
class Example:
    """A case with all that does not depend on weights.

    `exact`: which spans are whole blocks of a true bead; `links` are the true ones.
    """

    case: Case
    known: Known
    spans: Spans
    columns: Rows
    shapes: NDArray[np.str_]
    exact: Outcomes
    links: Outcomes


def example(case: Case, *, translated: bool, lexicon: Lexicon | None) -> Example:
    """Reads a case; both of its documents must have sentences."""
    known = gather(
        case.source, case.target, case.translations if translated else Translations(), lexicon
    )
    spans = candidate_spans(known)
    links = np.zeros((known.rows, known.columns), bool)
    for bead in case.gold:
        links[np.ix_(bead.source, bead.target)] = True
    blocks = {block for bead in case.gold for block in _blocks(bead)}
    shapes = list(
        zip(spans.i.tolist(), spans.n.tolist(), spans.j.tolist(), spans.m.tolist(), strict=True)
    )
    return Example(
        case,
        known,
        spans,
        features(known, spans),
        np.array([shape_class(n, m) for _, n, _, m in shapes], np.str_),
        np.array([shape in blocks for shape in shapes], bool),
        links,
    )


def _blocks(bead: Bead) -> Iterator[tuple[int, int, int, int]]:
    """A true bead's runs of neighbouring sentences, each with each: (i, n, j, m)."""
    for source in _runs(bead.source):
        for target in _runs(bead.target):
            yield source[0], len(source), target[0], len(target)


def _runs(indices: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def fit_beads(
    examples: Sequence[Example], chance: np.random.Generator
) -> Mapping[str, tuple[float, ...]]:
    """Weights for the odds of spans, by shape class."""
    found = {}
    for shape in SHAPES:
        columns = np.concatenate([e.columns[e.shapes == shape] for e in examples])
        exact = np.concatenate([e.exact[e.shapes == shape] for e in examples])
        weights = np.ones(len(exact))
        if shape != "1:1":
            kept = exact | (chance.random(len(exact)) < 1 / _KEPT)
            columns, exact, weights = columns[kept], exact[kept], np.where(exact, 1.0, _KEPT)[kept]
        line = fit(columns, exact, weights, _RIDGE)
        line[-1] += _SHIFT.get(shape, _SHIFT_OTHERS)
        found[shape] = _rounded(line)
    return found


def first_alignment(e: Example, weights: Weights) -> Judged:
    return select(e.known, e.spans, gains(e.known, e.spans, e.columns, weights))


def fit_links(
    examples: Sequence[Example], judged: Sequence[Judged], starts: Sequence[PairRows]
) -> Lines:
    """Weights for the odds of links, from the states that alignments go through while they are mended.

    `starts` are the features of the pairs beside the links of the first alignments.
    """
    seen: list[tuple[Rows, NDArray[np.int64], Outcomes]] = []
    states, rows = [j.links for j in judged], list(starts)
    lines: Lines = ()
    for step in range(_STATES):
        if step:
            rows = [j.pairs.features(links) for j, links in zip(judged, states, strict=True)]
        right = (e.links[j.pairs.i, j.pairs.j] for e, j in zip(examples, judged, strict=True))
        seen += [(*r, y) for r, y in zip(rows, right, strict=True)]
        lines = tuple(_fit_class(seen, kind) for kind in range(3))
        weights = Weights({}, lines, {})
        states = [
            links ^ changed_links(j.pairs, links, link_odds(*r, weights))
            for j, links, r in zip(judged, states, rows, strict=True)
        ]
    return lines


def _fit_class(
    seen: Sequence[tuple[Rows, NDArray[np.int64], Outcomes]], kind: int
) -> tuple[float, ...]:
    columns = np.concatenate([c[kinds == kind] for c, kinds, _ in seen])
    right = np.concatenate([r[kinds == kind] for _, kinds, r in seen])
    return _rounded(fit(columns, right, np.ones(len(right)), _RIDGE))


def fit_confidence(
    examples: Sequence[Example],
    judged: Sequence[Judged],
    links: Sequence[Outcomes],
    odds: Sequence[Rows],
) -> Mapping[str, tuple[float, ...]]:
    """Weights for the confidence, from alignments of articles that the other weights were not fitted to."""
    rows: dict[str, list[Rows]] = {name: [] for name in CLASSES}
    right: dict[str, list[bool]] = {name: [] for name in CLASSES}
    for e, j, state, o in zip(examples, judged, links, odds, strict=True):
        beads = beads_of(state)
        true = {(b.source, b.target) for b in e.case.gold}
        for bead, row in zip(beads, evidence_for(beads, j.pairs, state, o), strict=True):
            rows[bead_class(bead)].append(row[:-1])
            right[bead_class(bead)].append((bead.source, bead.target) in true)
    return {
        name: _rounded(
            fit(np.array(rows[name]), np.array(right[name]), np.ones(len(right[name])), 1.0)
        )
        for name in CLASSES
    }


def _rounded(line: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(float(x), _DIGITS) for x in line)
