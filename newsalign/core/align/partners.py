"""How much of each other's words two sentences explain, beside the partners that they have already."""

from collections.abc import Iterator

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers, spread
from newsalign.core.align.views import Side

_ALWAYS = ("share", "relative", "exclusive", "weight", "substance")
_BESIDE = ("residual", "relative_residual", "already", "segment", "segment_weight")
PER_SIDE_AND_SOURCE = _ALWAYS + _BESIDE
_HALF = 0.5  # a word explained less than this part of what is usual speaks against a segment
_TYPICAL = 0.5
_SUBSTANCE = 10.0  # as much as one rare word and a bit: less may be chance


class Beside:
    """The words of sentences `own` of one side, judged beside sentences `other` of the other side.

    `links` are the first links between sentences `own` (rows) and `other`: what is usual is measured by them.
    Arrays hold the words of all pairs, one pair after the other, each behind an empty place.
    """

    def __init__(self, side: Side, own: Integers, other: Integers, links: Booleans) -> None:
        row = side.vocabulary.row
        self._side, self._own, self._links = side, own, links
        self._places, sizes = spread(row.starts[own], row.starts[own + 1])
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        self._facing = np.repeat(other, sizes)
        self._weights = row.weights[self._places]
        words = row.words[self._places]
        self._explained = side.explained[self._facing, words]
        self._total = side.vocabulary.sentence_weights[own]
        best, second = (values[words] for values in _best_two(side.explained))
        ahead = np.where(self._explained >= best, self._explained - second, 0)
        share, exclusive = (
            np.add.reduceat(self._weights * part, self._starts[:-1]) / self._total
            for part in (self._explained, ahead)
        )
        linked = links[own, other]
        self._typical = max(0.05, float(share[linked].mean())) if linked.any() else _TYPICAL
        substance = np.minimum(1, share * self._total / _SUBSTANCE)
        always = [share, share / self._typical, exclusive, self._total / 100, substance]
        everything = np.arange(len(own))
        self._columns = np.column_stack([*always, self._beside_partners(links, everything)])

    def features(self, links: Booleans) -> Floats:
        """PER_SIDE_AND_SOURCE of every pair, beside the links between sentences `own` (rows) and `other`.

        Only pairs whose sentence has other links than the last time are looked at anew.
        """
        changed = np.flatnonzero((links != self._links).any(1)[self._own])
        if len(changed):
            self._columns[changed, len(_ALWAYS) :] = self._beside_partners(links, changed)
            self._links = links
        return self._columns

    def _beside_partners(self, links: Booleans, pairs: Integers) -> Floats:
        """The columns _BESIDE of some pairs.

        Residual is what the other sentence explains better than the partners besides it, already what
        these explain, segment the heaviest run of words that it explains better.
        """
        words, sizes = spread(self._starts[pairs], self._starts[pairs + 1])
        begins = np.cumsum(sizes) - sizes
        weights, explained, total = self._weights[words], self._explained[words], self._total[pairs]
        partners = self._by_partners(links, words)
        residual = np.add.reduceat(weights * np.maximum(0, explained - partners), begins) / total
        already = np.add.reduceat(weights * partners, begins) / total
        usual = np.maximum(_HALF * self._typical, partners)
        segment = _largest_run(weights * (explained - usual), begins)
        return np.column_stack(
            [residual, residual / self._typical, already, segment / total, segment / 10]
        )

    def _by_partners(self, links: Booleans, words: Integers) -> Floats:
        """How well other partners of a pair's sentence than the pair's own explain some of its words."""
        row = self._side.vocabulary.row
        best, second = (np.zeros(len(row.words), np.float32) for _ in range(2))
        by = np.full(len(row.words), -1)
        for own, other in _partners_in_turn(links):
            places, sizes = spread(row.starts[own], row.starts[own + 1])
            partner = np.repeat(other, sizes)
            new, old = self._side.explained[partner, row.words[places]], best[places]
            second[places] = np.maximum(second[places], np.minimum(old, new))
            by[places] = np.where(new > old, partner, by[places])
            best[places] = np.maximum(old, new)
        places = self._places[words]
        return np.where(by[places] == self._facing[words], second[places], best[places])


def _best_two(values: Floats) -> tuple[Floats, Floats]:
    """The largest and the second largest value of every column."""
    if len(values) == 1:
        return values[0], np.zeros_like(values[0])
    second, best = np.partition(values, -2, axis=0)[-2:]
    return best, second


def _partners_in_turn(links: Booleans) -> Iterator[tuple[Integers, Integers]]:
    """Linked rows with their first partners, those that have a second with it, and so on."""
    own, other = np.nonzero(links)
    turn = np.arange(len(own)) - np.searchsorted(own, own)
    for number in range(int(turn.max(initial=-1)) + 1):
        yield own[turn == number], other[turn == number]


def _largest_run(values: Floats, begins: Integers) -> Floats:
    """The largest sum of neighbouring values in every part, at least 0 (Bentley 1984).

    Part k starts at begins[k]; each starts with a 0.
    """
    sums = np.cumsum(values, dtype=np.float64)
    sizes = np.diff(begins, append=len(values))
    step = 2 * np.abs(values).sum()  # so that no part's sums reach below those of the next
    sums -= np.repeat(sums[begins] + np.arange(len(begins)) * step, sizes)
    return np.maximum.reduceat(sums - np.minimum.accumulate(sums), begins).astype(np.float32)
