"""Batches hold every sentence once and stay within the budget."""

from hypothesis import given
from hypothesis import strategies as st

from newsalign.engines.translation.batches import plan_batches


@given(st.lists(st.integers(0, 200), max_size=100), st.integers(1, 600))
def test_every_sentence_once_and_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = plan_batches(lengths, budget)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[index] for index in batch)
        assert len(batch) == 1 or longest * len(batch) <= budget


def test_sentences_of_one_length_fill_the_batches() -> None:
    assert plan_batches([10, 3, 10, 3, 10], 20) == [[0, 2], [4, 1], [3]]
