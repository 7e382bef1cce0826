"""Names for the numpy arrays that the aligner's steps hand to each other."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]
type Integers = NDArray[np.int64]
type Booleans = NDArray[np.bool_]
