"""Merging, splitting, linking, moving, unlinking: which beads come out."""

import pytest

from newsalign.bitext.operations import BitextError, review
from newsalign.core.model import Bead
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    kinds,
    one_to_one,
    pair_of,
    positions,
    seen,
    sentence,
    states,
    values,
)

pytestmark = pytest.mark.django_db


def test_merged_beads_are_one_confirmed_bead_with_their_notes():
    pair = pair_of(*one_to_one(4))
    builders.note(pair.alignment.beads.first(), "first")
    review.merge_beads(pair=pair, user=builders.user(), seen=seen(pair, 0, 1))
    assert positions(pair) == [((0, 1), (0, 1)), ((2,), (2,)), ((3,), (3,))]
    first = values(pair)[0]
    assert (first.state, first.note, first.confidence) == ("confirmed", "first", 1.0)
    assert_sound(pair)


def test_one_bead_cannot_be_merged():
    pair = pair_of(*one_to_one(4))
    with pytest.raises(BitextError, match="nothing to merge"):
        review.merge_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))


def test_an_omitted_row_merged_with_its_neighbour_gives_all_its_sentences():
    pair = pair_of(
        Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), ()), Bead((), (2, 3))
    )
    review.merge_rows(
        pair=pair, user=builders.user(), seen=seen(pair, 0, 1), following=seen(pair, 3, 4)
    )
    assert ((1, 2, 3), (1,)) in positions(pair)
    assert_sound(pair)


def test_two_rows_are_tied_by_the_beads_at_their_border():
    pair = pair_of(*one_to_one(4))
    review.merge_rows(
        pair=pair, user=builders.user(), seen=seen(pair, 0, 1), following=seen(pair, 2, 3)
    )
    assert positions(pair) == [((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,))]
    assert states(pair) == ["automatic", "confirmed", "automatic"]
    assert_sound(pair)


def test_split_before_a_sentence_cuts_the_other_side_where_it_fits():
    pair = pair_of(Bead((0, 1, 2, 3), (0, 1, 2, 3), 0.7))
    (bead,) = seen(pair, 0)
    key = sentence(pair, "source", 2)
    review.split_bead(pair=pair, user=builders.user(), seen=bead, sentences=[key])
    assert positions(pair) == [((0, 1), (0, 1)), ((2, 3), (2, 3))]
    assert [b.confidence for b in values(pair)] == [0.7, 0.7]
    assert_sound(pair)


def test_split_at_a_sentence_of_each_side():
    pair = pair_of(Bead((0, 1, 2, 3), (0, 1, 2, 3)))
    keys = [sentence(pair, "source", 1), sentence(pair, "target", 3)]
    (bead,) = seen(pair, 0)
    review.split_bead(pair=pair, user=builders.user(), seen=bead, sentences=keys)
    assert positions(pair) == [((0,), (0, 1, 2)), ((1, 2, 3), (3,))]
    assert_sound(pair)


def test_one_counterpart_stays_with_the_longer_part():
    pair = pair_of(Bead((0, 1, 2, 3), (0,)), Bead((), (1, 2, 3)))
    (bead,) = seen(pair, 0)
    key = sentence(pair, "source", 1)
    review.split_bead(pair=pair, user=builders.user(), seen=bead, sentences=[key])
    assert ((1, 2, 3), (0,)) in positions(pair)
    assert ((0,), ()) in positions(pair)
    assert_sound(pair)


@pytest.mark.parametrize("place", [0, None])
def test_split_needs_a_later_sentence(place: int | None):
    pair = pair_of(Bead((0, 1, 2, 3), (0, 1, 2, 3)))
    (bead,) = seen(pair, 0)
    keys = [] if place is None else [sentence(pair, "source", place)]
    with pytest.raises(BitextError, match="hoose"):
        review.split_bead(pair=pair, user=builders.user(), seen=bead, sentences=keys)


def test_linked_sides_that_cross_the_order_are_moved():
    beads = (Bead((0,), ()), *(Bead((k,), (k - 1,), 0.9) for k in (1, 2, 3)), Bead((), (3,)))
    pair = pair_of(*beads)
    keys = [sentence(pair, "source", 0), sentence(pair, "target", 3)]
    review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0, 4), sentences=keys)
    linked = next(bead for bead in values(pair) if bead.source == (0,))
    assert (linked.target, linked.moved, linked.state) == ((3,), True, "confirmed")
    assert sum(bead.moved for bead in values(pair)) == 1
    assert_sound(pair)


def test_a_link_takes_sentences_out_of_their_beads():
    pair = pair_of(Bead((0, 1), (0,)), Bead((2,), (1, 2)), Bead((3,), (3,)))
    keys = [sentence(pair, "source", 1), sentence(pair, "target", 1)]
    review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0, 1), sentences=keys)
    assert positions(pair) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,))]
    assert states(pair) == ["automatic", "confirmed", "automatic", "automatic"]
    assert_sound(pair)


def test_a_link_needs_both_sides_and_seen_beads():
    pair = pair_of(*one_to_one(4))
    one = [sentence(pair, "source", 0)]
    with pytest.raises(BitextError, match="each side"):
        review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=one)
    both = [*one, sentence(pair, "target", 2)]
    with pytest.raises(BitextError, match="another bead"):
        review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=both)


def test_sentences_of_another_pair_are_refused():
    pair, other = pair_of(*one_to_one(4)), builders.aligned_pair(2)
    keys = [sentence(pair, "source", 0), sentence(other, "target", 0)]
    with pytest.raises(BitextError, match="no longer in this pair"):
        review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=keys)


def test_a_moved_sentence_leaves_its_bead_and_joins_another():
    pair = pair_of(Bead((0, 1), (0,)), Bead((2,), (1,)), Bead((3,), (2, 3)))
    (goal,) = seen(pair, 1)
    key = sentence(pair, "source", 1)
    review.move_sentences(
        pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=[key], into=goal
    )
    assert positions(pair) == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2, 3))]
    assert states(pair) == ["automatic", "confirmed", "automatic"]
    assert_sound(pair)


def test_a_bead_whose_last_sentence_moved_leaves_its_other_side_alone():
    pair = pair_of(
        Bead((0,), (0, 1), 0.9), *(Bead((k,), (k + 1,), 0.9) for k in (1, 2)), Bead((3,), ())
    )
    (goal,) = seen(pair, 1)
    key = sentence(pair, "source", 0)
    review.move_sentences(
        pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=[key], into=goal
    )
    assert positions(pair)[:3] == [((), (0,)), ((), (1,)), ((0, 1), (2,))]
    assert_sound(pair)


def test_unlinked_sentences_stand_alone():
    pair = pair_of(Bead((0, 1), (0,)), Bead((2, 3), (1, 2, 3)))
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    assert positions(pair)[:3] == [((), (0,)), ((0,), ()), ((1,), ())]
    assert kinds(pair)[-1] == "unlink"
    with pytest.raises(BitextError, match="no link"):
        review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    assert_sound(pair)
