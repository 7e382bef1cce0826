"""Names for the numpy arrays that the aligner's steps hand to each other."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]
type Integers = NDArray[np.int64]
type Booleans = NDArray[np.bool_]


def spread(starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """All numbers of the ranges start..end-1, one range after the other, and the ranges' sizes."""
    sizes = ends - starts
    first = np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return first + np.arange(int(sizes.sum())), sizes
