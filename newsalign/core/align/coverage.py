"""How much of a span's words some span of the other text explains.

A word is explained as well as the best word of the other span explains it; words weigh by how
much they tell. The explained side adds up over sentences, so spans of several sentences come from
running sums. (The best link per word is the Viterbi form of IBM Model 1, Brown et al. 1993.)
"""

from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.links import Vocabulary, WordLinks, link_words

MAX_SPAN = 4


@dataclass(frozen=True, eq=False)
class Coverage:
    """Explained weights of `rows` source and `columns` target sentences, as running sums.

    `target[n - 1, i, j]`: weight of the target sentences before j that source sentences i..i+n-1
    explain, shape (MAX_SPAN, rows, columns + 1). `source[m - 1, i, j]`: weight of the source sentences
    before i that target sentences j..j+m-1 explain, shape (MAX_SPAN, rows + 1, columns). Spans that
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

    def target_share(self, i: Integers, n: Integers, j: Integers, m: Integers) -> Floats:
        """Share of target sentences j..j+m-1 that source sentences i..i+n-1 explain."""
        explained = self.target[n - 1, i, j + m] - self.target[n - 1, i, j]
        return _ratio(explained, self.target_weight[j + m] - self.target_weight[j])

    def source_share(self, i: Integers, n: Integers, j: Integers, m: Integers) -> Floats:
        """Share of source sentences i..i+n-1 that target sentences j..j+m-1 explain."""
        explained = self.source[m - 1, i + n, j] - self.source[m - 1, i, j]
        return _ratio(explained, self.source_weight[i + n] - self.source_weight[i])


def cover(source: Vocabulary, target: Vocabulary, lexicon: Lexicon | None) -> Coverage:
    """Coverage of two texts by each other."""
    links = link_words(source, target, lexicon)
    back = WordLinks(links.target, links.source, links.strength)
    weights = source.weights(lexicon), target.weights(lexicon)
    explained_target, target_weight = _explained(source, target, links, weights[1])
    explained_source, source_weight = _explained(target, source, back, weights[0])
    return Coverage(
        explained_source.transpose(0, 2, 1), explained_target, source_weight, target_weight
    )


def _explained(
    by: Vocabulary, what: Vocabulary, links: WordLinks, weights: Floats
) -> tuple[Floats, Floats]:
    n, m = len(by.sentences), len(what.sentences)
    best = best_links(by, len(what.keys), links)
    present = np.zeros((m, len(what.keys)), np.float32)
    for j, ids in enumerate(what.sentences):
        present[j, ids] = weights[ids]
    sums = np.zeros((MAX_SPAN, n, m + 1), np.float32)
    span = best
    for k in range(1, min(MAX_SPAN, n) + 1):
        if k > 1:
            span = np.maximum(span[:-1], best[k - 1 :])
        np.cumsum(span @ present.T, axis=1, out=sums[k - 1, : n - k + 1, 1:])
    return sums, np.concatenate(
        [np.zeros(1, np.float32), np.cumsum(present.sum(1), dtype=np.float32)]
    )


def best_links(by: Vocabulary, size: int, links: WordLinks) -> Floats:
    """The strength of the best link from each sentence to each word of the other text, (n, size)."""
    order = np.argsort(links.source, kind="stable")
    starts = np.searchsorted(links.source[order], np.arange(len(by.keys) + 1))
    best = np.zeros((len(by.sentences), size), np.float32)
    for row, ids in zip(best, by.sentences, strict=True):
        found = (
            np.concatenate([order[starts[u] : starts[u + 1]] for u in ids])
            if len(ids)
            else order[:0]
        )
        np.maximum.at(row, links.target[found], links.strength[found])
    return best


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.asarray(part / np.maximum(whole, 1e-6), np.float32)
