"""The device a model runs on, and the model ready to run on it."""

from collections.abc import Mapping
from dataclasses import fields

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.packages.output import output_loss
from training.packages.packing import Batch
from training.packages.vocabulary import PADDING


class Machine:
    """`device` is one of PyTorch's ("cpu", "cuda"). The arithmetic is bfloat16, weights and
    their updates are float32.
    """

    def __init__(self, device: str, model: nn.Module) -> None:
        self.device = torch.device(device)
        self.model = model.to(self.device)

    def load(self, batch: Batch) -> dict[str, Tensor]:
        arrays = {field.name: getattr(batch, field.name) for field in fields(batch)}
        return {name: torch.from_numpy(array).to(self.device) for name, array in arrays.items()}

    def loss(self, batch: Mapping[str, Tensor], smoothing: float = 0.0) -> tuple[Tensor, int]:
        """Sum of the batch's losses and the number of pieces it is a sum of; `smoothing` counts
        in its gradient only (see output_loss).
        """
        target = batch["target"].flatten()
        real = target != PADDING
        with torch.autocast(self.device.type, torch.bfloat16):
            output = self.model(batch).flatten(0, 1)
        weight = self.model.get_parameter("embedding.weight")
        total = output_loss(output[real].bfloat16(), weight, target[real], smoothing)
        return total, int(real.sum())

    def chances(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Log-probabilities of the batch's target pieces (rows x length), 0 for padding."""
        target = batch["target"]
        real = target != PADDING
        with torch.autocast(self.device.type, torch.bfloat16):
            output = self.model(batch)[real]
            scores = output @ self.model.get_parameter("embedding.weight").t()
        found = -functional.cross_entropy(scores.float(), target[real], reduction="none")
        return torch.zeros(target.shape, device=self.device).masked_scatter(real, found)
