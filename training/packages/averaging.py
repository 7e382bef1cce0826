"""Step “average”: the mean of the last snapshots' weights, and of the weights it all began with.

As Vaswani et al. (2017) take the mean of snapshots, and Wortsman et al. (2022, “Robust fine-tuning
of zero-shot models”) that of the weights before and after a training. How many snapshots and how
much of the beginning are best depends on how far the training came, so the held-out text decides.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.packages.errors import TrainingError
from training.packages.learning import held_out_batches, held_out_loss
from training.packages.machine import Machine
from training.packages.model import Transformer
from training.packages.start import read_weights
from training.packages.state import snapshots, write
from training.packages.workplace import Workplace

_SHARES = (0.25, 0.5, 0.75)


class _Choice:
    """The weights that fit the held-out text best of those it was shown, and what they are."""

    def __init__(self, place: Workplace, machine: Machine) -> None:
        self._machine, self._held_out = machine, held_out_batches(place)
        self._loss = math.inf
        self.weights: Mapping[str, Tensor] = {}
        self.name = ""

    def offer(self, weights: Mapping[str, Tensor], name: str) -> None:
        self._machine.model.load_state_dict(weights)
        loss = held_out_loss(self._machine, self._held_out)
        print(f"{name}: held-out perplexity {math.exp(loss):.2f}", flush=True)
        if loss < self._loss:
            self._loss, self.weights, self.name = loss, weights, name


def average(place: Workplace, device: str, start: Path | None = None) -> str:
    """Write the best mean and say which it is: of the last n snapshots, and of the best of these
    with the weights of the package `start`.
    """
    files = snapshots(place)
    if not files:
        raise TrainingError("There is no snapshot: run the step “train” first.")
    machine = Machine(device, Transformer(place.recipe.shape, place.recipe.vocabulary.size))
    choice = _Choice(place, machine)
    for count in range(1, len(files) + 1):
        choice.offer(mean(files[-count:]), f"last {count}")
    if start:
        first = read_weights(start, machine.model)
        trained, name = choice.weights, choice.name
        for share in _SHARES:
            mixed = {key: torch.lerp(trained[key], first[key], share) for key in trained}
            choice.offer(mixed, f"{name}, {share:.0%} {start.stem}")
    write(place.averaged, dict(choice.weights))
    return choice.name


def mean(files: Sequence[Path]) -> dict[str, Tensor]:
    states = [torch.load(file, map_location="cpu", weights_only=True) for file in files]
    return {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
