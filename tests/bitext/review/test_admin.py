from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsalign.bitext.models import Alignment, Bead, Pair
from newsalign.bitext.operations import review
from newsalign.core.model import Bead as Found
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    current,
    kinds,
    one_to_one,
    pair_of,
    states,
    values,
    version,
)

pytestmark = pytest.mark.django_db

QUEUE = "admin:bitext_queuedpair_changelist"
BEADS = "admin:bitext_bead_changelist"


def queued(client: Client) -> list[int]:
    page = client.get(reverse(QUEUE))
    return [pair.pk for pair in page.context["cl"].queryset]


def pairs_of(*confidences: float) -> list[Pair]:
    found = []
    for number, confidence in enumerate(confidences, 1):
        pair = builders.aligned_pair(number)
        pair.alignments.update(lowest_confidence=confidence)
        found.append(pair)
    return found


def test_the_queue_begins_with_what_needs_it_most(as_administrator: Client):
    sure, unsure, old, done = pairs_of(0.9, 0.2, 0.9, 0.1)
    old.alignments.update(made_at=timezone.now() - timedelta(days=8))
    Pair.objects.filter(pk=done.pk).update(state=Pair.State.DONE)
    assert queued(as_administrator) == [unsure.pk, old.pk, sure.pk]
    Alignment.objects.filter(pair=sure).update(coverage_source=0.0, coverage_target=0.0)
    assert queued(as_administrator) == [unsure.pk, sure.pk, old.pk]


def test_a_pair_in_the_queue_is_changed_by_steps_of_its_review_alone(as_administrator: Client):
    pair, other = pairs_of(0.9, 0.9)
    url = reverse("admin:bitext_queuedpair_change", args=[pair.pk])
    given = {"source": other.source_id, "target": pair.target_id, "state": "done", "reviewer": ""}
    for answer in (as_administrator.get(url), as_administrator.post(url, given)):
        assert answer.headers["Location"] == pair.get_absolute_url()
    assert Pair.objects.get(pk=pair.pk).state == Pair.State.OPEN
    assert Pair.objects.get(pk=pair.pk).source == pair.source


@pytest.mark.parametrize("name", ["pair_delete", "queuedpair_change"])
def test_an_address_of_no_pair_leads_nowhere(as_administrator: Client, name: str):
    for key in ("x", "0", "9" * 30):
        url = reverse(f"admin:bitext_{name}", args=[key])
        assert as_administrator.get(url).status_code == 404


def test_the_admin_says_what_an_alignment_rests_on_as_the_page_does(as_administrator: Client):
    pair = builders.aligned_pair()
    said = as_administrator.get(pair.get_absolute_url()).context["rests_on"]
    url = reverse("admin:bitext_alignment_change", args=[pair.alignment.pk])
    assert said in as_administrator.get(url).content.decode()


def test_the_queue_tells_what_reviewers_did(as_administrator: Client):
    first, second = pairs_of(0.9, 0.9)
    rita = builders.with_role(builders.user("rita"), "reviewer")
    review.confirm_from(pair=first, user=rita, threshold=0.5)
    review.assign(pair=second, user=rita, reviewer=rita)
    (person,) = as_administrator.get(reverse(QUEUE)).context["reviewers"]
    assert (person.name, person.steps, person.pairs, person.in_hand) == ("rita", 2, 2, 1)


def test_the_queue_asks_the_same_however_long(as_administrator: Client):
    def queries() -> int:
        as_administrator.get(reverse(QUEUE))
        with CaptureQueriesContext(connection) as found:
            as_administrator.get(reverse(QUEUE))
        return len(found)

    pairs_of(0.9, 0.8)
    few = queries()
    for number in range(3, 8):
        builders.aligned_pair(number)
    assert queries() == few


def test_bulk_confirmation_is_shown_before_it_is_done(as_administrator: Client):
    beads = (Found((0,), (0,), 0.95), Found((1,), (1,), 0.4), *one_to_one(4)[2:])
    pair = pair_of(*beads)
    given = {"action": "confirm_above_threshold", "_selected_action": [pair.pk]}
    page = as_administrator.post(reverse(QUEUE), given)
    (shown,) = page.context["previews"]
    assert (shown.would, shown.rest) == (3, 4)
    assert [bead.confidence for bead in shown.least_sure] == [0.9, 0.9, 0.95]
    assert set(states(pair)) == {"automatic"}
    page = as_administrator.post(reverse(QUEUE), {**given, "threshold": "0.95"})
    assert page.context["previews"][0].would == 1
    page = as_administrator.post(reverse(QUEUE), {**given, "threshold": "7", "confirm": "1"})
    assert set(states(pair)) == {"automatic"}
    as_administrator.post(reverse(QUEUE), {**given, "threshold": "0.9", "confirm": "1"})
    assert states(pair) == ["confirmed", "automatic", "confirmed", "confirmed"]
    assert kinds(pair) == ["align", "confirm"]


def test_pairs_are_taken_from_the_queue(as_administrator: Client):
    mine, taken = pairs_of(0.9, 0.9)
    rita = builders.with_role(builders.user("rita"), "reviewer")
    review.assign(pair=taken, user=rita, reviewer=rita)
    given = {"action": "take", "_selected_action": [mine.pk, taken.pk]}
    as_administrator.post(reverse(QUEUE), given)
    assert Pair.objects.get(pk=mine.pk).reviewer == builders.administrator()
    assert Pair.objects.get(pk=taken.pk).reviewer == rita


