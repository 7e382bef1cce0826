"""The list of beads in the admin: found, filtered, corrected where they stand."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from newsalign.bitext.admin.bead_search import with_words
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations import review
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    current,
    kinds,
    one_to_one,
    pair_of,
    states,
    values,
)
from tests.bitext.review.test_admin import edited

pytestmark = pytest.mark.django_db
BEADS = reverse("admin:bitext_bead_changelist")


def beads_of(pair: Pair) -> list[Bead]:
    return list(current(pair).beads.order_by("position"))


def act(client: Client, action: str, *beads: Bead, **more: object) -> str:
    given = {"action": action, "_selected_action": [bead.pk for bead in beads], **more}
    return client.post(BEADS, given, follow=True).content.decode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 4),
        ("НОВОСТЬ", 2),
        ("новость 0.", 1),
        ('"абзац 1"', 1),
        ('"абзац новость"', 0),
        ("вторая second", 2),
        ("paragraph", 2),
        ("абзац фраза", 0),
        ("here.", 2),
        ("[", 0),
        ("\\", 0),
    ],
)
def test_beads_are_found_by_words_of_their_sentences(words: str, found: int):
    builders.aligned_pair(7)
    words = words.replace("0.", "7, абзац 0.")
    assert with_words(Bead.objects.all(), words).count() == found


def test_the_list_is_searched(as_administrator: Client):
    builders.aligned_pair(7)
    page = as_administrator.get(BEADS, {"q": "АБЗАЦ 1."})
    assert [bead.position for bead in page.context["cl"].queryset] == [2]


def test_a_pairs_beads_stand_in_their_order(as_administrator: Client):
    first, second = builders.aligned_pair(1), builders.aligned_pair(2)
    Bead.objects.filter(position=3).update(confidence=0.1)
    page = as_administrator.get(BEADS, {"pair": second.pk})
    assert list(page.context["cl"].queryset) == beads_of(second)
    assert next(iter(as_administrator.get(BEADS).context["cl"].queryset)).position == 3
    for unknown in ("x", "\0", "9" * 30):
        page = as_administrator.get(BEADS, {"pair": unknown}, follow=True)
        assert page.context["cl"].queryset.count() == 8
    for name in ("alignment", "pair", "queuedpair"):
        url = reverse(f"admin:bitext_{name}_changelist")
        assert f"{BEADS}?pair={first.pk}" in as_administrator.get(url).content.decode()


def test_beads_are_merged_and_taken_apart_in_the_list(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    page = act(as_administrator, "merge", *beads_of(pair)[1:3])
    assert "2 beads changed." in page
    assert values(pair)[1].positions == ((1, 2), (1, 2))
    act(as_administrator, "unlink", beads_of(pair)[0])
    assert {bead.positions for bead in values(pair)[:2]} == {((0,), ()), ((), (0,))}
    act(as_administrator, "one_sided", beads_of(pair)[0])
    assert states(pair)[0] == "confirmed"
    act(as_administrator, "withdraw", beads_of(pair)[0])
    assert states(pair)[0] == "automatic"
    assert kinds(pair) == ["align", "merge", "unlink", "one_sided", "withdraw"]
    assert_sound(pair)


def test_what_a_pair_does_not_allow_is_said_and_the_others_go_on(as_administrator: Client):
    first, second = builders.aligned_pair(1), builders.aligned_pair(2)
    chosen = [beads_of(first)[0], *beads_of(second)[:2]]
    page = act(as_administrator, "merge", *chosen)
    assert "There is nothing to merge with" in page
    assert "2 beads changed." in page
    assert kinds(first) == ["align"]
    assert kinds(second) == ["align", "merge"]


def test_an_action_overwrites_nothing_that_changed_meanwhile(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    bead = beads_of(pair)[1]
    builders.confirm([bead])
    page = act(as_administrator, "reject", bead, **{f"seen-{bead.pk}": bead.version})
    assert "in the meantime" in page
    assert states(pair)[1] == "confirmed"


def test_a_pair_whose_review_is_done_is_not_corrected(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    review.finish(pair=pair, user=builders.user(), version=1, rest_as_is=True)
    page = edited(as_administrator, pair, 1, seen=1, state="rejected").content.decode()
    assert "reopen it first" in page
    assert "was changed successfully" not in page
    assert set(states(pair)) == {"automatic"}


def test_recent_actions_name_the_bead(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    edited(as_administrator, pair, 1, seen=1, state="rejected")
    assert LogEntry.objects.get().object_repr == f"Bead 2 of “{pair.target.headline}”"


def test_fields_in_the_list_are_named(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    page = as_administrator.get(BEADS).content.decode()
    assert f'aria-label="State: Bead 1 of “{pair.target.headline}”"' in page


def test_a_version_nobody_can_have_seen_is_no_fault_of_ours(as_administrator: Client):
    pair = pair_of(*one_to_one(2))
    bead = beads_of(pair)[0]
    page = act(as_administrator, "reject", bead, **{f"seen-{bead.pk}": "9" * 5000})
    assert "1 bead changed." in page
