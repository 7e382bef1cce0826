"""Lists of the admin asked for what nobody can follow."""

import pytest
from django.contrib import admin
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from newsalign.bitext.models import Pair

pytestmark = pytest.mark.django_db
LISTS = [
    (reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist"), m)
    for m in admin.site._registry
]


# PostgreSQL refuses some of them itself, and a test's own transaction would be at its end.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("url", "model"), LISTS)
def test_no_filter_breaks_a_list(as_administrator: Client, url: str, model):
    for field in model._meta.fields:
        for lookup in ("", "__year", "__in", "__regex"):
            for value in ("\0", "[", "99999999999999999999", "1"):
                response = as_administrator.get(url, {field.name + lookup: value})
                assert response.status_code in (200, 302, 400), (field.name, lookup, value)


def test_a_filter_that_is_not_understood_is_said(as_administrator: Client):
    url = reverse("admin:bitext_job_changelist")
    response = as_administrator.get(url, {"created_at__year": "9" * 20}, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "was not understood: this is the whole list" in response.content.decode()


@pytest.mark.parametrize("key", ["\0", "x"])
def test_a_choice_that_is_not_understood_is_said(as_administrator: Client, key: str):
    url = reverse("admin:bitext_pair_changelist")
    given = {"action": "reopen", "_selected_action": key}
    response = as_administrator.post(url, given, follow=True)
    assert "was not understood" in response.content.decode()


def test_a_fault_of_ours_is_not_put_on_the_asker(
    as_administrator: Client, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_given: object) -> None:
        raise DatabaseError("a fault")

    monkeypatch.setattr(type(Pair.objects.all()), "for_lists", fail)
    with pytest.raises(DatabaseError, match="a fault"):
        as_administrator.get(reverse("admin:bitext_pair_changelist"))
