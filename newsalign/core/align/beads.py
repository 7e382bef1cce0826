"""Beads from links, and links from beads."""

from collections import defaultdict

import numpy as np

from newsalign.core.align.arrays import Booleans
from newsalign.core.model import Bead


def beads_of(links: Booleans) -> list[Bead]:
    """Sentences tied together by links, directly or by others, are one bead; one without is a null bead."""
    rows, columns = links.shape
    group = list(range(rows + columns))

    def find(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for i, j in np.argwhere(links).tolist():
        group[find(rows + j)] = find(i)
    found: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for member in range(rows + columns):
        side, index = (0, member) if member < rows else (1, member - rows)
        found[find(member)][side].append(index)
    return [Bead(tuple(source), tuple(target)) for source, target in found.values()]
