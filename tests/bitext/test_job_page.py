from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from newsalign.bitext import tasks
from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.templatetags.work import amount, pace, time_span
from tests import builders
from tests.bitext.test_pages import HTMX, count_queries

pytestmark = pytest.mark.django_db


def start(number: int) -> Job:
    return tasks.start_alignment(pair=builders.pair(number), user=builders.user())


def in_every_state(first: int) -> None:
    start(first)
    jobs.claim(job_id=start(first + 1).pk, holder="a")
    jobs.fail(jobs.claim(job_id=start(first + 2).pk, holder="a"), reason=Job.Reason.UNEXPECTED)
    jobs.finish(jobs.claim(job_id=start(first + 3).pk, holder="a"))
    jobs.cancel_job(job=start(first + 4))


def test_the_page_asks_the_same_however_many_jobs(as_administrator: Client):
    in_every_state(0)
    few = count_queries(as_administrator, reverse("jobs"))
    for number in (10, 20, 30):
        in_every_state(number)
    assert count_queries(as_administrator, reverse("jobs")) == few


def test_page_and_fragment_show_every_state(as_administrator: Client):
    in_every_state(0)
    page = as_administrator.get(reverse("jobs")).content.decode()
    fragment = as_administrator.get(reverse("jobs"), headers=HTMX).content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    for number in range(5):
        assert f"Headline {number}" in fragment
    assert str(escape(Job.Reason.UNEXPECTED.label)) in fragment
    assert 'hx-trigger="every 2s"' in fragment
    places = [
        fragment.index(f'id="jobs-{part}"') for part in ("running", "waiting", "failed", "over")
    ]
    assert places == sorted(places)


def test_progress_pace_and_time_left_are_shown(as_administrator: Client):
    job = jobs.claim(job_id=start(1).pk, holder="a")
    jobs.report(job, step=Job.Step.TRANSLATING, done=100, total=400)
    Job.objects.update(started_at=timezone.now() - timedelta(seconds=10))
    page = as_administrator.get(reverse("jobs")).content.decode()
    assert "100 of 400 sentences" in page
    assert "sentences a second" in page
    assert " left</span>" in page


def test_pace_is_measured_since_the_job_was_taken_up():
    until = timezone.now()
    job = Job(state="done", done=100, started_at=until - timedelta(seconds=8), finished_at=until)
    assert pace(job) == "12 sentences a second"
    slow = Job(state="done", done=1, started_at=until - timedelta(minutes=1), finished_at=until)
    assert pace(slow) == ""
    assert time_span(95) == "2 minutes"
    downloading = Job(step="downloading", done=2048, total=4096, started_at=until)
    assert amount(downloading) == "2.0\xa0KB of 4.0\xa0KB"


def test_cancel_and_retry(as_administrator: Client):
    job = start(1)
    as_administrator.post(reverse("job_cancel", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    as_administrator.post(reverse("job_retry", args=[job.pk]))
    assert Job.objects.active().get().pair == job.pair


def test_a_job_about_packages_is_not_for_contributors(client: Client):
    job = Job.objects.create(kind=Job.Kind.INSTALL, subject="x", payload={"name": "a package"})
    contributor = builders.user("contributor")
    contributor.user_permissions.add(builders.permission("bitext.add_pair"))
    client.force_login(contributor)
    assert "a package" not in client.get(reverse("jobs")).content.decode()
    assert client.post(reverse("job_cancel", args=[job.pk])).status_code == 403
