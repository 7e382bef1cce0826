"""Cross-entropy over the vocabulary with smoothed labels, a block of positions at a time.

The logits of a whole batch are the largest array of a training step by far. Computed in blocks
whose gradient is taken at once, they stay in the processor's cache.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

BLOCK = 768


def loss_sum(
    output: Tensor, embedding: Tensor, target: Tensor, ignored: int, smoothing: float = 0.0
) -> Tensor:
    """Sum over the positions whose `target` is not `ignored`.

    `output` positions x width, `embedding` vocabulary x width, `target` positions. The smoothed
    label gives `smoothing` to the whole vocabulary in equal parts (Szegedy et al. 2016).
    """
    total: Tensor = _BlockLoss.apply(output, embedding, target, ignored, smoothing)
    return total


class _BlockLoss(torch.autograd.Function):
    @staticmethod
    def forward(  # noqa: PLR0917 - PyTorch passes them by position
        ctx: Any, output: Tensor, embedding: Tensor, target: Tensor, ignored: int, smoothing: float
    ) -> Tensor:
        needed = output.requires_grad or embedding.requires_grad
        weights = embedding.to(output.dtype)
        total = torch.zeros((), device=output.device)
        by_output, by_embedding = torch.empty_like(output), torch.zeros_like(embedding)
        block = _compiled_block()
        for start in range(0, len(output), BLOCK):
            part = slice(start, start + BLOCK)
            loss, by_logits = block(output[part] @ weights.t(), target[part], ignored, smoothing)
            total += loss
            if needed:
                by_output[part] = by_logits @ weights
                by_embedding += by_logits.t() @ output[part]
        ctx.save_for_backward(by_output, by_embedding)
        return total

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        by_output, by_embedding = ctx.saved_tensors
        return by_output * grads[0], by_embedding * grads[0], None, None, None


@cache
def _compiled_block() -> Callable[..., tuple[Tensor, Tensor]]:
    compiled: Callable[..., tuple[Tensor, Tensor]] = torch.compile(_block, dynamic=False)
    return compiled


def _block(logits: Tensor, target: Tensor, ignored: int, smoothing: float) -> tuple[Tensor, Tensor]:
    """The block's loss and its gradient by the logits, in their type."""
    counted = (target != ignored).float()
    log_probs = functional.log_softmax(logits.float(), dim=-1)
    vocabulary = torch.arange(logits.shape[-1], device=logits.device)
    label = (vocabulary == target[:, None]) * (1 - smoothing) + smoothing / logits.shape[-1]
    loss = -(label * log_probs).sum(-1)
    by_logits = (log_probs.exp() - label) * counted[:, None]
    return (loss * counted).sum(), by_logits.to(logits.dtype)
