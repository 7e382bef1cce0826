"""Step “average”: the mean of the last snapshots' weights, and of the weights it all began with.

As Vaswani et al. (2017) take the mean of snapshots, and Wortsman et al. (2022, “Robust fine-tuning
of zero-shot models”) that of the weights before and after a training.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.packages.errors import TrainingError
from training.packages.learning import held_out_batches, held_out_loss
from training.packages.machine import Machine
from training.packages.model import Transformer
from training.packages.start import first_weights
from training.packages.state import snapshots, write
from training.packages.workplace import Workplace


def average(place: Workplace, device: str, start: Path | None = None, keep: float = 0.0) -> int:
    """Write the average of the last n snapshots for the best n, which is returned: how many are
    best depends on how far the training came, so the held-out text decides.

    The weights of the package `start` have the share `keep` (0 to 1) in what is written. What was
    refined from other weights is deleted.
    """
    files = snapshots(place)
    if not files:
        raise TrainingError("There is no snapshot: run the step “train” first.")
    machine = Machine(device, Transformer(place.recipe.shape, place.recipe.vocabulary.size))
    held_out = held_out_batches(place)
    losses = []
    for count in range(1, len(files) + 1):
        machine.model.load_state_dict(_mean_of(files[-count:]))
        losses.append(held_out_loss(machine, held_out))
        print(f"last {count}: held-out perplexity {math.exp(losses[-1]):.2f}")
    best = 1 + losses.index(min(losses))
    weights = _mean_of(files[-best:])
    if start and keep:
        first = first_weights(place, start, machine.model)
        weights = {name: torch.lerp(weights[name], first[name], keep) for name in weights}
    if not _are(weights, place.averaged):
        write(place.averaged, weights)
        for stale in (*place.all_refining(), place.refined):
            stale.unlink(missing_ok=True)
    return best


def _are(weights: dict[str, Tensor], file: Path) -> bool:
    if not file.exists():
        return False
    written = torch.load(file, map_location="cpu", weights_only=True)
    return all(torch.equal(written[name], weight) for name, weight in weights.items())


def _mean_of(files: Sequence[Path]) -> dict[str, Tensor]:
    return mean([torch.load(file, map_location="cpu", weights_only=True) for file in files])


def mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
