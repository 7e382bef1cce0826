"""The output layer's loss, against PyTorch's own."""

import pytest

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from torch.nn import functional  # noqa: E402

from training.packages import output  # noqa: E402


def test_loss_and_gradients_are_those_of_cross_entropy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(output, "_BLOCK", 4)
    torch.manual_seed(1)
    hidden = torch.randn(10, 8, requires_grad=True)
    weight = torch.randn(20, 8, requires_grad=True)
    target = torch.randint(20, (10,))

    loss = output.output_loss(hidden, weight, target, 0.1)
    made = torch.autograd.grad(loss / 10, (hidden, weight))
    logits = hidden @ weight.t()
    smoothed = functional.cross_entropy(logits, target, label_smoothing=0.1)
    expected = torch.autograd.grad(smoothed, (hidden, weight))

    plain = functional.cross_entropy(hidden @ weight.t(), target, reduction="sum")
    torch.testing.assert_close(loss, plain)
    for gradient, other in zip(made, expected, strict=True):
        torch.testing.assert_close(gradient, other)
