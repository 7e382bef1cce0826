"""Processes that train one model together, each on its own text.

Started by `torchrun --nproc-per-node N -m training.packages ...`; without it there is one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.distributed
from torch import nn


class Team:
    """`rank` of this process among `size`; the first one decides and writes."""

    def __init__(self, rank: int = 0, size: int = 1) -> None:
        self.rank, self.size = rank, size

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def average_gradients(self, model: nn.Module) -> None:
        """All processes hold the mean of their gradients afterwards."""
        if self.size == 1:
            return
        gradients = [weight.grad for weight in model.parameters() if weight.grad is not None]
        together = torch.cat([gradient.flatten() for gradient in gradients]) / self.size
        torch.distributed.all_reduce(together)
        parts = together.split_with_sizes([gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))

    def wait(self) -> None:
        """Until all have come this far."""
        if self.size > 1:
            torch.distributed.barrier()

    def follow(self, decision: float) -> float:
        """What the first process decided."""
        if self.size == 1:
            return decision
        shared = torch.tensor([decision], dtype=torch.float64)
        torch.distributed.broadcast(shared, src=0)
        return float(shared)


@contextmanager
def join_team(device: str) -> Iterator[Team]:
    """The team torchrun made, as it tells every process in its environment."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield Team()
        return
    torch.distributed.init_process_group("cpu:gloo,cuda:nccl" if device != "cpu" else "gloo")
    try:
        team = Team(torch.distributed.get_rank(), size)
        yield team
        # Who is done waits for the one that still saves: none leaves another's connection.
        team.wait()
    finally:
        torch.distributed.destroy_process_group()
