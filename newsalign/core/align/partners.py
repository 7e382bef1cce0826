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
        words, self._again = row.words[self._places], row.again[self._places]
        self._explained = side.explained[self._facing, words]
        once = np.where(self._again, 0, self._weights)
        self._total = side.vocabulary.sentence_weights[own]
        best, second = (values[words] for values in _best_two(side.explained))
        ahead = np.where(self._explained >= best, self._explained - second, 0)
        share, exclusive = (
            np.add.reduceat(once * part, self._starts[:-1]) / self._total
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
        these explain, segment the heaviest run of words that it explains better. A word that stands in the
        sentence again is explained again only by another sentence or by a second word.
        """
        words, begins = self._words(pairs)
        places, facing = self._places[words], self._facing[words]
        again = np.flatnonzero(self._again[words])
        weights, total = self._weights[words], self._total[pairs]
        explained = np.array(self._explained[words])
        partners, second = self._by_partners(links, pairs, places, facing, again)
        already = weights * partners
        already[again], alone = 0, again[partners[again] == 0]
        another = np.maximum(second, self._twice(places[again], facing[again]))
        explained[again] = np.maximum(another, np.minimum(partners[again], explained[again]))
        partners[again] = second
        better = explained - np.maximum(_HALF * self._typical, partners)
        better[alone] = 0
        residual = np.add.reduceat(weights * np.maximum(0, explained - partners), begins) / total
        segment = _largest_run(weights * better, begins)
        already = np.add.reduceat(already, begins) / total
        return np.column_stack(
            [residual, residual / self._typical, already, segment / total, segment / 10]
        )

    def _words(self, pairs: Integers) -> tuple[Integers | slice, Integers]:
        """Where the words of some pairs stand among all, and where each pair's begin among these."""
        if len(pairs) == len(self._own):
            return slice(None), self._starts[:-1]
        words, sizes = spread(self._starts[pairs], self._starts[pairs + 1])
        return words, np.cumsum(sizes) - sizes

    def _twice(self, places: Integers, others: Integers) -> Floats:
        """How well words at some places are explained by words that stand twice in other sentences."""
        return np.asarray(self._side.twice[others, self._side.vocabulary.row.words[places]])

    def _by_partners(
        self, links: Booleans, pairs: Integers, places: Integers, facing: Integers, again: Integers
    ) -> tuple[Floats, Floats]:
        """How well other partners of a pair's sentence than the pair's own explain the words at some places.

        First the best word of any; then, for those numbered `again`, the second best: a word of another
        partner, or one that stands twice.
        """
        side, row = self._side, self._side.vocabulary.row
        once, twice = _Highest(len(row.words)), _Highest(len(row.words))
        looked_at = np.zeros(len(links), bool)
        looked_at[self._own[pairs]] = True
        for own, other in _partners_in_turn(links & looked_at[:, None]):
            at, sizes = spread(row.starts[own], row.starts[own + 1])
            partner = np.repeat(other, sizes)
            once.enter(at, side.explained[partner, row.words[at]], partner)
            among = np.flatnonzero(row.again[at])
            twice.enter(at[among], self._twice(at[among], partner[among]), partner[among])
        best = once.best_without(facing, places)
        places, facing = places[again], facing[again]
        second = once.second_without(facing, places)
        return best, np.maximum(second, twice.best_without(facing, places))


class _Highest:
    """The three highest values that partners have for every place of a text, and whose the first two are."""

    def __init__(self, size: int) -> None:
        self._top, self._whose = np.zeros((3, size), np.float32), np.full((2, size), -1)
        self._empty = True

    def enter(self, places: Integers, values: Floats, partner: Integers) -> None:
        """Enters one value for each of some places."""
        if self._empty:
            self._top[0, places], self._whose[0, places], self._empty = values, partner, False
            return
        for rank in range(3):
            old = self._top[rank, places]
            ahead = values > old
            self._top[rank, places] = np.where(ahead, values, old)
            values = np.where(ahead, old, values)
            if rank < 2:
                holder = self._whose[rank, places]
                self._whose[rank, places] = np.where(ahead, partner, holder)
                partner = np.where(ahead, holder, partner)

    def best_without(self, left_out: Integers, places: Integers) -> Floats:
        """The highest values at some places, each without that of one partner."""
        first = self._whose[0, places] == left_out
        return np.asarray(np.where(first, self._top[1, places], self._top[0, places]), np.float32)

    def second_without(self, left_out: Integers, places: Integers) -> Floats:
        """The second highest."""
        among_two = (self._whose[:, places] == left_out).any(0)
        return np.asarray(
            np.where(among_two, self._top[2, places], self._top[1, places]), np.float32
        )


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
