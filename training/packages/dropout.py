"""Dropout with one random byte for a value: the generator is asked an eighth as often."""

import torch
from torch import Tensor, nn

_BYTES = 256


class Dropout(nn.Module):
    """As nn.Dropout (Srivastava et al. 2014), but the share left out is `share` rounded to a
    256th.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.out = round(share * _BYTES)
        self.scale = _BYTES / (_BYTES - self.out)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.out:
            return x
        # Eight bytes at once: all 64 bits of a number are drawn.
        draws = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device)
        kept = draws.random_(-(2**63), None).view(torch.uint8)[: x.numel()] >= self.out
        return x * (kept.view(x.shape).to(x.dtype) * self.scale)
