"""The learning rate rises, holds and falls with the budget."""

from hypothesis import given
from hypothesis import strategies as st

from training.packages.recipe import Learning
from training.packages.schedule import learning_rate

LEARNING = Learning(rate=1.0, warmup=10, hold=0.5)


def test_the_rate_rises_holds_and_falls():
    assert learning_rate(LEARNING, 0, 0.0) == 0.1
    assert learning_rate(LEARNING, 9, 0.2) == 1.0
    assert learning_rate(LEARNING, 500, 0.5) == 1.0
    assert learning_rate(LEARNING, 500, 0.75) == 0.5
    assert learning_rate(LEARNING, 500, 1.0) == 0.0


@given(st.integers(0, 10**6), st.floats(0, 1), st.floats(0, 1))
def test_the_rate_never_rises_again(step, one, other):
    sooner, later = sorted((one, other))
    after_warmup = step + LEARNING.warmup
    before = learning_rate(LEARNING, after_warmup, sooner)
    assert 0.0 <= learning_rate(LEARNING, after_warmup, later) <= before <= LEARNING.rate
