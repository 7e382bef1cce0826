import pytest

from newsalign.bitext.models import Bead as StoredBead
from newsalign.bitext.models import Pair
from newsalign.bitext.operations import BitextError, review
from newsalign.core.model import Bead
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    current,
    kinds,
    one_to_one,
    pair_of,
    positions,
    seen,
    states,
    values,
    version,
)

pytestmark = pytest.mark.django_db
State = StoredBead.State


def test_confirmed_rejected_and_taken_back():
    pair = pair_of(*one_to_one(4))
    ann = builders.user()
    review.decide_beads(pair=pair, user=ann, seen=seen(pair, 0, 1), state=State.CONFIRMED)
    review.decide_beads(pair=pair, user=ann, seen=seen(pair, 2), state=State.REJECTED)
    review.decide_beads(pair=pair, user=ann, seen=seen(pair, 1), state=State.AUTOMATIC)
    assert states(pair) == ["confirmed", "automatic", "rejected", "automatic"]
    assert kinds(pair) == ["align", "confirm", "reject", "withdraw"]
    assert_sound(pair)


def test_what_is_so_already_is_no_step():
    pair = pair_of(*one_to_one(4))
    for _again in range(2):
        review.decide_beads(
            pair=pair, user=builders.user(), seen=seen(pair, 0), state=State.CONFIRMED
        )
    assert kinds(pair) == ["align", "confirm"]


def test_first_change_puts_the_pair_in_review():
    pair = pair_of(*one_to_one(4))
    assert Pair.objects.get().state == Pair.State.OPEN
    review.decide_beads(pair=pair, user=builders.user(), seen=seen(pair, 0), state=State.CONFIRMED)
    assert Pair.objects.get().state == Pair.State.IN_REVIEW


def test_lowest_confidence_is_that_of_what_nobody_decided():
    pair = pair_of(Bead((0,), (0,), 0.3), Bead((1,), (1,), 0.8), *one_to_one(4)[2:])
    assert current(pair).lowest_confidence == 0.3
    review.decide_beads(pair=pair, user=builders.user(), seen=seen(pair, 0), state=State.CONFIRMED)
    assert current(pair).lowest_confidence == 0.8


def test_confirm_above_takes_the_row_and_all_rows_above_it_but_no_decision():
    pair = pair_of(*one_to_one(8), paragraphs=4)
    ann = builders.user()
    review.decide_beads(pair=pair, user=ann, seen=seen(pair, 1), state=State.REJECTED)
    (last,) = seen(pair, 4)
    review.confirm_above(pair=pair, user=ann, seen=last, version=version(pair))
    assert states(pair) == ["confirmed", "rejected", *["confirmed"] * 4, *["automatic"] * 2]
    assert kinds(pair)[-1] == "confirm_above"
    assert_sound(pair)


def test_confirm_above_does_not_confirm_what_was_not_seen():
    pair = pair_of(*one_to_one(8), paragraphs=4)
    (last,), before = seen(pair, 6), version(pair)
    review.unlink_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 1))
    with pytest.raises(review.ReviewConflict) as caught:
        review.confirm_above(pair=pair, user=builders.user(), seen=last, version=before)
    assert {bead.value.positions for bead in caught.value.now} == {((1,), ()), ((), (1,))}
    assert "bob" in str(caught.value)
    assert set(states(pair)) == {"automatic"}


def test_omission_on_purpose_is_confirmed_without_counterpart():
    pair = pair_of(Bead((0,), (0,)), Bead((1,), ()), Bead((2, 3), (1,)), Bead((), (2, 3)))
    review.mark_one_sided(pair=pair, user=builders.user(), seen=seen(pair, 1, 2))
    assert positions(pair) == [
        ((0,), (0,)),
        ((), (1,)),
        ((), (2, 3)),
        ((1,), ()),
        ((2,), ()),
        ((3,), ()),
    ]
    decided = {bead.positions for bead in values(pair) if bead.state == "confirmed"}
    assert decided == {((1,), ()), ((2,), ()), ((3,), ()), ((), (1,))}
    assert_sound(pair)


def test_confirm_from_a_confidence_on():
    beads = (Bead((0,), (0,), 0.95), Bead((1,), (1,), 0.4), *one_to_one(4)[2:])
    pair = pair_of(*beads)
    review.confirm_from(pair=pair, user=builders.user(), threshold=0.9)
    assert states(pair) == ["confirmed", "automatic", "confirmed", "confirmed"]
    with pytest.raises(BitextError):
        review.confirm_from(pair=pair, user=builders.user(), threshold=1.5)
    assert_sound(pair)


def test_nothing_chosen_is_told():
    pair = pair_of(*one_to_one(4))
    with pytest.raises(BitextError, match="Nothing was chosen"):
        review.decide_beads(pair=pair, user=builders.user(), seen=[], state=State.CONFIRMED)


def test_a_pair_without_alignment_cannot_be_reviewed():
    with pytest.raises(BitextError, match="no alignment yet"):
        review.confirm_from(pair=builders.pair(), user=builders.user(), threshold=0.5)
