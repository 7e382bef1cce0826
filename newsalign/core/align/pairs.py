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
from newsalign.core.align.views import Side

PER_SIDE_AND_SOURCE = (
    "share", "relative", "residual", "relative_residual", "already", "exclusive", "segment", "segment_weight", "weight",
    "substance",
)  # fmt: skip
PER_SIDE = ("length_before", "length_after", "beside", "partners", "fits", "gap", "away")
PER_SOURCE = (
    "both_share", "both_residual", "both_exclusive", "larger_segment", "smaller_segment",
    "first_balance", "second_balance",
)  # fmt: skip
ONCE = ("diagonal", "antidiagonal", "gain", "linked_share", "size")
_HALF = 0.5  # a word explained less than this part of what is usual speaks against a segment
_TYPICAL = 0.5
_VARIANCE = 6.8  # Gale and Church 1993
_NO_PARTNER = 5.0
_SUBSTANCE = 10.0  # as much as one rare word and a bit: less may be chance
_PER = len(PER_SIDE_AND_SOURCE)
_SHARE, _RESIDUAL, _EXCLUSIVE, _SEGMENT, _WEIGHT = (
    PER_SIDE_AND_SOURCE.index(name)
    for name in ("share", "residual", "exclusive", "segment", "weight")
)
_PARTNERS = PER_SIDE.index("partners") - len(PER_SIDE)


class Pairs:
    """The pairs of sentences worth judging: `i`, `j` and `gain`, the log odds of the 1:1 bead."""

    def __init__(self, known: Known, i: Integers, j: Integers, gain: Floats) -> None:
        self.known, self.i, self.j, self.gain = known, i, j, gain
        self._source = [[_Words(v.source, i, j) for v in group] for group in known.sources]
        self._target = [[_Words(v.target, j, i) for v in group] for group in known.sources]

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
        before = np.where(count > 0, _length_off(own[i], length), _NO_PARTNER)
        after = _length_off(own[i], length + others[j])
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


class _Words:
    """The words of sentences `own` of one side, judged beside sentences `other` of the other side."""

    def __init__(self, side: Side, own: Integers, other: Integers) -> None:
        words, weights = side.in_order
        self._side, self._own, self._other = side, own, other
        self._weights, self._total = weights[own], side.sentence_weights[own]
        self._explained = side.explained[other[:, None], words[own]]
        self._share = (self._weights * self._explained).sum(1) / self._total
        top = (
            np.partition(side.explained, -2, axis=0)[-2:]
            if len(side.explained) > 1
            else np.pad(side.explained, ((1, 0), (0, 0)))
        )
        best, second = top[1][words[own]], top[0][words[own]]
        ahead = np.where(self._explained >= best, self._explained - second, 0)
        self._exclusive = (self._weights * ahead).sum(1) / self._total

    def features(self, links: Booleans) -> Floats:
        """PER_SIDE_AND_SOURCE of every pair, beside the links between sentences `own` (rows) and `other`."""
        linked = links[self._own, self._other]
        partners = self._by_partners(links, linked)
        residual = (self._weights * np.maximum(0, self._explained - partners)).sum(1) / self._total
        already = (self._weights * partners).sum(1) / self._total
        typical = max(0.05, float(self._share[linked].mean())) if linked.any() else _TYPICAL
        segment = _largest_run(
            self._weights * (self._explained - np.maximum(_HALF * typical, partners))
        )
        return np.column_stack(
            [
                self._share,
                self._share / typical,
                residual,
                residual / typical,
                already,
                self._exclusive,
                segment / self._total,
                segment / 10,
                self._total / 100,
                np.minimum(1, self._share * self._total / _SUBSTANCE),
            ]
        )

    def _by_partners(self, links: Booleans, linked: Booleans) -> Floats:
        """How well the other partners of a pair's sentence explain its words (pairs, longest)."""
        words = self._side.in_order[0]
        own, other = np.nonzero(links)
        found = np.zeros(words.shape, np.float32)
        np.maximum.at(found, own, self._side.explained[other[:, None], words[own]])
        by_partners = found[self._own]
        alone = links.sum(1)[self._own] == 1
        by_partners[linked & alone] = 0
        for pair in np.flatnonzero(linked & ~alone):
            sentence = self._own[pair]
            rest = np.flatnonzero(links[sentence])
            rest = rest[rest != self._other[pair]]
            explained = self._side.explained[rest[:, None], words[sentence]]
            by_partners[pair] = explained.max(0)
        return by_partners


def _of_words(words: list[list[_Words]], links: Booleans) -> list[Floats]:
    """PER_SIDE_AND_SOURCE for every source of evidence, the mean of its views."""
    return [np.mean([w.features(links) for w in group], axis=0) for group in words]


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


def _largest_run(values: Floats) -> Floats:
    """The largest sum of neighbouring values in every row, at least 0 (Bentley 1984)."""
    sums = np.zeros((len(values), values.shape[1] + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return np.asarray((sums - np.minimum.accumulate(sums, axis=1)).max(1), np.float32)


def _length_off(one: Floats, other: Floats) -> Floats:
    return np.minimum(5, np.abs(one - other) / np.sqrt(_VARIANCE * (one + other) / 2))


def _between(links: Booleans, i: Integers, j: Integers) -> tuple[Booleans, Floats, Floats]:
    """Whether j lies between what the nearest linked rows around i are linked to.

    Also how wide that gap is, at most 5, and the logarithm of how far away j is from it.
    """
    rows, columns = links.shape
    linked = links.any(1)
    last = np.where(linked, columns - 1 - np.argmax(links[:, ::-1], axis=1), -1)
    first = np.where(linked, np.argmax(links, axis=1), columns)
    index = np.arange(rows)
    above = np.concatenate([[-1], np.maximum.accumulate(np.where(linked, index, -1))[:-1]])
    below = np.concatenate(
        [np.minimum.accumulate(np.where(linked, index, rows)[::-1])[::-1][1:], [rows]]
    )
    low = np.where(above >= 0, last[above], -1)[i]
    high = np.where(below < rows, first[np.minimum(below, rows - 1)], columns)[i]
    gap = np.clip(high - low - 1, 0, 5)
    away = np.log1p(np.maximum(0, np.maximum(np.minimum(low, high) - j, j - np.maximum(low, high))))
    return (low <= j) & (j <= high), gap.astype(np.float32), away.astype(np.float32)
