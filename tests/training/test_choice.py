"""Several translations of a source at once, as they are refined."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from training.packages import packing  # noqa: E402
from training.packages.machine import Machine  # noqa: E402
from training.packages.model import Transformer  # noqa: E402
from training.packages.pieces import Corpus, Sentences  # noqa: E402
from training.packages.recipe import Shape  # noqa: E402

SOURCES = [[5, 6, 7], [8, 9], [10]]
TARGETS = [[[11, 12], [13], [14, 15, 16]], [[17], [18, 19], [20]]]
LENGTH = 8


def test_each_candidate_is_as_likely_as_it_is_alone():
    torch.manual_seed(1)
    machine = Machine("cpu", Transformer(Shape(width=16, heads=2, inner=16), 24))
    machine.model.eval()
    corpora = [
        Corpus(Sentences.of(SOURCES), Sentences.of(targets), np.ones(3)) for targets in TARGETS
    ]
    rows = [[0, 1], [2]]
    together = packing.make_choice(corpora, rows, LENGTH)
    assert together.source.shape == (2, LENGTH)
    with torch.no_grad():
        found = machine.chances(machine.load(together)).view(2, 2, LENGTH)
        for nth, corpus in enumerate(corpora):
            alone = machine.chances(machine.load(packing.make_batch(corpus, rows, LENGTH)))
            torch.testing.assert_close(found[:, nth], alone, atol=0.02, rtol=0.02)
    # Two candidates, two sentences and one: all their pieces with the end of each.
    assert int((found < 0).sum()) == 2 + 1 + 3 + 1 + 2 + 1 + 2 * 3
