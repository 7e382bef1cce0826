import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django import Settings

from newsalign.bitext.faults import FAULT_SENTENCES
from newsalign.bitext.models import ArticleTranslation, Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.evidence import package_store
from newsalign.bitext.operations.packages import installed_packages, uploads_folder
from newsalign.bitext.operations.starters import starter_scores
from newsalign.engines.packages import PackageFault, store
from tests import builders
from tests.bitext.test_pages import HTMX, count_queries
from tests.engines.tiny_package import Recipe, package_files, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_packages")]


def archive(folder: Path, **recipe: object) -> Path:
    aside = folder / f"made-{len(list(folder.iterdir()))}"
    aside.mkdir()
    file = aside / "translate.argosmodel"
    file.write_bytes(zipped(package_files(Recipe(**recipe), aside)))
    return file


def upload(client: Client, content: bytes, name: str = "translate-ru_en.argosmodel"):
    return client.post(reverse("package_upload"), {"file": SimpleUploadedFile(name, content)})


def page(client: Client) -> str:
    return client.get(reverse("packages")).content.decode()


def keys() -> list[str]:
    return [package.key for package in package_store().installed()]


@pytest.fixture
def index(settings: Settings, tmp_path: Path) -> Iterator[dict[str, bytes]]:
    """A package index of our own; its paths and what they answer."""
    answers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = answers.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    answers["/ru_en"] = archive(tmp_path).read_bytes()
    entry = {"package_version": "1.0", "from_code": "ru", "to_code": "en", "type": "translate"}
    answers["/index.json"] = json.dumps([entry | {"links": [f"{address}/ru_en"]}]).encode()
    settings.PACKAGE_INDEX_URL = f"{address}/index.json"
    yield answers
    server.shutdown()
    server.server_close()


def test_an_uploaded_package_is_installed_by_the_worker(as_administrator: Client, tmp_path: Path):
    content = archive(tmp_path).read_bytes()
    assert upload(as_administrator, content).status_code == 302
    assert keys() == []
    assert "translate-ru_en.argosmodel" in page(as_administrator)
    builders.run_queue()
    assert len(keys()) == 1
    assert Job.objects.get().state == Job.State.DONE
    assert list(uploads_folder().iterdir()) == []
    shown = page(as_administrator)
    assert "Russian → English" in shown
    assert package_store().installed()[0].sha256 in shown
    assert "A package for tests." in shown


def test_a_bad_package_is_refused_with_one_sentence_and_leaves_nothing(as_administrator: Client):
    upload(as_administrator, b"no package at all" * 100)
    builders.run_queue()
    job = Job.objects.get()
    assert (job.state, job.reason) == (Job.State.FAILED, PackageFault.NOT_A_PACKAGE)
    sentence = str(FAULT_SENTENCES[PackageFault.NOT_A_PACKAGE])
    assert escape(sentence) in page(as_administrator)
    assert keys() == []
    assert list(uploads_folder().iterdir()) == []


def test_an_old_failure_is_told_by_the_list_of_jobs_alone(as_administrator: Client):
    upload(as_administrator, b"no package at all" * 100)
    builders.run_queue()
    Job.objects.update(finished_at=timezone.now() - timedelta(days=2))
    sentence = escape(str(FAULT_SENTENCES[PackageFault.NOT_A_PACKAGE]))
    assert sentence not in page(as_administrator)
    assert sentence in as_administrator.get(reverse("jobs")).content.decode()


def test_every_fault_has_its_sentence_and_fits_the_job():
    assert set(FAULT_SENTENCES) == set(PackageFault)
    longest = Job._meta.get_field("reason").max_length
    assert all(len(fault) <= longest for fault in PackageFault)


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_beyond_the_limit_is_not_kept(
    as_administrator: Client, settings: Settings, announced: bool
):
    settings.PACKAGE_MAX_BYTES = 100_000
    content = bytes(200_000 if announced else 130_000)
    response = upload(as_administrator, content)
    assert response.status_code == 413
    assert "larger than" in response.content.decode()
    assert not Job.objects.exists()
    assert list(uploads_folder().iterdir()) == []