def edited(client: Client, pair: Pair, place: int, *, seen: int, **changes: str):
    """One row of the list of beads, as its form sends it."""
    rows = list(client.get(reverse(BEADS)).context["cl"].queryset)
    given = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Save"}
    for k, bead in enumerate(rows):
        row = {"id": bead.pk, "state": bead.state, "note": bead.note}
        if bead.position == place:
            row |= changes
        given |= {f"form-{k}-{name}": value for name, value in row.items()}
        given[f"seen-{bead.pk}"] = seen if bead.position == place else bead.version
    return client.post(reverse(BEADS), given)


def test_a_bead_corrected_in_the_list_is_a_step_of_the_history(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    edited(as_administrator, pair, 1, seen=1, state="rejected", note="wrong")
    assert (values(pair)[1].state, values(pair)[1].note) == ("rejected", "wrong")
    assert kinds(pair) == ["align", "reject", "note"]
    assert_sound(pair)


def test_the_list_overwrites_nothing_that_changed_meanwhile(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    builders.confirm(Bead.objects.filter(alignment=current(pair), position=1))
    response = edited(as_administrator, pair, 1, seen=1, state="rejected")
    assert "in the meantime" in response.content.decode()
    assert states(pair)[1] == "confirmed"


def test_the_list_leads_to_the_beads_paragraph(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    page = as_administrator.get(reverse(BEADS)).content.decode()
    assert f'href="{pair.get_absolute_url()}#s2"' in page
    for view in ("rows", "order"):
        comparison = as_administrator.get(f"{pair.get_absolute_url()}?view={view}")
        assert comparison.content.decode().count('id="s2"') == 1


def test_actions_on_alignments_and_beads_are_steps(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("admin:bitext_alignment_changelist")
    as_administrator.post(url, {"action": "confirm_all", "_selected_action": [current(pair).pk]})
    assert set(states(pair)) == {"confirmed"}
    bead = current(pair).beads.first()
    as_administrator.post(reverse(BEADS), {"action": "reject", "_selected_action": [bead.pk]})
    assert kinds(pair) == ["align", "confirm", "reject"]


@pytest.mark.parametrize("action", ["confirm_all", "reject_all"])
def test_a_pair_that_is_done_does_not_hold_up_the_others(as_administrator: Client, action: str):
    done, other = builders.aligned_pair(1), builders.aligned_pair(2)
    review.finish(pair=done, user=builders.user(), version=version(done), rest_as_is=True)
    response = as_administrator.post(
        reverse("admin:bitext_alignment_changelist"),
        {"action": action, "_selected_action": [current(done).pk, current(other).pk]},
        follow=True,
    )
    assert f"{done}: The review of this pair is done" in unescape(response.content.decode())
    assert set(states(done)) == {"automatic"}
    assert "automatic" not in states(other)


def test_a_pair_is_given_away_and_reopened_in_the_admin(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    rita = builders.with_role(builders.user("rita"), "reviewer")
    url = reverse("admin:bitext_pair_change", args=[pair.pk])
    as_administrator.post(url, {"reviewer": rita.pk})
    assert Pair.objects.get().reviewer == rita
    review.finish(pair=pair, user=rita, version=2, rest_as_is=True)
    given = {"action": "reopen", "_selected_action": [pair.pk]}
    as_administrator.post(reverse("admin:bitext_pair_changelist"), given)
    assert Pair.objects.get().state == Pair.State.IN_REVIEW
    assert kinds(pair) == ["align", "assign", "finish", "reopen"]
    bob = builders.user("bob")
    response = as_administrator.post(url, {"reviewer": bob.pk}, follow=True)
    assert "Select a valid choice" in response.content.decode()
    assert Pair.objects.get().reviewer == rita


def test_history_of_all_pairs_is_read_only(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("admin:bitext_reviewevent_changelist")
    page = as_administrator.get(url).content.decode()
    assert "Aligned" in page
    assert reverse("history", args=[pair.pk]) in page
    assert as_administrator.get(reverse("admin:bitext_reviewevent_add")).status_code == 403


def test_a_step_of_the_history_is_read_without_its_raw_data(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("admin:bitext_reviewevent_change", args=[pair.events.get().pk])
    page = as_administrator.get(url).content.decode()
    assert "Aligned" in page
    assert "{&#x27;" not in page
    assert "&quot;source&quot;" not in page


def test_reviewers_are_chosen_and_not_deleted_where_a_pair_is_given_away(as_administrator: Client):
    pair = pair_of(*one_to_one(4))
    builders.with_role(builders.user("rita"), "reviewer")
    builders.user("bob")
    url = reverse("admin:bitext_pair_change", args=[pair.pk])
    page = as_administrator.get(url)
    field = page.context["adminform"].form.fields["reviewer"]
    assert [str(label) for _key, label in field.choices] == ["nobody", "rita", "root"]
    assert reverse("admin:accounts_user_add") not in page.rendered_content.split("content-main")[1]
