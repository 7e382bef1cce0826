"""Sentences packed into rows: every one is there once, none is cut, none fills another's row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.packages.packing import epoch_rows, make_batch, pack
from training.packages.pieces import Corpus, Sentences
from training.packages.vocabulary import END, PADDING, START

LENGTH = 12

lengths = st.lists(st.tuples(st.integers(1, LENGTH), st.integers(1, LENGTH)), max_size=60)


def corpus(pairs: list[tuple[list[int], list[int]]], share: float = 1.0) -> Corpus:
    return Corpus(
        Sentences.of([source for source, _ in pairs]),
        Sentences.of([target for _, target in pairs]),
        np.full(len(pairs), share),
    )


@given(lengths)
def test_every_pair_is_in_one_row_that_holds_it(pairs):
    rows = pack([s for s, _ in pairs], [t for _, t in pairs], np.arange(len(pairs)), LENGTH)
    assert sorted(number for row in rows for number in row) == list(range(len(pairs)))
    for row in rows:
        assert sum(pairs[k][0] for k in row) <= LENGTH
        assert sum(pairs[k][1] for k in row) <= LENGTH


def test_a_batch_holds_the_sentences_apart():
    batch = make_batch(corpus([([7, 8], [9]), ([5], [6, 4])]), [[0, 1]], 6)
    assert batch.source.tolist() == [[7, 8, 5, PADDING, PADDING, PADDING]]
    assert batch.source_segment.tolist() == [[1, 1, 2, 0, 0, 0]]
    assert batch.source_position.tolist() == [[0, 1, 0, 0, 0, 0]]
    assert batch.written.tolist() == [[START, 9, START, 6, 4, PADDING]]
    assert batch.target.tolist() == [[9, END, 6, 4, END, PADDING]]
    assert batch.target_segment.tolist() == [[1, 1, 2, 2, 2, 0]]
    assert batch.target_position.tolist() == [[0, 1, 0, 1, 2, 0]]


def test_an_epoch_is_the_same_for_the_same_seed_and_another_one_for_the_next():
    many = corpus([([k], [k]) for k in range(4, 90)], share=1.5)
    first = epoch_rows(many, LENGTH, seed=1, epoch=0)
    assert first == epoch_rows(many, LENGTH, seed=1, epoch=0)
    assert first != epoch_rows(many, LENGTH, seed=1, epoch=1)
    seen = np.bincount([number for row in first for number in row], minlength=86)
    assert set(seen.tolist()) == {1, 2}


def test_pairs_too_long_for_a_row_are_left_out():
    pairs = corpus([([4] * 13, [5]), ([4], [5] * 12), ([4] * 12, [5] * 11)])
    assert epoch_rows(pairs, LENGTH, seed=1, epoch=0) == [[2]]
