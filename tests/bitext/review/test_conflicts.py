import pytest

from newsalign.bitext.models import Bead
from newsalign.bitext.operations import BitextError, review
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    one_to_one,
    pair_of,
    positions,
    seen,
    states,
    stored,
    values,
    version,
)

pytestmark = pytest.mark.django_db


def test_the_second_sees_what_the_first_made_of_it():
    pair = pair_of(*one_to_one(4))
    by_ann = seen(pair, 0, 1)
    review.merge_beads(pair=pair, user=builders.user("bob"), seen=by_ann)
    before = values(pair)
    with pytest.raises(review.ReviewConflict) as caught:
        review.decide_beads(pair=pair, user=builders.user(), seen=by_ann, state=Bead.State.REJECTED)
    assert [bead.value.positions for bead in caught.value.now] == [((0, 1), (0, 1))]
    assert "bob" in str(caught.value)
    assert values(pair) == before


def test_work_elsewhere_in_the_pair_is_no_conflict():
    pair = pair_of(*one_to_one(4))
    by_ann = seen(pair, 3)
    review.merge_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 0, 1))
    review.decide_beads(pair=pair, user=builders.user(), seen=by_ann, state=Bead.State.CONFIRMED)
    assert states(pair) == ["confirmed", "automatic", "confirmed"]
    assert_sound(pair)


def test_a_bead_that_only_shifted_is_no_conflict_and_keeps_its_key():
    pair = pair_of(*one_to_one(4))
    last = stored(pair)[3]
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    assert (stored(pair)[4].pk, stored(pair)[4].version) == (last.pk, last.version)


def test_undo_of_an_unseen_step_is_a_conflict():
    pair = pair_of(*one_to_one(4))
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    before = version(pair)
    review.unlink_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 3))
    for step in (review.undo, review.redo, review.realign):
        with pytest.raises(review.ReviewConflict):
            step(pair=pair, user=builders.user(), version=before)
    assert len(positions(pair)) == 6


def test_beads_of_another_pair_are_a_conflict():
    pair, other = pair_of(*one_to_one(4)), builders.aligned_pair(2)
    with pytest.raises(BitextError):
        review.decide_beads(
            pair=pair, user=builders.user(), seen=seen(other, 0), state=Bead.State.CONFIRMED
        )
    assert set(states(other)) == {"automatic"}


def test_a_new_run_keeps_what_was_confirmed_while_it_ran():
    """The aligner read the pair before the confirmation, and found other beads."""
    pair = pair_of(*one_to_one(4))
    review.merge_beads(pair=pair, user=builders.user(), seen=seen(pair, 0, 1))
    builders.align(pair)
    assert positions(pair) == [((0, 1), (0, 1)), ((2,), (2,)), ((3,), (3,))]
    assert states(pair) == ["confirmed", "automatic", "automatic"]
    assert_sound(pair)


def test_note_and_flag():
    pair, bob = pair_of(*one_to_one(4)), builders.user("bob")
    (first,) = seen(pair, 0)
    review.note_bead(pair=pair, user=builders.user(), seen=first, note="Look here.")
    review.flag_beads(pair=pair, user=builders.user(), seen=seen(pair, 0), flagged_for=bob)
    assert (values(pair)[0].note, values(pair)[0].flagged_for) == ("Look here.", bob.pk)
    assert list(bob.flagged_beads.values_list("position", flat=True)) == [0]
    review.flag_beads(pair=pair, user=builders.user(), seen=seen(pair, 0), flagged_for=None)
    assert values(pair)[0].flagged_for is None
    with pytest.raises(BitextError, match="too long"):
        review.note_bead(pair=pair, user=bob, seen=seen(pair, 0)[0], note="x" * 2001)
    assert_sound(pair)
