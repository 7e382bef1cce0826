import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsalign.bitext.models import Alignment, Pair
from newsalign.bitext.views.steps import STEPS
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    one_to_one,
    pair_of,
    seen,
    sentence,
    states,
    values,
    version,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reviewer(client: Client, db: None) -> Client:
    user = builders.user("rita")
    user.user_permissions.add(builders.permission("bitext.review_pair"))
    client.force_login(user)
    return client


def tokens(pair: Pair, *places: int) -> str:
    return " ".join(f"{one.pk}.{one.version}" for one in seen(pair, *places))


def post(client: Client, pair: Pair, step: str, query: str = "", **given: object):
    url = reverse("review_step", args=[pair.pk, step]) + query
    return client.post(url, {"version": version(pair), **given}, headers=HTMX)


def swapped(response) -> list[str]:
    """Ids of what finds its place out of band."""
    found = re.findall(r'<\w+ [^>]*?hx-swap-oob="(?:true|delete)"[^>]*>', response.content.decode())
    return [re.search(r' id="([\w-]+)"', tag)[1] for tag in found]


ALWAYS = {
    "review-message",
    "review",
    "coverage-source",
    "coverage-target",
    "chips",
    "overview",
}


def test_confirm_swaps_only_its_row(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    response = post(reviewer, pair, "confirm", beads=tokens(pair, 2))
    assert response.status_code == 200
    assert set(swapped(response)) - ALWAYS == {"rs2"}
    assert "1 bead confirmed" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert states(pair)[2] == "confirmed"


def test_view_in_order_gets_its_paragraphs(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    response = post(reviewer, pair, "confirm", "?view=order", beads=tokens(pair, 2))
    assert set(swapped(response)) - ALWAYS == {"s2", "t2"}


def test_rows_that_come_together_swap_themselves_and_number_the_others(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    response = post(
        reviewer, pair, "merge_rows", beads=tokens(pair, 0, 1), following=tokens(pair, 2, 3)
    )
    assert swapped(response)[-5:] == ["rs2", "fs1", "rs1", "ns3", "ns4"]
    assert response.content.decode().count('class="row ') == 1


def test_without_scripts_the_page_comes_back_at_its_row(reviewer: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("review_step", args=[pair.pk, "confirm"]) + "?view=order"
    given = {"beads": tokens(pair, 2), "version": version(pair), "row": "rs2"}
    response = reviewer.post(url, given)
    assert response.url == f"/pairs/{pair.pk}/?view=order#rs2"
    assert "1 bead confirmed" in reviewer.get(response.url).content.decode()


def test_a_conflict_brings_the_row_as_it_is_now(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    mine, at = tokens(pair, 2), version(pair)
    builders.confirm(pair.alignment.beads.filter(position=2))
    before = values(pair)
    response = post(reviewer, pair, "reject", beads=mine, version=at)
    assert response.status_code == 409
    assert set(swapped(response)) - ALWAYS == {"rs2"}
    page = response.content.decode()
    assert 'data-state="confirmed"' in page
    assert "ann changed this in the meantime" in page
    assert values(pair) == before


def test_what_another_changed_elsewhere_comes_along(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    mine, at = tokens(pair, 2), version(pair)
    builders.reject(pair.alignment.beads.filter(position=7))
    response = post(reviewer, pair, "confirm", beads=mine, version=at)
    assert response.status_code == 200
    assert set(swapped(response)) - ALWAYS == {"rs2", "rs4"}


def test_undone_and_redone_rows_have_tokens_that_work(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    at = version(pair)
    post(reviewer, pair, "confirm", beads=tokens(pair, 2))
    response = post(reviewer, pair, "undo", version=version(pair))
    assert set(swapped(response)) - ALWAYS == {"rs2", "unsupported", "rests-on"}
    response = post(reviewer, pair, "note", beads=tokens(pair, 0), note="x", version=at)
    assert set(swapped(response)) - ALWAYS == {"rs1", "rs2"}
    assert tokens(pair, 2) in response.content.decode()


def test_what_the_alignment_rests_on_is_told_anew_where_it_may_have_changed(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    Alignment.objects.update(evidence=["lexicon"])
    builders.align(pair)
    response = post(reviewer, pair, "undo")
    assert set(swapped(response)) - ALWAYS == {"unsupported", "rests-on"}
    assert "lexicon, lengths" in response.content.decode()
    response = post(reviewer, pair, "redo")
    assert "lexicon, lengths" not in response.content.decode()


def test_every_step_by_its_address(reviewer: Client):
    pair = pair_of(*one_to_one(12), paragraphs=6)
    key = lambda side, place: sentence(pair, side, place)  # noqa: E731  # shorter below

    def step(name: str, **given: object) -> None:
        response = post(reviewer, pair, name, **given)
        assert response.status_code == 200, response.content.decode()
        assert '"changed": true' in response.headers["HX-Trigger"], name
        done.add(name)

    done: set[str] = set()
    step("begin")
    step("confirm", beads=tokens(pair, 0))
    step("withdraw", beads=tokens(pair, 0))
    step("reject", beads=tokens(pair, 0))
    step("merge", beads=tokens(pair, 2, 3))
    step("split", beads=tokens(pair, 2), sentences=key("source", 3))
    step("unlink", beads=tokens(pair, 2))
    both = f"{key('source', 2)} {key('target', 2)}"
    step("link", beads=tokens(pair, 2, 3), sentences=both)
    step("move", beads=tokens(pair, 3), sentences=key("source", 3), into=tokens(pair, 2))
    step("merge_rows", beads=tokens(pair, 4, 5), following=tokens(pair, 6, 7))
    step("one_sided", beads=tokens(pair, 0))
    step("note", beads=tokens(pair, 1), note="Look.")
    step("flag", beads=tokens(pair, 1), who="rita")
    step("split_sentence", beads=tokens(pair, 0), sentences=key("target", 0), at=5)
    step("join_sentences", beads=tokens(pair, 0), sentences=key("target", 0))
    step("confirm_above", beads=tokens(pair, 5))
    step("undo")
    step("redo")
    step("realign")
    step("restore", number=3)
    step("assign", who="rita")
    step("finish", rest_as_is="1")
    step("reopen")
    assert done == set(STEPS)
    assert_sound(pair)


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("given", [{}, {"version": "x"}, {"beads": "1.x", "sentences": "a"}])
def test_nonsense_changes_nothing(reviewer: Client, step: str, given: dict[str, str]):
    pair = pair_of(*one_to_one(4))
    before = values(pair)
    response = reviewer.post(reverse("review_step", args=[pair.pk, step]), given, headers=HTMX)
    assert response.status_code == 422
    assert values(pair) == before
    assert 'class="review-message error"' in response.content.decode()


def test_unknown_step_is_not_there(reviewer: Client):
    assert post(reviewer, pair_of(*one_to_one(4)), "explode").status_code == 404


def test_others_are_assigned_by_who_may(reviewer: Client):
    pair = pair_of(*one_to_one(4))
    other = builders.user("bob")
    assert post(reviewer, pair, "assign", who="bob").status_code == 403
    reviewer.force_login(builders.administrator())
    assert post(reviewer, pair, "assign", who="bob").status_code == 422
    other.user_permissions.add(builders.permission("bitext.review_pair"))
    assert post(reviewer, pair, "assign", who="bob").status_code == 200
    assert post(reviewer, pair, "assign", who="nobody-here").status_code == 422
    assert post(reviewer, pair, "assign", who="bob\0").status_code == 422


def test_300_steps_leave_weight_and_queries_where_they_were(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)

    def weight() -> tuple[int, int, int, int]:
        with CaptureQueriesContext(connection) as asked:
            page = reviewer.get(pair.get_absolute_url())
        reading = len(asked)  # the next request empties the log
        with CaptureQueriesContext(connection) as operated:
            answer = post(reviewer, pair, "note", beads=tokens(pair, 5), note="a")
        working = len(operated)
        post(reviewer, pair, "note", beads=tokens(pair, 5), note="b")
        return reading, working, len(page.content), len(answer.content)

    weight()  # the first step of all puts the pair in review
    first = weight()
    for _again in range(150):
        assert post(reviewer, pair, "unlink", beads=tokens(pair, 2)).status_code == 200
        assert post(reviewer, pair, "undo").status_code == 200
    assert version(pair) > 300
    last = weight()
    assert first[:2] == last[:2]
    assert min(first[:2]) > 0
    # Versions of beads are written into the page, and 300 has more digits than 1.
    assert last[2:] == pytest.approx(first[2:], rel=0.02)
