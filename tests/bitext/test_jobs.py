from datetime import timedelta
from pathlib import Path

import pytest
from django.tasks import TaskResultStatus
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from newsalign.bitext import operations, tasks
from newsalign.bitext.models import Bead, Job, Pair, Translation
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.work import RUNNERS
from newsalign.engines.packages import PackageStore, starter_files
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_worker_aligns_without_a_package(no_packages: None):
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=builders.user())
    builders.run_queue()
    job.refresh_from_db()
    pair.refresh_from_db()
    assert job.state == Job.State.DONE
    assert pair.state == Pair.State.OPEN
    assert pair.alignment.packages == []
    assert Translation.objects.count() == 0
    assert pair.events.get().actor == builders.user()


def test_the_worker_translates_both_ways_and_keeps_every_sentence(starters: None):
    pair = builders.pair()
    tasks.start_alignment(pair=pair, user=builders.user())
    builders.run_queue()
    assert [(p["from"], p["to"]) for p in pair.alignment.packages] == [("ru", "en"), ("en", "ru")]
    assert set(pair.alignment.evidence) >= {"forward", "backward"}
    texts = {s.text for s in pair.source.sentences.all()} | {pair.source.headline}
    assert Translation.objects.filter(from_language="ru").count() == len(texts)


def test_nothing_is_translated_twice(starters: None):
    first = builders.pair()
    tasks.start_alignment(pair=first, user=None)
    builders.run_queue()
    made = dict(Translation.objects.values_list("pk", "made_at"))
    tasks.start_alignment(pair=first, user=None)
    builders.run_queue()
    assert dict(Translation.objects.values_list("pk", "made_at")) == made
    assert first.alignments.count() == 2


def test_every_sentence_is_in_exactly_one_bead_of_the_current_alignment(no_packages: None):
    pair = builders.pair(paragraphs=5)
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    members = [
        m.sentence_id for b in pair.alignment.beads.with_sentences() for m in b.members.all()
    ]
    stored = [s.pk for a in (pair.source, pair.target) for s in a.sentences.all()]
    assert sorted(members) == sorted(stored)


def test_asking_twice_makes_one_job():
    pair = builders.pair()
    first = tasks.start_alignment(pair=pair, user=None)
    assert tasks.start_alignment(pair=pair, user=None) == first
    assert pair.jobs.count() == 1


def test_what_a_person_confirmed_survives_a_new_run(no_packages: None):
    pair = builders.aligned_pair()
    odd = pair.alignment.beads.with_sentences().first()
    builders.confirm([odd])
    builders.note(pair.alignment.beads.first(), "looked at")
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    kept = pair.alignments.current().get().beads.filter(state=Bead.State.CONFIRMED).get()
    assert kept.note == "looked at"
    assert {m.sentence_id for m in kept.members.all()} == {m.sentence_id for m in odd.members.all()}


def test_a_claimed_job_is_nobody_elses():
    job = tasks.start_alignment(pair=builders.pair(), user=None)
    assert jobs.claim(job_id=job.pk, holder="a")
    assert jobs.claim(job_id=job.pk, holder="b") is None


def test_a_worker_that_lost_its_lease_writes_nothing():
    job = tasks.start_alignment(pair=builders.pair(), user=None)
    slow = jobs.claim(job_id=job.pk, holder="slow")
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.claim(job_id=job.pk, holder="other")
    with pytest.raises(jobs.LeaseLost):
        jobs.finish(slow)
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_a_dead_workers_job_is_taken_up_again(no_packages: None):
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=None)
    jobs.claim(job_id=job.pk, holder="dead")
    assert tasks.revive_jobs() == 0
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert tasks.revive_jobs() == 1
    builders.run_queue()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)


def test_a_job_that_kills_workers_stops_after_three_attempts(as_administrator: Client):
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=None)
    for _attempt in range(3):
        assert jobs.claim(job_id=job.pk, holder="dead")
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        tasks.revive_jobs()
    job.refresh_from_db()
    assert (job.state, job.reason) == (Job.State.FAILED, Job.Reason.WORKER_LOST)
    page = as_administrator.get(pair.get_absolute_url()).content.decode()
    assert str(Job.Reason.WORKER_LOST.label) in page


