import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from newsalign.bitext.models import ReviewEvent
from newsalign.bitext.operations import review
from newsalign.bitext.wording import event_sentence
from tests import builders
from tests.bitext.review.steps import one_to_one, pair_of, seen, sentence, values, version

pytestmark = pytest.mark.django_db


def test_history_tells_who_did_what(as_administrator: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    review.merge_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 2, 3))
    review.undo(pair=pair, user=builders.user("eve"), version=version(pair))
    page = as_administrator.get(reverse("history", args=[pair.pk])).content.decode()
    for words in ("Beads merged into one · paragraph 2 | 2", "bob", "eve", "Aligned", "newsalign"):
        assert words in page
    assert "Undone: Beads merged into one" in page


def test_a_link_is_told_by_its_own_paragraphs():
    """And not by those of what it left behind, which comes first."""
    pair = pair_of(*one_to_one(8), paragraphs=4)
    chosen = [sentence(pair, "source", 6), sentence(pair, "target", 2)]
    review.link_sentences(
        pair=pair, user=builders.user("bob"), seen=seen(pair, 2, 6), sentences=chosen
    )
    assert "paragraph 4 | 2" in event_sentence(pair.events.for_history()[0])


def test_it_is_said_for_whom_and_what_was_taken_away():
    pair, bob = pair_of(*one_to_one(4)), builders.user("bob")
    for person in (bob, bob, None):
        review.flag_beads(pair=pair, user=bob, seen=seen(pair, 0), flagged_for=person)
    for note in ("Look.", ""):
        review.note_bead(pair=pair, user=bob, seen=seen(pair, 0)[0], note=note)
    said = [event_sentence(event).partition(" ·")[0] for event in pair.events.order_by("number")]
    assert said[1:] == ["Flagged for bob", "Flag taken away", "Note written", "Note taken away"]


@pytest.mark.parametrize("kind", ReviewEvent.Kind)
def test_every_kind_of_step_has_words(kind: str):
    made = ReviewEvent(number=2, kind="merge")
    concerns = made if kind in ("undo", "redo") else None
    event = ReviewEvent(number=3, kind=kind, concerns=concerns, details={"count": 2, "number": 1})
    with translation.override("en"):
        assert event_sentence(event)
        assert "%" not in event_sentence(event)


def test_an_earlier_state_is_shown_and_can_be_restored(as_administrator: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    first = values(pair)
    review.unlink_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 2))
    url = reverse("history_state", args=[pair.pk, 1])
    page = as_administrator.get(url).content.decode()
    assert "(no counterpart)" not in page
    assert reverse("pair_export", args=[pair.pk]) not in page
    assert reverse("review_step", args=[pair.pk, "restore"]) in page
    now = as_administrator.get(reverse("history_state", args=[pair.pk, 2])).content.decode()
    assert "(no counterpart)" in now
    assert reverse("review_step", args=[pair.pk, "restore"]) not in now
    given = {"number": 1, "version": version(pair)}
    as_administrator.post(reverse("review_step", args=[pair.pk, "restore"]), given)
    assert values(pair) == first
    assert as_administrator.get(reverse("history_state", args=[pair.pk, 9])).status_code == 404


def test_history_asks_the_same_however_long(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("history", args=[pair.pk])

    def queries() -> int:
        as_administrator.get(url)
        with CaptureQueriesContext(connection) as found:
            as_administrator.get(url)
        return len(found)

    review.unlink_beads(pair=pair, user=builders.user("bob"), seen=seen(pair, 0))
    few = queries()
    for _again in range(10):
        review.undo(pair=pair, user=builders.user(), version=version(pair))
        review.redo(pair=pair, user=builders.user(), version=version(pair))
    assert queries() == few
