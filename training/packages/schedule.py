"""How the learning rate follows the budget."""

from training.packages.recipe import Learning


def learning_rate(learning: Learning, step: int, progress: float) -> float:
    """The rate of batch number `step` (from 0) with the share `progress` of the budget spent.

    It depends on nothing else, so that a training that was interrupted goes on where it was.
    """
    rise = min(1.0, (step + 1) / learning.warmup)
    fall = (1.0 - progress) / (1.0 - learning.hold)
    return learning.rate * rise * min(1.0, max(0.0, fall))
