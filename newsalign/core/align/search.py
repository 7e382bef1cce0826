"""The heaviest chain of beads: each ends before the next begins, in both texts.

A sentence outside all beads costs nothing, so only beads with a positive gain matter and the
programme runs over them alone (weighted chaining with a tree of prefix maxima: Abouelhoda and
Ohlebusch 2005), whatever the size of the texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Source sentences i..i+n-1 with target sentences j..j+m-1; `gain` is log odds, > 0."""

    i: int
    n: int
    j: int
    m: int
    gain: float


class _PrefixMaxima:
    """Best (value, chain end) among all columns up to a given one (Fenwick 1994)."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def put(self, column: int, value: float, index: int) -> None:
        column += 1
        while column < len(self._best):
            if value > self._best[column][0]:
                self._best[column] = (value, index)
            column += column & -column

    def up_to(self, column: int) -> tuple[float, int]:
        best = (0.0, -1)
        column += 1
        while column:
            if self._best[column][0] > best[0]:
                best = self._best[column]
            column &= column - 1
        return best


def heaviest_chain(candidates: Sequence[Candidate], columns: int) -> list[Candidate]:
    """The chain with the largest sum of gains, in order. `columns`: number of target sentences."""
    starts = sorted(range(len(candidates)), key=lambda c: candidates[c].i)
    ends = sorted(range(len(candidates)), key=lambda c: candidates[c].i + candidates[c].n)
    maxima = _PrefixMaxima(columns + 1)
    totals = [0.0] * len(candidates)
    before = [-1] * len(candidates)
    done = 0
    for index in starts:
        candidate = candidates[index]
        while (
            done < len(ends) and candidates[ends[done]].i + candidates[ends[done]].n <= candidate.i
        ):
            finished = candidates[ends[done]]
            maxima.put(finished.j + finished.m, totals[ends[done]], ends[done])
            done += 1
        value, before[index] = maxima.up_to(candidate.j)
        totals[index] = value + candidate.gain
    index = max(range(len(candidates)), key=totals.__getitem__, default=-1)
    chain = []
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]
