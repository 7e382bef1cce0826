"""A note and a flag stay with their sentences, whatever becomes of the bead they were put on."""

from collections.abc import Callable

import pytest

from newsalign.bitext.models import Pair
from newsalign.bitext.operations import review
from newsalign.core.model import Bead
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    one_to_one,
    pair_of,
    seen,
    sentence,
    values,
    version,
)

pytestmark = pytest.mark.django_db


def unlink(pair: Pair) -> None:
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))


def mark_one_sided(pair: Pair) -> None:
    review.mark_one_sided(pair=pair, user=builders.user(), seen=seen(pair, 0))


def split(pair: Pair) -> None:
    cut = [sentence(pair, "source", 1)]
    review.split_bead(pair=pair, user=builders.user(), seen=seen(pair, 0)[0], sentences=cut)


def link_elsewhere(pair: Pair) -> None:
    """All sentences of its source."""
    chosen = [sentence(pair, "source", k) for k in (0, 1)] + [sentence(pair, "target", 2)]
    review.link_sentences(pair=pair, user=builders.user(), seen=seen(pair, 0, 1), sentences=chosen)


def move_elsewhere(pair: Pair) -> None:
    """All of it."""
    chosen = [sentence(pair, side, k) for side in ("source", "target") for k in (0, 1)]
    into = seen(pair, 1)[0]
    review.move_sentences(
        pair=pair, user=builders.user(), seen=seen(pair, 0), sentences=chosen, into=into
    )


def realign(pair: Pair) -> None:
    review.realign(pair=pair, user=builders.user(), version=version(pair))


def align_anew(pair: Pair) -> None:
    builders.align(pair)


STEPS = (unlink, mark_one_sided, split, link_elsewhere, move_elsewhere, realign, align_anew)


@pytest.mark.parametrize("step", STEPS)
def test_note_and_flag_stay_with_the_sentences(step: Callable[[Pair], None]):
    pair, bob = pair_of(Bead((0, 1), (0, 1)), Bead((2, 3), (2, 3))), builders.user("bob")
    builders.note(pair.alignment.beads.first(), "Who said this?")
    review.flag_beads(pair=pair, user=bob, seen=seen(pair, 0), flagged_for=bob)
    before = values(pair)
    step(pair)
    assert values(pair) != before
    noted = [bead for bead in values(pair) if "Who said this?" in bead.note]
    assert noted
    assert all(0 in bead.source or 1 in bead.source for bead in noted)
    assert noted[0].flagged_for == bob.pk
    assert_sound(pair)
    if step is not align_anew:
        review.undo(pair=pair, user=bob, version=version(pair))
        assert values(pair) == before


def test_a_note_joins_those_that_are_there_already():
    pair = pair_of(*one_to_one(4))
    for bead, note in zip(pair.alignment.beads.all(), ("first", "irs", "second"), strict=False):
        builders.note(bead, note)
    review.merge_beads(pair=pair, user=builders.user(), seen=seen(pair, 0, 1))
    chosen = [sentence(pair, "source", 2), sentence(pair, "target", 2)]
    review.move_sentences(
        pair=pair, user=builders.user(), seen=seen(pair, 1), sentences=chosen, into=seen(pair, 0)[0]
    )
    assert values(pair)[0].note == "first\nirs\nsecond"
    assert_sound(pair)
