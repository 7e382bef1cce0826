"""What minimum risk training wants: the better translations likelier."""

import pytest

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from training.packages.risk import expected_loss  # noqa: E402

# One row of the source with two sentences, three candidates of each; 0 is padding.
SEGMENT = torch.tensor([[[1, 1, 2, 2, 2], [1, 2, 2, 0, 0], [1, 1, 1, 2, 0]]])
LOSS = torch.tensor([[[0.5, 0.2, 0.9], [0.1, 0.8, 0.3]]])


def chances() -> torch.Tensor:
    torch.manual_seed(1)
    return (-torch.rand(1, 3, 5) * 3).masked_fill(SEGMENT == 0, 0).requires_grad_()


def test_candidates_count_as_much_as_their_pieces_are_likely():
    found = chances()
    expected = torch.zeros(())
    for sentence in (1, 2):
        means = [
            row[segment == sentence].mean()
            for row, segment in zip(found[0], SEGMENT[0], strict=True)
        ]
        expected += (torch.stack(means).softmax(0) * LOSS[0, sentence - 1]).sum()
    torch.testing.assert_close(expected_loss(found, SEGMENT, LOSS), expected)


def test_the_best_gets_likelier_and_the_worst_less_so():
    found = chances()
    (slope,) = torch.autograd.grad(expected_loss(found, SEGMENT, LOSS), found)
    assert (slope[0, 1, :1] < 0).all()
    assert (slope[0, 2, :3] > 0).all()
    assert (slope[0, 0, 2:] < 0).all()
    assert (slope[0, 1, 1:3] > 0).all()
    assert (slope[SEGMENT == 0] == 0).all()


def test_a_row_with_fewer_sentences_costs_nothing_for_those_it_lacks():
    segment = torch.cat([SEGMENT, torch.tensor([[[1, 1, 0, 0, 0]] * 3])])
    loss = torch.cat([LOSS, torch.tensor([[[0.4, 0.4, 0.4], [0.0, 0.0, 0.0]]])])
    found = torch.cat([chances(), torch.full((1, 3, 5), -1.0)])
    alone = expected_loss(chances(), SEGMENT, LOSS)
    torch.testing.assert_close(expected_loss(found, segment, loss), alone + 0.4)