def test_an_upload_needs_the_token_and_the_right(tmp_path: Path, client: Client):
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(builders.administrator())
    assert upload(checked, b"x").status_code == 403
    client.force_login(builders.user("reader"))
    assert upload(client, b"x").status_code == 403
    assert not Job.objects.exists()


def test_a_refused_file_is_not_asked_for_again(as_administrator: Client):
    upload(as_administrator, b"no package at all" * 100)
    builders.run_queue()
    refused = Job.objects.get()
    retry = reverse("job_retry", args=[refused.pk])
    assert retry not in as_administrator.get(reverse("jobs")).content.decode()
    assert as_administrator.post(retry).status_code == 403
    upload(as_administrator, b"not looked at yet")
    lost = Job.objects.first()
    jobs.fail(jobs.claim(job_id=lost.pk, holder="a"), reason=Job.Reason.WORKER_LOST)
    retry = reverse("job_retry", args=[lost.pk])
    assert retry in as_administrator.get(reverse("jobs")).content.decode()


def test_a_cancelled_installation_installs_nothing(
    as_administrator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    upload(as_administrator, archive(tmp_path).read_bytes())
    as_administrator.post(reverse("job_cancel", args=[Job.objects.get().pk]))
    assert list(uploads_folder().iterdir()) == []
    upload(as_administrator, archive(tmp_path).read_bytes())
    job = Job.objects.first()
    monkeypatch.setattr(store, "try_out", lambda _folder: jobs.cancel_job(job=job))
    builders.run_queue()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert keys() == []
    assert list(uploads_folder().iterdir()) == []


def test_an_upload_whose_file_is_gone_says_so(as_administrator: Client, tmp_path: Path):
    upload(as_administrator, b"x")
    next(uploads_folder().iterdir()).unlink()
    builders.run_queue()
    assert Job.objects.get().reason == Job.Reason.UPLOAD_GONE


def test_by_name_from_the_index_only_when_asked(as_administrator: Client, index: dict[str, bytes]):
    assert "last checked" not in page(as_administrator)
    as_administrator.post(reverse("package_look_up"))
    polled = as_administrator.get(reverse("packages"), headers=HTMX)
    assert "HX-Refresh" not in polled.headers
    builders.run_queue()
    polled = as_administrator.get(reverse("packages"), headers=HTMX)
    assert polled.headers["HX-Refresh"] == "true"
    assert 'name="from" value="ru"' in page(as_administrator)
    as_administrator.post(reverse("package_install"), {"from": "ru", "to": "en"})
    builders.run_queue()
    assert [p.direction for p in package_store().installed()] == [("ru", "en")]
    as_administrator.post(reverse("package_install"), {"from": "ru", "to": "xx"})
    builders.run_queue()
    assert Job.objects.first().reason == PackageFault.NOT_OFFERED


def test_without_an_index_nothing_is_fetched(as_administrator: Client):
    response = as_administrator.post(reverse("package_install"), {"from": "ru", "to": "en"})
    assert response.status_code == 422
    assert "PACKAGE_INDEX_URL" in response.content.decode()
    assert not Job.objects.exists()


def test_prefer_check_and_remove(as_administrator: Client, tmp_path: Path):
    old, new = (package_store().install(archive(tmp_path, version=v)) for v in ("1.0", "2.0"))
    assert keys()[0] == new.key
    as_administrator.post(reverse("package_prefer", args=[old.key]))
    assert keys()[0] == old.key
    as_administrator.post(reverse("package_check", args=[old.key]))
    (new.path / "README.md").write_text("changed")
    as_administrator.post(reverse("package_check", args=[new.key]))
    builders.run_queue()
    states = dict(Job.objects.values_list("subject", "reason"))
    assert states == {old.key: "", new.key: PackageFault.DAMAGED}
    asked = as_administrator.get(reverse("package_remove", args=[old.key]))
    assert "preferred package" in asked.content.decode()
    assert len(keys()) == 2
    as_administrator.post(reverse("package_remove", args=[old.key]))
    assert keys() == [new.key]
    assert as_administrator.get(reverse("package_remove", args=[old.key])).status_code == 404


def test_a_disk_that_takes_nothing_is_said(
    as_administrator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = package_store().install(archive(tmp_path))

    def refuse(*_given: object) -> None:
        raise OSError("Read-only file system")

    monkeypatch.setattr(store, "write_whole", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    for name in ("package_prefer", "package_remove"):
        response = as_administrator.post(reverse(name, args=[package.key]))
        assert response.status_code == 422
        assert "Look at the disk" in response.content.decode()
    assert keys() == [package.key]


@pytest.mark.parametrize("full_after", ["nothing", "a while"])
def test_an_upload_that_finds_no_room_is_said_and_leaves_nothing(
    as_administrator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_after: str
):
    folder = uploads_folder()
    opened = Path.open

    def full(path: Path, *given: str):
        if path.parent != folder:
            return opened(path, *given)
        if full_after == "nothing":
            raise OSError("No space left on device")
        opened(path, *given).close()
        return opened(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", full)
    response = upload(as_administrator, bytes(200_000))
    assert response.status_code == 507
    assert "Look at the disk" in response.content.decode()
    assert not Job.objects.exists()
    assert list(folder.iterdir()) == []


def test_what_a_newly_preferred_package_would_change_is_counted(tmp_path: Path):
    old = package_store().install(archive(tmp_path, version="1.0"))
    article = builders.article("ru", builders.RUSSIAN)
    ArticleTranslation.objects.create(article=article, to_language="en", package=old.key)
    package_store().install(archive(tmp_path, version="2.0"))
    new, shown = installed_packages()
    assert (new.is_preferred, new.translated, new.outdated) == (True, 0, 1)
    assert (shown.is_preferred, shown.translated, shown.outdated) == (False, 1, 0)


def test_what_was_translated_through_a_third_language_counts_for_every_package(tmp_path: Path):
    first = package_store().install(archive(tmp_path, from_code="be", to_code="ru"))
    second = package_store().install(archive(tmp_path))
    article = builders.article("be", ("Адна навіна.",))
    ArticleTranslation.objects.create(
        article=article, to_language="en", package=f"{first.key}+{second.key}"
    )
    assert {shown.translated for shown in installed_packages()} == {1}
    newer = package_store().install(archive(tmp_path, version="2.0"))
    outdated = {shown.package: shown.outdated for shown in installed_packages()}
    assert outdated == {first: 0, second: 0, newer: 1}
    direct = package_store().install(archive(tmp_path, from_code="be", to_code="en"))
    outdated = {shown.package: shown.outdated for shown in installed_packages()}
    assert outdated == {first: 0, second: 0, newer: 0, direct: 1}


def test_the_page_asks_the_same_however_many_packages(as_administrator: Client, tmp_path: Path):
    package_store().install(archive(tmp_path))
    few = count_queries(as_administrator, reverse("packages"))
    package_store().install(archive(tmp_path, version="2.0"))
    package_store().install(archive(tmp_path, from_code="en", to_code="ru"))
    assert count_queries(as_administrator, reverse("packages")) == few


def test_starters_are_labelled_and_show_their_scores(as_administrator: Client, starters: None):
    shown = page(as_administrator)
    assert "starter package" in shown
    assert "not to publish or quote" in shown
    assert all(starter_scores(package) for package in package_store().installed())
    assert escape(starter_scores(package_store().installed()[0])[0].chrf) in shown


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("packages", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_does_the_same(tmp_path: Path, index: dict[str, bytes]):
    assert command("list") == "No package is installed\n"
    assert command("available") == "ru en  1.0\n"
    command("install", str(archive(tmp_path, version="2.0")))
    command("install", "ru", "en")
    newest, old = keys()
    assert command("list").splitlines()[0].startswith(f"* {newest}  ru → en")
    assert "A package for tests." not in command("list")
    assert command("list", "--about").count("    A package for tests.\n") == 2
    command("prefer", old)
    assert keys()[0] == old
    command("verify", old)
    command("remove", old)
    assert keys() == [newest]
    for wrong in (["remove", old], ["install", "nowhere.argosmodel"], ["install", "ru", "xx"]):
        with pytest.raises(CommandError):
            command(*wrong)
