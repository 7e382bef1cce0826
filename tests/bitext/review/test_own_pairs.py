"""Who was given a pair, or asked to look at a passage, is told so and finds it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair
from newsalign.bitext.operations import review
from tests import builders
from tests.bitext.review.steps import seen, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita() -> User:
    return builders.with_role(builders.user("rita"), "reviewer")


@pytest.fixture
def as_rita(client: Client, rita: User) -> Client:
    client.force_login(rita)
    return client


@pytest.fixture
def pairs(rita: User) -> list[Pair]:
    """One to review by rita, one with two beads flagged for her, one of nobody."""
    found = [builders.aligned_pair(number) for number in (1, 2, 3)]
    review.assign(pair=found[0], user=rita, reviewer=rita)
    review.flag_beads(pair=found[1], user=rita, seen=seen(found[1], 0, 1), flagged_for=rita)
    return found


def listed(client: Client, state: str) -> list[int]:
    return [pair.pk for pair in client.get(reverse("pairs"), {"state": state}).context["page"]]


def test_pairs_of_ones_own_are_listed(as_rita: Client, rita: User, pairs: list[Pair]):
    assert listed(as_rita, "mine") == [pairs[0].pk]
    assert listed(as_rita, "flagged") == [pairs[1].pk]
    at = version(pairs[0])
    review.finish(pair=pairs[0], user=rita, version=at, rest_as_is=True)
    review.flag_beads(pair=pairs[1], user=rita, seen=seen(pairs[1], 0, 1), flagged_for=None)
    assert listed(as_rita, "mine") == listed(as_rita, "flagged") == []


def test_the_first_page_counts_them(as_rita: Client, pairs: list[Pair]):
    page = as_rita.get(reverse("home")).content.decode()
    for words in ("Yours to review</a></dt><dd>1<", "Flagged for you</a></dt><dd>1<"):
        assert words in page
    assert '<span class="soft">rita</span>' in page


def test_they_are_exported_like_any_list(as_rita: Client, pairs: list[Pair]):
    given = {"format": "tsv", "state": "flagged"}
    response = as_rita.get(reverse("export_pairs"), given)
    lines = b"".join(response.streaming_content).decode().splitlines()[1:]
    assert {line.split("\t")[0] for line in lines} == {str(pairs[1].pk)}


def test_a_guest_has_none(client: Client, pairs: list[Pair], settings: Settings):
    settings.GUESTS_MAY_READ = True
    assert "Flagged for you" not in client.get(reverse("home")).content.decode()
    page = client.get(reverse("pairs"), {"state": "mine"})
    assert "mine to review" not in page.content.decode()
    assert len(page.context["page"]) == 3
