"""A short omission that faces an addition: told in other words rather than left out and added.

Between two beads of the main order one sentence of either text is left, both are short, and their lengths
agree. No word links them, but a sentence of a few words may well share none with its translation, and
lengths and place are what the first aligners went by alone (Gale and Church 1993). In a long sentence
the want of any common word says more than that.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsalign.core.align.arrays import Floats
from newsalign.core.align.lengths import length_off
from newsalign.core.model import Bead

MOST_OFF = 1.0  # standard deviations between the lengths of translations
LONGEST = 80.0  # letters
CONFIDENCE = 0.5


def joined(beads: Sequence[Bead], source_lengths: Floats, target_lengths: Floats) -> list[Bead]:
    """The beads, with an omission and an addition that face each other made one. Lengths are in letters.

    Confirmed beads stay as they are.
    """
    found = dict[Bead, Bead | None]()
    for omission, addition in _facing(beads):
        one, other = source_lengths[omission.source[0]], target_lengths[addition.target[0]]
        if max(one, other) <= LONGEST and length_off(one, other) <= MOST_OFF:
            found[omission] = Bead(omission.source, addition.target, CONFIDENCE)
            found[addition] = None
    changed = (found.get(bead, bead) for bead in beads)
    return [bead for bead in changed if bead]


def _facing(beads: Sequence[Bead]) -> Iterator[tuple[Bead, Bead]]:
    """Omissions and additions with nothing else free between the same two beads of the main order."""
    main = sorted((b for b in beads if not b.is_null and not b.moved), key=lambda b: b.source)
    omissions = _by_gap([b.source for b in main], {b.source[0]: b for b in beads if not b.target})
    additions = _by_gap([b.target for b in main], {b.target[0]: b for b in beads if not b.source})
    for gap in omissions.keys() & additions.keys() if main else ():
        left, right = omissions[gap], additions[gap]
        if len(left) == len(right) == 1 and not (left[0].confirmed or right[0].confirmed):
            yield left[0], right[0]


def _by_gap(main: Sequence[tuple[int, ...]], nulls: Mapping[int, Bead]) -> dict[int, list[Bead]]:
    """Null beads, given by their first sentence, by how many beads of the main order stand before them."""
    starts = [sentences[0] for sentences in main]
    found = defaultdict[int, list[Bead]](list)
    for sentence, bead in nulls.items():
        found[bisect_left(starts, sentence)].append(bead)
    return found
