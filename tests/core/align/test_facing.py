"""Short omissions that face an addition."""

from dataclasses import replace

import numpy as np
import pytest

from newsalign.core.align import AlignOptions, align
from newsalign.core.align.facing import CONFIDENCE, LONGEST, joined
from newsalign.core.model import Bead, Document

SHORT = np.full(5, 30, np.float32)
AROUND = [Bead((0,), (0,)), Bead((2,), (2,))]
LEFT, RIGHT = Bead((1,), ()), Bead((), (1,))


def test_a_short_omission_and_addition_between_two_beads_are_one() -> None:
    assert joined([*AROUND, LEFT, RIGHT], SHORT, SHORT) == [*AROUND, Bead((1,), (1,), CONFIDENCE)]


def test_a_moved_bead_does_not_stand_between() -> None:
    beads = [Bead((0,), (0,)), Bead((2,), (3,)), Bead((3,), (2,), moved=True), LEFT, RIGHT]

    assert Bead((1,), (1,), CONFIDENCE) in joined(beads, SHORT, SHORT)


@pytest.mark.parametrize(
    "beads",
    [
        [*AROUND, Bead((1,), ()), Bead((), (3,))],
        [Bead((0,), (0,)), Bead((3,), (3,)), LEFT, Bead((2,), ()), RIGHT],
        [*AROUND, replace(LEFT, confirmed=True), RIGHT],
        [LEFT, RIGHT],
    ],
    ids=["apart", "two against one", "confirmed", "no bead beside"],
)
def test_others_stay_alone(beads: list[Bead]) -> None:
    assert joined(beads, SHORT, SHORT) == beads


@pytest.mark.parametrize("length", [60.0, 5.0])
def test_lengths_must_agree(length: float) -> None:
    beads = [*AROUND, LEFT, RIGHT]

    assert joined(beads, SHORT, np.full(5, length, np.float32)) == beads


def test_long_sentences_that_share_no_word_say_different_things() -> None:
    beads, long = [*AROUND, LEFT, RIGHT], np.full(5, LONGEST + 1, np.float32)

    assert joined(beads, long, long) == beads


def test_a_sentence_in_other_words_is_aligned_by_place_and_length() -> None:
    source = [
        ["Minsk hosted 14 delegations in May.", "They went in.", "Prices rose by 5.6% in 2024."]
    ]
    target = [
        ["Minsk hosted 14 delegations in May.", "Advance began", "Prices rose by 5.6% in 2024."]
    ]
    one, other = (Document.of_sentences("en", texts) for texts in (source, target))

    beads = align(one, other).beads
    marked = align(one, other, options=AlignOptions(confirmed=(Bead((1,), ()),))).beads

    assert [(b.source, b.target) for b in beads] == [((k,), (k,)) for k in range(3)]
    assert {(b.source, b.target) for b in marked if b.is_null} == {((1,), ()), ((), (1,))}
