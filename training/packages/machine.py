"""The device a model runs on, and the model ready to run on it."""

from collections.abc import Mapping
from dataclasses import fields

import torch
from torch import Tensor, nn
from torch.nn import functional

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
        """Sum of the batch's losses and the number of pieces it is a sum of.

        The smoothed label gives `smoothing` to the whole vocabulary in equal parts (Szegedy et
        al. 2016).
        """
        target = batch["target"].flatten()
        with torch.autocast(self.device.type, torch.bfloat16):
            output = self.model(batch).flatten(0, 1)
            logits = functional.linear(output, self.model.get_parameter("embedding.weight"))
        total = functional.cross_entropy(
            logits.float(),
            target,
            ignore_index=PADDING,
            label_smoothing=smoothing,
            reduction="sum",
        )
        return total, int((target != PADDING).sum())
