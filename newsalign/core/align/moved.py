"""The main order first, then passages that crossed it.

What the heaviest chain leaves free is chained again; of such a chain only runs that hang together
and weigh enough are believed. That allows passages in another order, which monotone aligners
(Gale and Church 1993, Thompson and Koehn 2019) cannot give.
"""

from collections.abc import Sequence

from newsalign.core.align.search import Candidate, heaviest_chain

MOVED_GAIN = 6.0  # log odds that a passage in another order must have
ROUNDS = 4
_GAP = 1


def chains(candidates: Sequence[Candidate], columns: int) -> list[Candidate]:
    """Beads that do not overlap: the heaviest chain, then runs that crossed it."""
    chosen = heaviest_chain(candidates, columns)
    for _ in range(ROUNDS):
        rows = {i for c in chosen for i in range(c.i, c.i + c.n)}
        taken = {j for c in chosen for j in range(c.j, c.j + c.m)}
        candidates = [
            c
            for c in candidates
            if rows.isdisjoint(range(c.i, c.i + c.n)) and taken.isdisjoint(range(c.j, c.j + c.m))
        ]
        runs = _runs(heaviest_chain(candidates, columns))
        kept = [c for run in runs if sum(c.gain for c in run) > MOVED_GAIN for c in run]
        if not kept:
            break
        chosen += kept
    return chosen


def _runs(chain: Sequence[Candidate]) -> list[list[Candidate]]:
    runs: list[list[Candidate]] = []
    for candidate in chain:
        if runs and _adjoins(runs[-1][-1], candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return runs


def _adjoins(one: Candidate, other: Candidate) -> bool:
    return other.i - one.i - one.n <= _GAP and other.j - one.j - one.m <= _GAP
