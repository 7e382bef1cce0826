"""How far two texts' lengths are off for translations of each other."""

import numpy as np

from newsalign.core.align.arrays import Floats

MOST = 5.0
_VARIANCE = 6.8  # of a text's length per letter of the other


def length_off(one: Floats, other: Floats) -> Floats:
    """Standard deviations between lengths in letters, 0..MOST (Gale and Church 1993)."""
    return np.minimum(MOST, np.abs(one - other) / np.sqrt(_VARIANCE * (one + other) / 2))
