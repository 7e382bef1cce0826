"""Lists about pairs in the admin, in every order and for every role."""

import pytest
from django.test import Client
from django.urls import reverse

from newsalign.bitext.models import Alignment, Bead, Pair
from tests import builders

pytestmark = pytest.mark.django_db
LISTS = ("alignment", "bead", "job", "pair", "queuedpair", "reviewevent")


def listed(client: Client, name: str, **query: object) -> list[int]:
    page = client.get(reverse(f"admin:bitext_{name}_changelist"), query)
    return [row.pk for row in page.context["cl"].result_list]


@pytest.fixture
def twice_aligned() -> Pair:
    pair = builders.aligned_pair(1)
    builders.align(pair)
    assert pair.alignments.count() == 2
    return pair


@pytest.mark.parametrize("column", range(1, 10))
@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_every_row_once_in_any_order(
    as_administrator: Client, twice_aligned: Pair, name: str, column: int
):
    builders.aligned_pair(2)
    rows = listed(as_administrator, name)
    for order in (column, -column):
        assert sorted(listed(as_administrator, name, o=order)) == sorted(rows)
    assert len(rows) == len(set(rows))
    if name in ("pair", "queuedpair"):
        assert len(rows) == 2


@pytest.mark.parametrize("name", ["pair", "queuedpair"])
def test_pairs_are_ordered_by_their_current_alignment(
    as_administrator: Client, twice_aligned: Pair, name: str
):
    other = builders.aligned_pair(2)
    Alignment.objects.filter(is_current=False).update(lowest_confidence=0.0)
    Alignment.objects.filter(pair=other).update(lowest_confidence=0.2)
    columns = {"pair": 4, "queuedpair": 3}
    assert listed(as_administrator, name, o=columns[name]) == [other.pk, twice_aligned.pk]
    assert listed(as_administrator, name, o=-columns[name]) == [twice_aligned.pk, other.pk]


@pytest.mark.parametrize(
    ("role", "sees", "works"),
    [("reader", True, False), ("contributor", True, False), ("reviewer", True, True)],
)
def test_who_may_work_in_the_admin(client: Client, role: str, *, sees: bool, works: bool):
    pair = builders.aligned_pair()
    person = builders.with_role(builders.user(role, is_staff=True), role)
    client.force_login(person)
    url = reverse("admin:bitext_bead_changelist")
    assert (client.get(url).status_code == 200) == sees
    queue = reverse("admin:bitext_queuedpair_changelist")
    assert (client.get(queue).status_code == 200) == works
    bead = Bead.objects.first()
    client.post(url, {"action": "confirm", "_selected_action": [bead.pk]})
    bead.refresh_from_db()
    assert (bead.state == "confirmed") == works
    delete = reverse("admin:bitext_pair_delete", args=[pair.pk])
    assert client.get(delete, follow=True).status_code == 403
