import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsalign.bitext import tasks
from newsalign.bitext.models import Bead, Job, Pair, QueuedPair, ReviewEvent, Translation
from newsalign.bitext.operations import BitextError, review, run_job
from newsalign.bitext.operations.deletion import Contents, contents_of, delete_pair
from newsalign.library.models import Article
from tests import builders
from tests.bitext.review.steps import one_to_one, pair_of

pytestmark = pytest.mark.django_db


def worked_on() -> Pair:
    pair = pair_of(*one_to_one(4))
    first, second, third, _last = Bead.objects.order_by("position")
    builders.confirm([first, second])
    builders.reject([third])
    builders.note(Bead.objects.get(pk=third.pk), "why?")
    return pair


def test_what_people_put_into_a_pair_is_counted():
    pair = worked_on()
    assert contents_of(pair) == Contents(
        version=4, confirmed=2, rejected=1, notes=1, steps=3, people=("ann",)
    )
    other = builders.aligned_pair(2)
    assert contents_of(other).is_untouched


def test_a_deleted_pair_is_gone_and_its_articles_stay():
    pair, other = worked_on(), builders.aligned_pair(2)
    builders.confirm(other.alignment.beads.all())
    kept = Translation.objects.filter(pair=other).count()
    tasks.start_alignment(pair=pair, user=None)
    root = builders.administrator()
    delete_pair(pair=pair, user=root, version=4)
    assert list(Pair.objects.all()) == [other]
    assert set(Translation.objects.values_list("pair", flat=True)) == {other.pk}
    assert Translation.objects.count() == kept > 0
    assert not Job.objects.exists()
    assert not ReviewEvent.objects.exclude(pair=other).exists()
    assert Article.objects.count() == 4
    entry = LogEntry.objects.get()
    assert (entry.user, entry.action_flag, entry.object_repr) == (root, DELETION, str(pair))


def test_what_was_done_since_the_question_is_asked_about_again():
    pair = worked_on()
    review.undo(pair=pair, user=builders.user(), version=4)
    with pytest.raises(BitextError, match="changed in the meantime"):
        delete_pair(pair=pair, user=builders.administrator(), version=4)
    assert Pair.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_job_of_a_deleted_pair_ends_without_a_trace():
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=None)
    delete_pair(pair=pair, user=builders.administrator(), version=0)
    run_job(job_id=job.pk)
    assert not Job.objects.exists()


def test_the_question_names_what_would_be_lost(as_administrator: Client):
    pair = worked_on()
    url = reverse("pair_delete", args=[pair.pk])
    page = as_administrator.get(url).content.decode()
    assert "2 confirmed beads would be lost" in page
    assert "1 rejected bead would be lost" in page
    assert "1 note would be lost" in page
    assert "A history of 3 steps would be lost. At work in it: ann." in page
    assert f"{reverse('pair_export', args=[pair.pk])}?format=jsonl" in page
    assert Pair.objects.exists()


def test_the_answer_deletes_what_was_asked_about(as_administrator: Client):
    pair = worked_on()
    url = reverse("pair_delete", args=[pair.pk])
    for version in ("3", "", "x", "\0", "9" * 5000):
        response = as_administrator.post(url, {"version": version})
        assert response.status_code == 409
        assert "changed in the meantime" in response.content.decode()
    response = as_administrator.post(url, {"version": "4"}, follow=True)
    assert "its two articles stay" in response.content.decode()
    assert not Pair.objects.exists()


def test_a_pair_without_an_alignment_offers_no_download(as_administrator: Client):
    pair = builders.pair()
    url = reverse("pair_delete", args=[pair.pk])
    page = as_administrator.get(url).content.decode()
    assert "Nobody has worked on it" in page
    assert "format=jsonl" not in page
    assert as_administrator.post(url, {"version": "0"}).url == reverse("pairs")


def test_the_question_asks_the_same_however_much_there_is(as_administrator: Client):
    def queries(pair: Pair) -> int:
        url = reverse("pair_delete", args=[pair.pk])
        as_administrator.get(url)
        with CaptureQueriesContext(connection) as found:
            as_administrator.get(url)
        return len(found)

    small, large = builders.aligned_pair(1), builders.aligned_pair(2, paragraphs=30)
    builders.confirm(large.alignment.beads.all())
    builders.confirm(small.alignment.beads.all()[:1])
    assert queries(small) == queries(large)


def test_the_pairs_page_leads_to_it_for_those_who_may(client: Client):
    pair = builders.aligned_pair()
    url = reverse("pair_delete", args=[pair.pk])
    for role, may in (("reviewer", False), ("administrator", True)):
        client.force_login(builders.with_role(builders.user(role), role))
        assert (url in client.get(pair.get_absolute_url()).content.decode()) == may


@pytest.mark.parametrize("model", [Pair, QueuedPair])
def test_the_admin_asks_the_same_question(as_administrator: Client, model: type[Pair]):
    pair = worked_on()
    name = f"admin:bitext_{model._meta.model_name}"
    response = as_administrator.post(reverse(f"{name}_delete", args=[pair.pk]), {"post": "yes"})
    expected = 302 if model is Pair else 403
    assert response.status_code == expected
    if model is Pair:
        assert response.url == reverse("pair_delete", args=[pair.pk])
    given = {"action": "delete_selected", "_selected_action": pair.pk, "post": "yes"}
    as_administrator.post(reverse(f"{name}_changelist"), given)
    assert Pair.objects.exists()
