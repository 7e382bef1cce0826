"""How bad a model's translations are expected to be.

Minimum risk training (Shen et al. 2016), with the length-normalised probabilities of Edunov et
al. (2018, “Classical structured prediction losses for sequence to sequence learning”).
"""

import torch
from torch import Tensor


def expected_loss(chances: Tensor, segment: Tensor, loss: Tensor) -> Tensor:
    """Sum over the sources of the mean loss of their candidates, as likely as the model finds them.

    `chances` (rows x n x length) are log-probabilities of the pieces of packing.make_choice,
    `segment` (the same shape) says which sentence of its row a piece belongs to, from 1, or 0 for
    padding. `loss` (rows x sentences x n) is what each of the n candidates of a sentence costs; a
    row with fewer sentences is filled up with zeros.
    """
    rows, count, _ = chances.shape
    sums = chances.new_zeros(rows, count, loss.shape[1] + 1)
    lengths = sums.scatter_add(2, segment, torch.ones_like(chances))
    mean = sums.scatter_add(2, segment, chances) / lengths.clamp(min=1)
    likely = mean[:, :, 1:].transpose(1, 2).softmax(-1)
    return (likely * loss).sum()
