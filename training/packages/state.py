"""What a training has come to, on disk."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.packages.recipe import Learning
from training.packages.workplace import Workplace


@dataclass
class Progress:
    """Steps taken, seconds spent, and where in which epoch the next batch (or block) is."""

    step: int = 0
    seconds: float = 0.0
    epoch: int = 0
    batch: int = 0


def save(file: Path, model: nn.Module, optimiser: Any, progress: Progress) -> None:
    """Everything needed to go on as if nothing had happened."""
    content = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "progress": asdict(progress),
        "random": torch.get_rng_state(),
    }
    write(file, content)


def restore(file: Path, model: nn.Module, optimiser: Any) -> Progress:
    """Where the training stands; its beginning if nothing was saved yet."""
    if not file.exists():
        return Progress()
    content = torch.load(file, map_location="cpu", weights_only=True)
    model.load_state_dict(content["model"])
    optimiser.load_state_dict(content["optimiser"])
    torch.set_rng_state(content["random"])
    return Progress(**content["progress"])


def read_progress(file: Path) -> Progress:
    content = torch.load(file, map_location="cpu", weights_only=True)
    return Progress(**content["progress"])


def snapshot(place: Workplace, model: nn.Module, step: int, learning: Learning) -> None:
    """Keep the weights for averaging, and of the earlier ones as many as are averaged."""
    place.snapshots.mkdir(exist_ok=True)
    write(place.snapshots / f"{step:08}.pt", model.state_dict())
    for old in snapshots(place)[: -learning.snapshots]:
        old.unlink()


def snapshots(place: Workplace) -> list[Path]:
    """The snapshots, oldest first."""
    return sorted(place.snapshots.glob("*.pt"))


def write(file: Path, content: Any) -> None:
    partial = file.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(file)
