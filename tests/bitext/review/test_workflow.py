import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsalign.bitext.models import Bead, Job, Pair
from newsalign.bitext.operations import BitextError, request_alignment, review
from tests import builders
from tests.bitext.review.steps import assert_sound, kinds, one_to_one, pair_of, seen, version

pytestmark = pytest.mark.django_db


def state(pair: Pair) -> str:
    return Pair.objects.get(pk=pair.pk).state


def finish(pair: Pair, *, rest_as_is: bool = False):
    return review.finish(
        pair=pair, user=builders.user(), version=version(pair), rest_as_is=rest_as_is
    )


def test_done_needs_every_bead_decided():
    pair = pair_of(*one_to_one(4))
    builders.confirm(pair.alignment.beads.filter(position__lt=3))
    with pytest.raises(BitextError, match="1 bead is not decided"):
        finish(pair)
    builders.reject(pair.alignment.beads.filter(position=3))
    finish(pair)
    assert state(pair) == Pair.State.DONE


def test_done_with_the_rest_as_it_is_can_be_reopened():
    pair = pair_of(*one_to_one(4))
    builders.confirm(pair.alignment.beads.filter(position__lt=3))
    assert finish(pair, rest_as_is=True).details == {"rest": 1}
    with pytest.raises(BitextError, match="reopen it first"):
        review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    with pytest.raises(BitextError, match="reopen it first"):
        review.undo(pair=pair, user=builders.user(), version=version(pair))
    review.reopen(pair=pair, user=builders.user())
    assert review.reopen(pair=pair, user=builders.user()) is None
    assert state(pair) == Pair.State.IN_REVIEW
    review.undo(pair=pair, user=builders.user(), version=version(pair))
    assert kinds(pair) == ["align", "confirm", "finish", "reopen", "undo"]
    assert not pair.alignment.beads.filter(state=Bead.State.CONFIRMED).exists()
    assert_sound(pair)


@pytest.mark.parametrize(("role", "may"), [("contributor", False), ("reviewer", True)])
def test_what_is_done_is_aligned_again_by_reviewers_only(client: Client, role: str, *, may: bool):
    client.force_login(builders.with_role(builders.user("carl"), role))
    pair = pair_of(*one_to_one(4))
    url = reverse("pair_align", args=[pair.pk])
    assert url in client.get(pair.get_absolute_url()).content.decode()
    finish(pair, rest_as_is=True)
    assert (url in client.get(pair.get_absolute_url()).content.decode()) == may
    assert client.post(url).status_code == (302 if may else 403)
    assert pair.jobs.exists() == may


@pytest.mark.parametrize(("role", "may"), [("contributor", False), ("reviewer", True)])
def test_a_failed_alignment_of_what_is_done_is_retried_by_reviewers_only(
    client: Client, role: str, *, may: bool
):
    client.force_login(builders.with_role(builders.user("carl"), role))
    pair = pair_of(*one_to_one(4))
    job, _ = request_alignment(pair=pair, user=None)
    Job.objects.update(state=Job.State.FAILED, finished_at=timezone.now())
    finish(pair, rest_as_is=True)
    url = reverse("job_retry", args=[job.pk])
    assert (url in client.get(reverse("jobs")).content.decode()) == may
    assert client.post(url).status_code == (302 if may else 403)
    assert pair.jobs.active().exists() == may


def test_a_review_is_begun_once():
    pair = pair_of(*one_to_one(4))
    review.begin(pair=pair, user=builders.user())
    assert state(pair) == Pair.State.IN_REVIEW
    assert review.begin(pair=pair, user=builders.user()) is None
    assert kinds(pair) == ["align", "begin"]
    with pytest.raises(BitextError, match="aligned first"):
        review.undo(pair=pair, user=builders.user(), version=version(pair))


def test_people_who_may_review_are_listed():
    rita = builders.with_role(builders.user("rita"), "reviewer")
    gone = builders.with_role(builders.user("gone", is_active=False), "reviewer")
    builders.with_role(builders.user("reader"), "reader")
    assert list(review.people()) == [rita]
    assert gone not in review.people()
    assert builders.administrator() in review.people()


def test_a_new_run_takes_a_pair_up_again_where_not_all_is_decided():
    pair = pair_of(*one_to_one(4))
    finish(pair, rest_as_is=True)
    builders.align(pair)
    assert state(pair) == Pair.State.IN_REVIEW


def test_a_pair_is_given_to_who_may_review():
    pair, rita = pair_of(*one_to_one(4)), builders.user("rita")
    with pytest.raises(BitextError, match="rita may not review"):
        review.assign(pair=pair, user=builders.administrator(), reviewer=rita)
    rita = builders.with_role(rita, "reviewer")
    review.assign(pair=pair, user=builders.administrator(), reviewer=rita)
    assert list(rita.assigned_pairs.all()) == [pair]
    assert review.assign(pair=pair, user=rita, reviewer=rita) is None
    review.assign(pair=pair, user=rita, reviewer=None)
    assert list(rita.assigned_pairs.all()) == []
    assert kinds(pair) == ["align", "assign", "assign"]
    assert state(pair) == Pair.State.OPEN
