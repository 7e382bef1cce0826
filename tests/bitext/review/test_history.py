import random

import pytest

from newsalign.bitext.models import Alignment, Bead, ReviewEvent, Translation
from newsalign.bitext.operations import BitextError, review
from newsalign.bitext.operations.review.deltas import state_after, undo_stacks
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    kinds,
    one_to_one,
    pair_of,
    positions,
    seen,
    sentence,
    stored,
    values,
    version,
)

pytestmark = pytest.mark.django_db


def undo(pair):
    return review.undo(pair=pair, user=builders.user(), version=version(pair))


def redo(pair):
    return review.redo(pair=pair, user=builders.user(), version=version(pair))


def linked(pair) -> review.Seen:
    place = next(k for k, bead in enumerate(values(pair)) if not bead.is_null)
    return seen(pair, place)[0]


def random_step(pair, choose: random.Random) -> None:
    """Any operation on any beads; what makes no sense is refused and changes nothing."""
    count, ann = len(stored(pair)), builders.user()
    one, other = choose.randrange(count), choose.randrange(count)
    beads, both = seen(pair, one), seen(pair, *{one, other})
    held = [values(pair)[k] for k in {one, other}]
    keys = [sentence(pair, "source", i) for b in held for i in b.source[-1:]]
    keys += [sentence(pair, "target", j) for b in held for j in b.target[-1:]]
    state = choose.choice(list(Bead.State))
    steps = [
        lambda: review.decide_beads(pair=pair, user=ann, seen=both, state=state),
        lambda: review.merge_beads(pair=pair, user=ann, seen=both),
        lambda: review.split_bead(pair=pair, user=ann, seen=beads[0], sentences=keys[:1]),
        lambda: review.unlink_beads(pair=pair, user=ann, seen=beads),
        lambda: review.link_sentences(pair=pair, user=ann, seen=both, sentences=keys),
        lambda: review.move_sentences(
            pair=pair, user=ann, seen=both, sentences=keys[:1], into=beads[0]
        ),
        lambda: review.mark_one_sided(pair=pair, user=ann, seen=beads),
        lambda: review.note_bead(pair=pair, user=ann, seen=beads[0], note=str(count)),
        lambda: undo(pair),
        lambda: redo(pair),
        lambda: review.realign(pair=pair, user=ann, version=version(pair)),
        lambda: review.split_sentence(pair=pair, user=ann, seen=beads[0], sentence=keys[0], at=4),
        lambda: review.join_sentences(pair=pair, user=ann, seen=beads[0], sentence=keys[0]),
    ]
    before = values(pair), version(pair)
    try:
        choose.choice(steps)()
    except BitextError:
        assert (values(pair), version(pair)) == before


@pytest.mark.parametrize("seed", range(6))
def test_events_add_up_to_what_is_stored(seed: int):
    pair, choose = pair_of(*one_to_one(6), paragraphs=3), random.Random(seed)  # noqa: S311
    for _step in range(25):
        random_step(pair, choose)
        assert_sound(pair)
    assert version(pair) > 10


@pytest.mark.parametrize("seed", range(3))
def test_undone_to_the_beginning_and_redone_to_the_end(seed: int):
    pair, choose = pair_of(*one_to_one(6), paragraphs=3), random.Random(seed)  # noqa: S311
    first = values(pair)
    for _step in range(12):
        random_step(pair, choose)
    review.unlink_beads(pair=pair, user=builders.user(), seen=[linked(pair)])
    last, depth = values(pair), len(undo_stacks(pair)[0]) - 1
    for _step in range(depth):
        undo(pair)
    assert values(pair) == first
    with pytest.raises(BitextError, match="nothing to undo"):
        undo(pair)
    for _step in range(depth):
        redo(pair)
    assert values(pair) == last
    assert_sound(pair)


def test_undo_is_a_step_of_its_own_and_a_new_step_clears_redo():
    pair = pair_of(*one_to_one(4))
    review.merge_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 0, 1))
    undone = undo(pair)
    assert undone.concerns.kind == "merge"
    redo(pair)
    undo(pair)
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 3))
    with pytest.raises(BitextError, match="nothing to redo"):
        redo(pair)
    assert kinds(pair) == ["align", "merge", "undo", "redo", "undo", "unlink"]
    assert_sound(pair)


def test_undo_takes_a_confirmed_translation_back():
    pair = pair_of(*one_to_one(4))
    review.decide_beads(
        pair=pair, user=builders.user(), seen=seen(pair, 0), state=Bead.State.CONFIRMED
    )
    assert Translation.objects.count() == 2
    undo(pair)
    assert Translation.objects.count() == 0
    redo(pair)
    assert Translation.objects.count() == 2


def test_a_new_run_can_be_undone_but_not_the_first():
    pair = pair_of(*one_to_one(4))
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    apart = values(pair)
    builders.align(pair)
    assert kinds(pair)[-1] == "align"
    undo(pair)
    assert values(pair) == apart
    undo(pair)
    with pytest.raises(BitextError, match="aligned first"):
        undo(pair)
    assert_sound(pair)


def test_what_an_alignment_rests_on_comes_back_with_its_beads():
    pair, ann = pair_of(*one_to_one(4)), builders.user()
    with_package = {"evidence": ["forward"], "packages": [{"key": "ru-en"}]}
    Alignment.objects.update(**with_package)
    builders.align(pair)

    def rests_on() -> dict[str, object]:
        return Alignment.objects.values("evidence", "packages").get(is_current=True)

    nothing = {"evidence": [], "packages": []}
    assert rests_on() == nothing
    undo(pair)
    assert rests_on() == with_package
    redo(pair)
    assert rests_on() == nothing
    undo(pair)
    last = version(pair)
    redo(pair)
    review.restore(pair=pair, user=ann, number=last, version=version(pair))
    assert rests_on() == with_package
    undo(pair)
    assert rests_on() == nothing


def test_any_earlier_state_can_be_looked_at_and_restored():
    pair, ann = pair_of(*one_to_one(4)), builders.user()
    found = [values(pair)]
    for place in (0, 2, 4):
        review.unlink_beads(pair=pair, user=ann, seen=seen(pair, place))
        found.append(values(pair))
    for number, state in enumerate(found, 1):
        assert state_after(pair, number, values(pair)) == state
    review.restore(pair=pair, user=ann, number=2, version=version(pair))
    assert values(pair) == found[1]
    undo(pair)
    assert values(pair) == found[3]
    with pytest.raises(BitextError, match="no such step"):
        review.restore(pair=pair, user=ann, number=99, version=version(pair))
    assert_sound(pair)


def test_realign_keeps_what_is_confirmed(no_packages: None):
    pair, ann = pair_of(*one_to_one(6), paragraphs=3), builders.user()
    review.merge_beads(pair=pair, user=ann, seen=seen(pair, 0, 1))
    review.unlink_beads(pair=pair, user=ann, seen=seen(pair, 2))
    assert ((0, 1), (0, 1)) in positions(pair)
    review.realign(pair=pair, user=ann, version=version(pair))
    assert positions(pair) == [((0, 1), (0, 1)), *(((k,), (k,)) for k in range(2, 6))]
    assert kinds(pair)[-1] == "realign"
    undo(pair)
    assert len(positions(pair)) == 6
    assert_sound(pair)


def test_history_knows_who(django_user_model):
    pair = pair_of(*one_to_one(4))
    review.unlink_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 0))
    assert [e.actor and e.actor.username for e in ReviewEvent.objects.for_history()] == [
        "bob",
        None,
    ]
