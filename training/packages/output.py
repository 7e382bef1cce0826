"""The loss of the output layer, its gradients made on the way.

The chances of a batch's pieces are the largest array there is: they are made block after block,
turned into their own gradient in place, and nothing of them is kept.
"""

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

# Pieces whose chances are made at once.
_BLOCK = 1024


def output_loss(hidden: Tensor, weight: Tensor, target: Tensor, smoothing: float) -> Tensor:
    """Sum over the pieces of -log p(target), for bfloat16 `hidden` (pieces x width), `weight`
    (vocabulary x width) and `target` (pieces).

    The gradient is that of the smoothed label, which gives `smoothing` to the whole vocabulary
    in equal parts (Szegedy et al. 2016).
    """
    total: Tensor = _OutputLoss.apply(hidden, weight, target, smoothing)
    return total


class _OutputLoss(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, hidden: Tensor, weight: Tensor, target: Tensor, smoothing: float
    ) -> Tensor:
        light = weight.to(hidden.dtype)
        total = torch.zeros((), device=hidden.device)
        hidden_gradient, weight_gradient = torch.empty_like(hidden), torch.zeros_like(weight)
        for start in range(0, len(hidden), _BLOCK):
            span = slice(start, start + _BLOCK)
            chances = (hidden[span] @ light.t()).softmax(-1)
            right = torch.arange(len(chances), device=hidden.device), target[span]
            found = chances[right]
            total -= found.float().log().sum()
            chances[right] = found - (1 - smoothing)
            hidden_gradient[span] = chances @ light
            weight_gradient += chances.t() @ hidden[span]
        # What the smoothing takes from every piece alike.
        hidden_gradient -= smoothing * light.mean(0)
        weight_gradient -= smoothing / len(weight) * hidden.sum(0, dtype=weight.dtype)
        ctx.save_for_backward(hidden_gradient, weight_gradient)
        return total

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor | None, ...]:
        hidden_gradient, weight_gradient = ctx.saved_tensors
        return hidden_gradient * outer[0], weight_gradient * outer[0], None, None
