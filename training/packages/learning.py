"""Step “train”: batch after batch until the budget is spent, saved every few minutes."""

import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch

from training.packages import packing
from training.packages.errors import TrainingError
from training.packages.machine import Machine
from training.packages.model import Transformer
from training.packages.pieces import Corpus, load_corpus, load_held_out
from training.packages.schedule import learning_rate
from training.packages.start import first_weights
from training.packages.state import Progress, restore, save, snapshot
from training.packages.team import Team, join_team
from training.packages.updates import make_optimiser, update
from training.packages.workplace import Workplace

_REPORT_STEPS = 100
# Enough held-out rows to see whether it still learns.
_HELD_OUT_ROWS = 64


@dataclass(frozen=True, slots=True)
class Budget:
    """`minutes` of the whole training, over all the times it was started."""

    minutes: float
    clock: Callable[[], float] = time.monotonic

    def share(self, seconds: float) -> float:
        return min(1.0, seconds / (60 * self.minutes))


def train(place: Workplace, budget: Budget, device: str, start: Path | None = None) -> Progress:
    """Train until the budget is spent or the process is asked to end; go on where it was left.

    `start` is a package of the same shape whose weights are the first ones. A saved state and a
    snapshot are there whenever this returns.
    """
    torch.manual_seed(place.recipe.seed)
    corpus = load_corpus(place)
    model = Transformer(place.recipe.shape, place.recipe.vocabulary.size)
    if start and not place.state.exists():
        model.load_state_dict(first_weights(place, start, model))
    with join_team(device) as team, stop_signals() as stopped:
        run = _Run(place, Machine(device, model), corpus, team)
        run.go(budget, stopped)
    return run.progress


class _Run:
    def __init__(self, place: Workplace, machine: Machine, corpus: Corpus, team: Team) -> None:
        learning = place.recipe.learning
        self.place, self.machine, self.corpus, self.learning = place, machine, corpus, learning
        self.team = team
        self.optimiser = make_optimiser(machine.model, learning.decay)
        self.progress = restore(place.state, machine.model, self.optimiser)
        self.held_out = held_out_batches(place)
        self.report = _Report(team.size)

    def go(self, budget: Budget, stopped: Callable[[], bool]) -> None:
        began = budget.clock() - self.progress.seconds
        saved = self.progress.seconds
        for batch in self._batches():
            share = self.team.follow(1 if stopped() else budget.share(self.progress.seconds))
            if share == 1:
                break
            self._step(batch, learning_rate(self.learning, self.progress.step, share))
            self.progress.seconds = budget.clock() - began
            if self.progress.seconds - saved >= 60 * self.learning.snapshot_minutes:
                self._save()
                saved = self.progress.seconds
        self._save()

    def _batches(self) -> Iterator[packing.Batch]:
        learning, progress = self.learning, self.progress
        while True:
            seed = self.place.recipe.seed
            rows = packing.epoch_rows(self.corpus, learning.row, seed, progress.epoch)
            if len(rows) < learning.rows:
                raise TrainingError("There is too little text for one batch.")
            whole = len(rows) // learning.rows * learning.rows
            own = rows[progress.batch * learning.rows : whole][self.team.rank :: self.team.size]
            yield from packing.batches(
                self.corpus, own, learning.rows // self.team.size, learning.row
            )
            progress.epoch, progress.batch = progress.epoch + 1, 0

    def _step(self, batch: packing.Batch, rate: float) -> None:
        total, pieces = self.machine.loss(self.machine.load(batch), self.learning.smoothing)
        torch.autograd.backward(total / pieces)
        self.team.average_gradients(self.machine.model)
        update(self.optimiser, self.machine.model, rate)
        self.progress.step += 1
        self.progress.batch += 1
        self.report.add(float(total.detach()), pieces)
        if self.team.leads and self.progress.step % _REPORT_STEPS == 0:
            self.report.print(self.progress, rate)

    def _save(self) -> None:
        if not self.team.leads:
            return
        save(self.place.state, self.machine.model, self.optimiser, self.progress)
        snapshot(self.place, self.machine.model, self.progress.step, self.learning)
        loss = held_out_loss(self.machine, self.held_out)
        print(
            f"step {self.progress.step}: saved, held-out perplexity {math.exp(loss):.2f}",
            flush=True,
        )


class _Report:
    """The loss of this process and the speed of all since the last line."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._begin()

    def _begin(self) -> None:
        self._loss, self._pieces, self._since = 0.0, 0, time.monotonic()

    def add(self, loss: float, pieces: int) -> None:
        self._loss += loss
        self._pieces += pieces

    def print(self, progress: Progress, rate: float) -> None:
        speed = self._processes * self._pieces / (time.monotonic() - self._since)
        print(
            f"step {progress.step}, epoch {progress.epoch}, {progress.seconds / 60:.1f} minutes: "
            f"loss {self._loss / self._pieces:.3f}, rate {rate:.5f}, {speed:.0f} pieces a second",
            flush=True,
        )
        self._begin()


def held_out_loss(machine: Machine, batches: list[packing.Batch]) -> float:
    """Mean loss per piece, in nats."""
    total, pieces = 0.0, 0
    machine.model.eval()
    with torch.no_grad():
        for batch in batches:
            loss, count = machine.loss(machine.load(batch))
            total, pieces = total + float(loss), pieces + count
    machine.model.train()
    return total / pieces


def held_out_batches(place: Workplace) -> list[packing.Batch]:
    learning = place.recipe.learning
    corpus = load_held_out(place)
    rows = packing.epoch_rows(corpus, learning.row, place.recipe.seed, 0)[:_HELD_OUT_ROWS]
    return [
        packing.make_batch(corpus, rows[start : start + learning.rows], learning.row)
        for start in range(0, len(rows), learning.rows)
    ]


@contextmanager
def stop_signals() -> Iterator[Callable[[], bool]]:
    """Whether SIGINT or SIGTERM asked to end: the step under way is finished and saved."""
    received: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: received.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield lambda: bool(received)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