def test_a_spoiled_package_fails_the_job_with_a_reason_and_a_retry_helps(
    settings: Settings, tmp_path: Path, starter_folder: Path, as_administrator: Client
):
    store = PackageStore(tmp_path)
    package = store.install(next(f for f in starter_files() if "ru_en" in f.name))
    settings.PACKAGES_DIR = tmp_path
    (package.path / "model" / "model.bin").write_bytes(b"spoiled")
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    job.refresh_from_db()
    assert (job.state, job.reason) == (Job.State.FAILED, Job.Reason.PACKAGE)
    page = as_administrator.get(pair.get_absolute_url()).content.decode()
    assert str(Job.Reason.PACKAGE.label) in page
    settings.PACKAGES_DIR = starter_folder
    as_administrator.post(reverse("pair_align", args=[pair.pk]))
    builders.run_queue()
    assert pair.jobs.first().state == Job.State.DONE


def test_progress_is_polled_until_the_job_is_over(as_administrator: Client, no_packages: None):
    pair = builders.pair()
    job = tasks.start_alignment(pair=pair, user=None)
    url = reverse("pair_progress", args=[pair.pk])
    held = jobs.claim(job_id=job.pk, holder="a")
    jobs.report(held, step=Job.Step.TRANSLATING, done=3, total=8)
    response = as_administrator.get(url, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in response.headers
    assert 'max="8"' in response.content.decode()
    assert 'value="3"' in response.content.decode()
    assert "3 of 8 sentences" in response.content.decode()
    jobs.finish(held)
    assert as_administrator.get(url).headers["HX-Refresh"] == "true"


def test_a_job_whose_entry_in_the_queue_was_lost_is_queued_again(no_packages: None):
    job = tasks.start_alignment(pair=builders.pair(), user=None)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert tasks.revive_jobs() == 0
    Job.objects.update(queued_at=timezone.now() - 2 * jobs.lease())
    assert tasks.revive_jobs() == 1
    assert tasks.revive_jobs() == 0
    builders.run_queue()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)


def test_a_job_that_waits_long_behind_others_is_not_queued_twice():
    tasks.start_alignment(pair=builders.pair(), user=None)
    Job.objects.update(queued_at=timezone.now() - 2 * jobs.lease())
    assert tasks.revive_jobs() == 0
    assert DBTaskResult.objects.count() == 1


def test_a_cancelled_job_stops_at_the_next_sign_of_life(starters: None):
    job = tasks.start_alignment(pair=builders.pair(), user=None)
    held = jobs.claim(job_id=job.pk, holder="a")
    assert jobs.cancel_job(job=job)
    with pytest.raises(jobs.LeaseLost):
        jobs.report(held, step=Job.Step.TRANSLATING, done=1, total=2)
    builders.run_queue()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not jobs.cancel_job(job=job)


def test_a_worker_told_to_stop_hands_its_job_back(monkeypatch: pytest.MonkeyPatch):
    job = tasks.start_alignment(pair=builders.pair(), user=None)

    def told_to_stop(_job: Job) -> None:
        raise SystemExit(1)

    monkeypatch.setitem(RUNNERS, Job.Kind.ALIGN, told_to_stop)
    with pytest.raises(SystemExit):
        operations.run_job(job_id=job.pk)
    assert tasks.revive_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0)


def test_work_that_fails_after_the_lease_is_lost_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    job = tasks.start_alignment(pair=builders.pair(), user=None)

    def cancelled_meanwhile(running: Job) -> None:
        jobs.cancel_job(job=running)
        raise ValueError("of no interest any more")

    monkeypatch.setitem(RUNNERS, Job.Kind.ALIGN, cancelled_meanwhile)
    operations.run_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == (Job.State.CANCELLED, "")


def test_asked_for_again_a_failed_job_is_no_longer_listed_as_failed():
    job = tasks.start_alignment(pair=builders.pair(), user=None)
    jobs.fail(jobs.claim(job_id=job.pk, holder="a"), reason=Job.Reason.UNEXPECTED)
    assert list(Job.objects.failed()) == [job]
    again = tasks.start_again(job=job, user=None)
    assert (again.pair, again.kind) == (job.pair, job.kind)
    assert not Job.objects.failed().exists()
