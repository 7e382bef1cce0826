"""How much of a span's words some span of the other text explains.

A word is explained as well as the best word of the other span explains it; words weigh by how
much they tell. The explained side adds up over sentences, so spans of several sentences come from
running sums. (The best link per word is the Viterbi form of IBM Model 1, Brown et al. 1993.)
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.views import Side, View

MAX_SPAN = 4


@dataclass(frozen=True, eq=False)
class Coverage:
    """Explained weights of `rows` source and `columns` target sentences, as running sums.

    `target[n - 1, i, j]`: weight of the target sentences before j that source sentences i..i+n-1
    explain, shape (MAX_SPAN, rows, columns + 1). `source[m - 1, j, i]`: weight of the source sentences
    before i that target sentences j..j+m-1 explain, shape (MAX_SPAN, columns, rows + 1). Spans that
    reach over the end hold zeros. `target_weight` (columns + 1) and `source_weight` (rows + 1) are
    running sums of all weights.
    """

    source: Floats
    target: Floats
    source_weight: Floats
    target_weight: Floats

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.source + other.source,
            self.target + other.target,
            self.source_weight + other.source_weight,
            self.target_weight + other.target_weight,
        )

    @cached_property
    def singles(self) -> tuple[Floats, Floats, Floats]:
        """Similarity, target share and source share of every pair of single sentences (rows, columns)."""
        target = np.diff(self.target[0], axis=1) / np.maximum(np.diff(self.target_weight), 1e-6)
        source = (
            np.diff(self.source[0], axis=1).T
            / np.maximum(np.diff(self.source_weight), 1e-6)[:, None]
        )
        return np.sqrt(np.maximum(target * source, 0)), target, source

    def target_share(self, i: Integers, n: Integers, j: Integers, m: Integers) -> Floats:
        """Share of target sentences j..j+m-1 that source sentences i..i+n-1 explain."""
        return _share(self.target, self.target_weight, (i, n), (j, m))

    def source_share(self, i: Integers, n: Integers, j: Integers, m: Integers) -> Floats:
        """Share of source sentences i..i+n-1 that target sentences j..j+m-1 explain."""
        return _share(self.source, self.source_weight, (j, m), (i, n))


def cover(view: View) -> Coverage:
    """Coverage of two texts by each other."""
    return Coverage(
        _explained(view.source),
        _explained(view.target),
        _running(view.source.vocabulary.sentence_weights),
        _running(view.target.vocabulary.sentence_weights),
    )


def _explained(side: Side) -> Floats:
    """Running sums over this side's sentences for spans of the other: (MAX_SPAN, others, size + 1)."""
    others = len(side.explained)
    words = side.vocabulary
    weights = np.zeros((len(words.keys), side.size), np.float32)
    ids = np.concatenate([*words.sentences, np.zeros(0, np.int64)])
    weights[ids, np.repeat(np.arange(side.size), [len(s) for s in words.sentences])] = (
        words.weights[ids]
    )
    sums = np.zeros((MAX_SPAN, others, side.size + 1), np.float32)
    span = side.explained
    for n in range(1, min(MAX_SPAN, others) + 1):
        if n > 1:
            span = np.maximum(span[:-1], side.explained[n - 1 :])
        np.cumsum(span @ weights, axis=1, out=sums[n - 1, : others - n + 1, 1:])
    return sums


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros(1, np.float32), np.cumsum(values, dtype=np.float32)])


type _Runs = tuple[Integers, Integers]  # first sentences and numbers of sentences


def _share(sums: Floats, weight: Floats, by: _Runs, explained: _Runs) -> Floats:
    """Share of runs of sentences that runs of the other side explain."""
    (i, n), (j, m) = by, explained
    first = ((n - 1) * sums.shape[1] + i) * sums.shape[2] + j
    part = sums.take(first + m) - sums.take(first)
    return np.asarray(part / np.maximum(weight.take(j + m) - weight.take(j), 1e-6))
