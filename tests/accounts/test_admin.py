import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import builders

pytestmark = pytest.mark.django_db
RUSSIAN = {"Accept-Language": "ru"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bitext.add_bead", "Pairs and alignments | bead: add"),
        ("bitext.review_pair", "Pairs and alignments | pair: review"),
        (
            "bitext.manage_packages",
            "Pairs and alignments | translation: install, choose and remove packages",
        ),
    ],
)
def test_a_permission_says_what_it_allows(name: str, said: str):
    assert str(builders.permission(name)) == said


def test_roles_read_in_the_readers_language(as_administrator: Client):
    own = Group.objects.create(name="Night desk")
    with translation.override("ru"):
        labels = [str(group) for group in Group.objects.order_by("pk")]
    assert labels == ["читатель", "автор", "проверяющий", "администратор", own.name]
    for url in (
        reverse("admin:auth_group_changelist"),
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_change", args=[builders.administrator().pk]),
    ):
        page = as_administrator.get(url, headers=RUSSIAN).content.decode()
        assert "читатель" in page
        assert ">reader<" not in page


def test_a_role_keeps_the_name_that_the_code_knows_it_by(as_administrator: Client):
    reader, own = Group.objects.get(name="reader"), Group.objects.create(name="Night desk")
    for group, named in ((reader, "читатель"), (own, "Night desk")):
        url = reverse("admin:auth_group_change", args=[group.pk])
        page = as_administrator.get(url, headers=RUSSIAN).content.decode()
        assert f"<h2>{named}</h2>" in page
        assert ('name="name"' in page) is (group == own)
        assert "reader" not in page
        as_administrator.post(url, {"name": "Day desk", "permissions": []}, headers=RUSSIAN)
    assert set(Group.objects.values_list("name", flat=True)) >= {"reader", "Day desk"}


def test_permissions_read_in_the_readers_language(as_administrator: Client):
    url = reverse("admin:auth_group_change", args=[Group.objects.get(name="reviewer").pk])
    page = as_administrator.get(url, headers=RUSSIAN).content.decode()
    assert "звено: изменение" in page
    assert "Can change" not in page
    assert "Task Result" not in page


def test_the_admin_lists_our_jobs_and_not_the_queues_own_entries(as_administrator: Client):
    page = as_administrator.get(reverse("admin:index"), headers=RUSSIAN).content.decode()
    assert "Task Results" not in page
    assert reverse("admin:bitext_job_changelist") in page


def test_an_account_that_reviewed_is_not_deleted(as_administrator: Client):
    reviewer = builders.with_role(builders.user("ann"), "reviewer")
    pair = builders.aligned_pair()
    builders.confirm(pair.alignment.beads.all(), by=reviewer)
    url = reverse("admin:accounts_user_delete", args=[reviewer.pk])
    as_administrator.post(url, {"post": "yes"})
    assert pair.events.filter(actor=reviewer).exists()
    reviewer.refresh_from_db()
