"""What speaks for a link between two single sentences, given the links there are.

A pair is judged beside the partners its sentences have already: how many of the words that those
leave unexplained it explains, whether these stand together, whether it fits between the links
around it. So an alignment can be mended link by link: sentences join a bead, even across others,
and leave one (iterative classification, Neville and Jensen 2000).

The features of the two sentences come in two blocks, first of the one with fewer partners (at
equal numbers, of the one that is explained less), so swapping the texts changes nothing.
"""

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.evidence import Known
from newsalign.core.align.lengths import MOST, length_off
from newsalign.core.align.partners import PER_SIDE_AND_SOURCE, Beside

PER_SIDE = ("length_before", "length_after", "beside", "partners", "fits", "gap", "away")
PER_SOURCE = (
    "both_share", "both_residual", "both_exclusive", "larger_segment", "smaller_segment",
    "first_balance", "second_balance",
)  # fmt: skip
ONCE = ("diagonal", "antidiagonal", "gain", "linked_share", "size")
_NO_PARTNER = MOST
_PER = len(PER_SIDE_AND_SOURCE)
_SHARE, _RESIDUAL, _EXCLUSIVE, _SEGMENT, _WEIGHT = (
    PER_SIDE_AND_SOURCE.index(name)
    for name in ("share", "residual", "exclusive", "segment", "weight")
)
_PARTNERS = PER_SIDE.index("partners") - len(PER_SIDE)


class Pairs:
    """The pairs of sentences worth judging: `i`, `j` and `gain`, the log odds of the 1:1 bead.

    `links` (rows, columns) are those of the first alignment.
    """

    def __init__(
        self, known: Known, i: Integers, j: Integers, gain: Floats, links: Booleans
    ) -> None:
        self.known, self.i, self.j, self.gain = known, i, j, gain
        self._source = [[Beside(v.source, i, j, links) for v in group] for group in known.sources]
        self._target = [[Beside(v.target, j, i, links.T) for v in group] for group in known.sources]

    def features(self, links: Booleans) -> tuple[Floats, Integers]:
        """Features of every pair (size, columns), and its class: how many of its two sides have another partner.

        `links` (rows, columns) are the present links; a pair's own link is not looked at.
        """
        k = self.known
        source = np.column_stack(
            [*_of_words(self._source, links), self._side(links, flipped=False)]
        )
        target = np.column_stack(
            [*_of_words(self._target, links.T), self._side(links.T, flipped=True)]
        )
        partners = source[:, _PARTNERS], target[:, _PARTNERS]
        first = (partners[0] < partners[1]) | (
            (partners[0] == partners[1]) & (source[:, 0] <= target[:, 0])
        )
        one, other = (np.where(first[:, None], *x) for x in ((source, target), (target, source)))
        columns = [one, other]
        starts = range(0, len(k.sources) * _PER, _PER)
        columns += [_together(one[:, start:], other[:, start:]) for start in starts]
        columns.append(self._once(links))
        kind = (partners[0] > 0).astype(np.int64) + (partners[1] > 0)
        return np.concatenate(columns, 1).astype(np.float32), kind

    def _side(self, links: Booleans, *, flipped: bool) -> Floats:
        """PER_SIDE of every pair's source sentence; with flipped links, of its target sentence."""
        lengths = self.known.source_lengths, self.known.target_lengths
        (i, j), (own, others) = (
            ((self.j, self.i), lengths[::-1]) if flipped else ((self.i, self.j), lengths)
        )
        linked = links[i, j]
        count = links.sum(1)[i] - linked
        length = np.asarray((links @ others)[i] - linked * others[j], np.float32)
        before = np.where(count > 0, length_off(own[i], length), _NO_PARTNER)
        after = length_off(own[i], length + others[j])
        padded = np.pad(links, ((0, 0), (1, 1)))
        beside = padded[i, j] | padded[i, j + 2]
        fits, gap, away = _between(links, i, j)
        return np.column_stack([before, after, beside, np.minimum(count, 3), fits, gap, away])

    def _once(self, links: Booleans) -> Floats:
        padded = np.pad(links, 1).astype(np.float32)
        diagonal = padded[self.i, self.j] + padded[self.i + 2, self.j + 2]
        antidiagonal = padded[self.i, self.j + 2] + padded[self.i + 2, self.j]
        linked = (links.any(1).mean() + links.any(0).mean()) / 2
        size = np.log(links.size) / 2
        return np.column_stack(
            [
                diagonal,
                antidiagonal,
                self.gain,
                np.full(len(self.i), linked),
                np.full(len(self.i), size),
            ]
        )


def _of_words(words: list[list[Beside]], links: Booleans) -> list[Floats]:
    """PER_SIDE_AND_SOURCE for every source of evidence, the mean of its views."""
    found = ([w.features(links) for w in group] for group in words)
    return [np.asarray(sum(group[1:], group[0]) / len(group), np.float32) for group in found]


def _together(one: Floats, other: Floats) -> Floats:
    """PER_SOURCE from the two sentences' PER_SIDE_AND_SOURCE."""
    both = [np.sqrt(one[:, x] * other[:, x]) for x in (_SHARE, _RESIDUAL, _EXCLUSIVE)]
    segments = (
        np.maximum(one[:, _SEGMENT], other[:, _SEGMENT]),
        np.minimum(one[:, _SEGMENT], other[:, _SEGMENT]),
    )
    return np.column_stack([*both, *segments, _balance(one, other), _balance(other, one)])


def _balance(one: Floats, other: Floats) -> Floats:
    """How much new one sentence has explained by the other, for what it explains of that: 0..2."""
    explained, new = other[:, _SHARE] * other[:, _WEIGHT], one[:, _RESIDUAL] * one[:, _WEIGHT]
    return np.asarray(np.clip(new / np.maximum(explained, 0.01), 0, 2))


def _nearest(linked: Booleans) -> tuple[Integers, Integers]:
    """For every sentence the nearest linked one before it, or -1, and behind it, or the number of all."""
    index = np.arange(len(linked))
    before = np.maximum.accumulate(np.where(linked, index, -1))
    behind = np.minimum.accumulate(np.where(linked, index, len(linked))[::-1])[::-1]
    return np.concatenate([[-1], before[:-1]]), np.concatenate([behind[1:], [len(linked)]])


def _between(links: Booleans, i: Integers, j: Integers) -> tuple[Booleans, Floats, Floats]:
    """Whether j lies between what the nearest linked rows around i are linked to.

    Also how wide that gap is, at most 5, and the logarithm of how far away j is from it.
    """
    rows, columns = links.shape
    linked = links.any(1)
    last = np.where(linked, columns - 1 - np.argmax(links[:, ::-1], axis=1), -1)
    first = np.where(linked, np.argmax(links, axis=1), columns)
    above, below = _nearest(linked)
    low = np.where(above >= 0, last[above], -1)[i]
    high = np.where(below < rows, first[np.minimum(below, rows - 1)], columns)[i]
    gap = np.clip(high - low - 1, 0, 5)
    away = np.log1p(np.maximum(0, np.maximum(np.minimum(low, high) - j, j - np.maximum(low, high))))
    return (low <= j) & (j <= high), gap.astype(np.float32), away.astype(np.float32)
