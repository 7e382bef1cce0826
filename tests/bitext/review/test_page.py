"""What the comparison page offers for review, to whom."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from newsalign.bitext.models import Bead
from tests import builders

pytestmark = pytest.mark.django_db


def page(client: Client, *, may_review: bool, query: str = "") -> str:
    pair = builders.aligned_pair()
    first, second = Bead.objects.filter(alignment__pair=pair).order_by("position")[:2]
    builders.confirm([first, second])
    builders.note(Bead.objects.get(pk=first.pk), "Ask <Ann>")
    user = builders.user("rita")
    if may_review:
        user.user_permissions.add(Permission.objects.get(codename="review_pair"))
    client.force_login(user)
    return client.get(pair.get_absolute_url() + query).content.decode()


def test_readers_see_what_was_decided_and_nothing_to_press(client: Client):
    shown = page(client, may_review=False, query="?row=s1")
    assert 'class="decision confirmed"' in shown
    assert "Ask &lt;Ann&gt;" in shown
    for offered in ("data-row-actions", "data-review-tools", "by-hand", "js/review.js"):
        assert offered not in shown


def test_reviewers_get_one_set_of_actions_however_many_rows(client: Client):
    shown = page(client, may_review=True)
    assert shown.count("data-row-actions") == 1
    assert shown.count("by-hand-link") == 2


def test_a_row_is_opened_for_review_without_scripts(client: Client):
    shown = page(client, may_review=True, query="?row=s2")
    assert shown.count("data-by-hand") == 1
    assert shown.count("by-hand-link") == 1
    assert shown.index("data-by-hand") > shown.index('id="rs2"')


def test_the_last_change_is_told(client: Client):
    assert "ann: Note written" in page(client, may_review=True)
