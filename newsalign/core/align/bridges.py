"""Two beads held together by one link fall apart where that link is not sure enough.

One wrong link between two beads makes one bead of them, and both are lost. So it must be likelier than not
by as much as two right beads are worth more than one, and the more pairs of sentences there are between the
two, the likelier one of them looks like a link by chance: the odds must be better than 2 n for n pairs
(Bonferroni's correction, Dunn 1961).
"""

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.beads import beads_of
from newsalign.core.model import Bead


def without_bridges(links: Booleans, odds: Floats) -> Booleans:
    """The links without those that alone hold two beads together and are not sure enough, the least sure first.

    Both are (rows, columns); `odds` are log odds, infinite where a link must stay.
    """
    links = links.copy()
    for bead in beads_of(links):
        if min(len(bead.source), len(bead.target)) > 1:
            within = np.ix_(bead.source, bead.target)
            links[within] = _cut(links[within], odds[within])
    return links


def _cut(links: Booleans, odds: Floats) -> Booleans:
    """The links of one bead without its doubtful bridges."""
    doubtful = np.argwhere(links & (odds < np.log(2 * links.size)))
    for i, j in sorted(doubtful.tolist(), key=lambda place: float(odds[*place])):
        without = links.copy()
        without[i, j] = False
        parts = [part for part in beads_of(without) if i in part.source or j in part.target]
        if (
            len(parts) == 2
            and not any(part.is_null for part in parts)
            and odds[i, j] < np.log(2 * _between(*parts))
        ):
            links = without
    return links


def _between(one: Bead, other: Bead) -> int:
    """How many pairs of sentences of two beads there are."""
    return len(one.source) * len(other.target) + len(other.source) * len(one.target)
