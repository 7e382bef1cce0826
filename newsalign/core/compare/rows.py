"""Rows: paragraphs tied together by beads, computed from an alignment and never stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsalign.core.compare.words import sentence_words
from newsalign.core.model import Alignment, Bead, Document

TIE_SHARE = 0.25
"""Two paragraphs are tied when their common beads hold this share of the smaller one's words.

Below it a stray sentence would chain whole articles into one row; it becomes a cross link instead.
"""

type Node = tuple[int, int]  # side (0 source, 1 target) and index of a paragraph


@dataclass(frozen=True, slots=True)
class Row:
    """Indices of paragraphs of both sides, ascending; one side may be empty.

    `moved`: the row crosses the main order. `confidence` (0..1) is the mean over its beads,
    weighted by words.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    moved: bool
    confidence: float


def rows(source: Document, target: Document, alignment: Alignment) -> tuple[Row, ...]:
    """Every paragraph of both documents in exactly one row.

    Rows stand in the order of the source; rows without a source side stand behind the row, not
    moved, that holds the nearest target paragraph before them.
    """
    words = _weights(source), _weights(target)
    ties = _ties((source, target), words, alignment.beads)
    groups = _components((len(source.paragraphs), len(target.paragraphs)), ties)
    weights = _BeadWeights((source, target), words, alignment.beads)
    return _in_reading_order([weights.row(group) for group in groups])


def _weights(document: Document) -> list[int]:
    """Words of the sentences; signs without any weigh as one, so that nothing weighs nothing."""
    return [max(1, count) for count in sentence_words(document)]


def _ties(
    documents: tuple[Document, Document],
    words: tuple[list[int], list[int]],
    beads: Sequence[Bead],
) -> list[tuple[Node, Node]]:
    """Pairs of paragraphs that belong on one row.

    Main beads tie first; a moved bead ties only paragraphs that the main order left alone.
    """
    sizes = [_sum_by_paragraph(d, w) for d, w in zip(documents, words, strict=True)]
    ties: list[tuple[Node, Node]] = []
    tied: set[Node] = set()
    for moved in (False, True):
        shared = _shared_words(documents, words, [b for b in beads if b.moved is moved])
        found = [
            ((0, p), (1, q))
            for (p, q), (left, right) in shared.items()
            if max(left / sizes[0][p], right / sizes[1][q]) >= TIE_SHARE
            and not (moved and ({(0, p), (1, q)} & tied))
        ]
        ties += found
        tied.update(node for tie in found for node in tie)
    return ties


def _sum_by_paragraph(document: Document, words: list[int]) -> dict[int, int]:
    sizes: dict[int, int] = defaultdict(int)
    for paragraph, count in zip(document.paragraph_of, words, strict=True):
        sizes[paragraph] += count
    return sizes


def _shared_words(
    documents: tuple[Document, Document],
    words: tuple[list[int], list[int]],
    beads: Iterable[Bead],
) -> dict[tuple[int, int], tuple[int, int]]:
    """Words of paragraph p and of paragraph q that stand in beads which hold both."""
    shared: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for bead in beads:
        left = _bead_words(documents[0], words[0], bead.source)
        right = _bead_words(documents[1], words[1], bead.target)
        for p, a in left.items():
            for q, b in right.items():
                x, y = shared[p, q]
                shared[p, q] = (x + a, y + b)
    return shared


def _bead_words(document: Document, words: list[int], sentences: tuple[int, ...]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for s in sentences:
        found[document.paragraph_of[s]] += words[s]
    return found


def _components(
    counts: tuple[int, int], ties: Iterable[tuple[Node, Node]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Connected components (union-find) over the paragraphs of both sides."""
    parent: dict[Node, Node] = {
        (side, i): (side, i) for side in (0, 1) for i in range(counts[side])
    }

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in ties:
        parent[root(a)] = root(b)
    groups: dict[Node, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, index in parent:
        groups[root((side, index))][side].append(index)
    return [(tuple(a), tuple(b)) for a, b in groups.values()]


class _BeadWeights:
    """Which share of a group's words stands in moved beads, and how sure its beads are."""

    def __init__(
        self,
        documents: tuple[Document, Document],
        words: tuple[list[int], list[int]],
        beads: Sequence[Bead],
    ) -> None:
        self._documents, self._words, self._beads = documents, words, beads
        self._of: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
        for k, bead in enumerate(beads):
            for side, sentences in enumerate((bead.source, bead.target)):
                for s in sentences:
                    paragraph = documents[side].paragraph_of[s]
                    self._of[side].setdefault(paragraph, set()).add(k)

    def row(self, group: tuple[tuple[int, ...], tuple[int, ...]]) -> Row:
        members = [{k for p in group[side] for k in self._of[side].get(p, ())} for side in (0, 1)]
        both_sides = bool(group[0] and group[1])
        held = members[0] & members[1] if both_sides else members[0] | members[1]
        total = moved = sure = 0.0
        for k in held:
            bead = self._beads[k]
            weight = sum(self._words[0][s] for s in bead.source)
            weight += sum(self._words[1][s] for s in bead.target)
            total += weight
            sure += weight * bead.confidence
            moved += weight * bead.moved
        return Row(
            *group,
            moved=both_sides and moved * 2 > total,
            confidence=sure / total if total else 1.0,
        )


def _in_reading_order(found: list[Row]) -> tuple[Row, ...]:
    home = {q: row for row in found if row.source and not row.moved for q in row.target}

    def place(row: Row) -> tuple[int, int]:
        if row.source:
            return row.source[0], -1
        before = [q for q in home if q < row.target[0]]
        return (home[max(before)].source[0] if before else -1), row.target[0]

    return tuple(sorted(found, key=place))
