"""How a package is run."""

import os
from dataclasses import dataclass, field
from typing import Literal

Device = Literal["cpu", "cuda", "auto"]


def usable_cores() -> int:
    """CPU cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Settings of the CTranslate2 runtime.

    `compute_type` is one of CTranslate2's ("int8", "float32", "default" for what the weights are
    stored in, ...). `workers` batches run side by side, each on `threads` cores: one thread per
    worker translates most. On a GPU one worker is right. `batch_tokens` is the size of a batch,
    padding included: more than a few hundred tokens do not translate faster on a CPU.
    """

    device: Device = "cpu"
    compute_type: str = "int8"
    workers: int = field(default_factory=usable_cores)
    threads: int = 1
    beam_size: int = 4
    batch_tokens: int = 512
