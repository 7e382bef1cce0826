"""Step “refine”: minimum risk training of the averaged weights.

What the model writes is compared with the translators' own, sentence by sentence, and what came
closer is made likelier than what did not. Sentences are translated block by block, with the
weights as they stand when the block begins. A little of the translators' own loss holds it all
where it was, as in Edunov et al. (2018). Several processes refine on their own, each with its own
order of the text, and the mean of what they come to is taken, as Wortsman et al. (2022, “Model
soups”) do.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import sentencepiece
import torch
from torch import Tensor

from training.packages import packing
from training.packages.averaging import mean
from training.packages.candidates import Candidate, RefiningRow, candidates
from training.packages.errors import TrainingError
from training.packages.learning import Budget, stop_signals
from training.packages.machine import Machine
from training.packages.model import Transformer
from training.packages.pieces import Corpus, Sentences, mark_of
from training.packages.preparing import is_complete, prepared
from training.packages.risk import expected_loss
from training.packages.rows import read_rows
from training.packages.state import Progress, restore, save, write
from training.packages.team import join_team
from training.packages.updates import make_optimiser, update
from training.packages.workplace import Workplace


def refine(place: Workplace, budget: Budget, device: str) -> Progress:
    """Begin with the averaged weights, or where it was left, and go on until the budget of this step
    is spent or, after the block under way, the process is asked to end. Then the mean of all that
    has been refined is written.
    """
    model = Transformer(place.recipe.shape, place.recipe.vocabulary.size)
    averaged = place.need(place.averaged, "average")
    model.load_state_dict(torch.load(averaged, map_location="cpu", weights_only=True))
    with join_team(device) as team, stop_signals() as stopped:
        run = _Run(place, Machine(device, model), budget, team.rank)
        while not stopped() and budget.share(run.progress.seconds) < 1:
            run.block()
        team.wait()
        files = place.all_refining()
        if team.leads and files:
            states = [torch.load(file, map_location="cpu", weights_only=True) for file in files]
            write(place.refined, mean([state["model"] for state in states]))
    return run.progress


class _Run:
    def __init__(self, place: Workplace, machine: Machine, budget: Budget, rank: int) -> None:
        self.place, self.machine, self.budget = place, machine, budget
        self.seed, self.state = place.recipe.seed + rank, place.refining(rank)
        torch.manual_seed(self.seed)
        self.optimiser = make_optimiser(machine.model, decay=0.0)
        self.progress = restore(self.state, machine.model, self.optimiser)
        self.rows = refining_rows(place)

    def block(self) -> None:
        """Translate a block, learn from it once, save."""
        began = self.budget.clock() - self.progress.seconds
        rows = [self.rows[n] for n in self._next_numbers()]
        found = candidates(
            self.place,
            self.machine.model.state_dict(),
            rows,
            seed=self.seed + self.progress.step,
        )
        for batch, losses in _batches(self.place, rows, found):
            share = self.budget.share(self.budget.clock() - began)
            if share == 1:
                break
            self._step(batch, losses, share)
        self.progress.seconds = self.budget.clock() - began
        save(self.state, self.machine.model, self.optimiser, self.progress)
        rewards = np.array([[candidate.reward for candidate in of_one] for of_one in found])
        print(
            f"step {self.progress.step}, {self.progress.seconds / 60:.1f} minutes: "
            f"reward {rewards[:, 0].mean():.4f}, of all {rewards.mean():.4f}",
            flush=True,
        )

    def _next_numbers(self) -> list[int]:
        """The block's sentences; every epoch has an order of its own."""
        progress, size = self.progress, min(self.place.recipe.refining.block, len(self.rows))
        if (progress.batch + 1) * size > len(self.rows):
            progress.epoch, progress.batch = progress.epoch + 1, 0
        rng = np.random.default_rng((self.seed, progress.epoch))
        order: list[int] = rng.permutation(len(self.rows)).tolist()
        progress.batch += 1
        return order[(progress.batch - 1) * size : progress.batch * size]

    def _step(self, batch: packing.Batch, losses: Tensor, share: float) -> None:
        refining = self.place.recipe.refining
        rise = min(1.0, (self.progress.step + 1) / refining.warmup)
        fields = self.machine.load(batch)
        losses = losses.to(self.machine.device)
        shape = len(losses), losses.shape[2] + 1, -1
        chances = self.machine.chances(fields).view(shape)
        segment = fields["target_segment"].view(shape)
        risk = expected_loss(chances[:, :-1], segment[:, :-1], losses)
        sentences, pieces = segment[:, -1].amax(1).sum(), segment[:, -1].count_nonzero()
        anchor = -refining.anchor * chances[:, -1].sum() / pieces
        torch.autograd.backward(risk / sentences + anchor)
        update(self.optimiser, self.machine.model, refining.rate * rise * (1 - share))
        self.progress.step += 1


def refining_rows(place: Workplace) -> list[RefiningRow]:
    """The rows to refine with that fit into a row of pieces."""
    length, wanted = place.recipe.learning.row, place.recipe.refining.files
    files = [file for file in prepared(place) if file.file in wanted]
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_file=str(place.need(place.tokenizer, "vocabulary"))
    )
    rows = []
    for file in files:
        mark = mark_of(file, tokenizer)
        text = place.need(place.text(file.name), "prepare")
        for row in read_rows(text, (place.from_code, place.to_code), place.from_code):
            source, target = mark + tokenizer.encode(row.source), tokenizer.encode(row.target)
            complete = is_complete(place, row, place.recipe.refining.ratio)
            if len(source) <= length and len(target) < length and complete:
                rows.append(RefiningRow(source, target, row.source, row.target))
    if not rows:
        raise TrainingError("The recipe names no text to refine with, or none of it is complete.")
    return rows


def _batches(
    place: Workplace, rows: Sequence[RefiningRow], found: Sequence[Sequence[Candidate]]
) -> Iterator[tuple[packing.Batch, Tensor]]:
    """Batches for packing.make_choice, of each sentence its candidates and then the translator's;
    each with what the candidates cost: batch rows x sentences x candidates.
    """
    length, count = place.recipe.learning.row, place.recipe.refining.rows
    read = Sentences.of([row.source for row in rows])
    written = [[c.pieces for c in nth] for nth in zip(*found, strict=True)]
    corpora = [
        Corpus(read, Sentences.of(targets), np.ones(len(rows)))
        for targets in [*written, [row.target for row in rows]]
    ]
    longest = np.max([corpus.target.lengths for corpus in corpora], 0) + 1
    packed = packing.pack(read.lengths, longest, np.arange(len(rows)), length)
    for start in range(0, len(packed), count):
        some = packed[start : start + count]
        losses = torch.zeros(len(some), max(map(len, some)), len(written))
        for k, row in enumerate(some):
            for position, number in enumerate(row):
                losses[k, position] = torch.tensor([1 - c.reward for c in found[number]])
        yield packing.make_choice(corpora, some, length), losses
