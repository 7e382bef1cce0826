"""How weights follow their gradients: AdamW (Loshchilov and Hutter 2019), in every training."""

import torch
from torch import nn

_CLIP = 1.0


def make_optimiser(model: nn.Module, decay: float) -> torch.optim.AdamW:
    return torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=decay, fused=True)


def update(optimiser: torch.optim.AdamW, model: nn.Module, rate: float) -> None:
    """One step down the gradients, which are then none. Together they are no longer than 1."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
    optimiser.step()
    optimiser.zero_grad()
