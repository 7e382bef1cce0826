"""Dropout: what is left out, and that the mean stays."""

import pytest

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from training.packages.dropout import Dropout  # noqa: E402


def test_leaves_out_the_share_and_scales_the_rest():
    torch.manual_seed(1)
    x = torch.ones(1000, 1001, requires_grad=True)

    dropped = Dropout(0.1)(x)

    kept = dropped != 0
    assert abs(kept.float().mean().item() - 0.9) < 0.003
    assert dropped[kept].unique().numel() == 1
    torch.testing.assert_close(dropped.mean(), torch.ones(()), atol=0.003, rtol=0)
    (gradient,) = torch.autograd.grad(dropped.sum(), x)
    torch.testing.assert_close(gradient, dropped.detach())


def test_every_value_of_a_row_is_left_out_equally_often():
    torch.manual_seed(1)

    kept = (Dropout(0.5)(torch.ones(20_000, 8)) != 0).float().mean(0)

    torch.testing.assert_close(kept, torch.full((8,), 0.5), atol=0.02, rtol=0)


@pytest.mark.parametrize("share", [0.0, 0.1])
def test_changes_nothing_when_translating(share: float):
    x = torch.randn(3, 5)

    assert Dropout(share).eval()(x) is x


def test_no_share_changes_nothing():
    x = torch.randn(3, 5)

    assert Dropout(0.0)(x) is x


def test_same_seed_same_values():
    dropout, x = Dropout(0.3), torch.randn(7, 9)
    torch.manual_seed(5)
    once = dropout(x)
    torch.manual_seed(5)

    assert torch.equal(dropout(x), once)
