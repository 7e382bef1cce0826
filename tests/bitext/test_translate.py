from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from newsalign.bitext import tasks
from newsalign.bitext.models import ArticleTranslation, Bead, Job, Translation
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.evidence import package_store, route_for
from newsalign.bitext.operations.work import translate as work
from newsalign.library.models import Article
from tests import builders
from tests.bitext.test_packages import archive
from tests.bitext.test_pages import HTMX, count_queries

pytestmark = pytest.mark.django_db


def url(article: Article, language: str) -> str:
    return reverse("translation", args=[article.pk, language])


def ask(client: Client, article: Article, language: str) -> None:
    client.post(reverse("translation_ask", args=[article.pk, language]))


def russian(number: int = 1, paragraphs: int = 2) -> Article:
    texts = tuple(f"Новость {number}, абзац {k}. Вторая фраза здесь." for k in range(paragraphs))
    return builders.article("ru", texts, f"Заголовок {number}")


def translate(client: Client, article: Article, language: str) -> str:
    ask(client, article, language)
    builders.run_queue()
    return client.get(url(article, language)).content.decode()


@pytest.fixture
def two_versions(no_packages: None, tmp_path: Path) -> None:
    """A package, and two articles that it translated before a newer one came."""
    package_store().install(archive(tmp_path, version="1.0"))


def newer(tmp_path: Path) -> str:
    return package_store().install(archive(tmp_path, version="2.0", seed=2)).key


@pytest.mark.parametrize(("language", "other"), [("ru", "en"), ("en", "ru")])
def test_every_article_can_be_read_in_the_other_language(
    as_reader: Client, starters: None, language: str, other: str
):
    article = russian() if language == "ru" else builders.article()
    assert (
        "Translate this article into" in as_reader.get(article.get_absolute_url()).content.decode()
    )
    page = translate(as_reader, article, other)
    rows = Translation.objects.filter(from_language=language, to_language=other)
    sentences = [s.text for s in article.sentences.all()]
    assert {row.source for row in rows} == {*sentences, article.headline}
    for row in rows:
        assert row.text
        assert row.text[:10].split("'")[0] in page
    assert page.count("<tr id=") == len(sentences)
    assert "Read in" in as_reader.get(article.get_absolute_url()).content.decode()


def test_the_same_article_is_translated_once(as_reader: Client, starters: None):
    article = russian()
    translate(as_reader, article, "en")
    made = dict(Translation.objects.values_list("pk", "made_at"))
    translate(as_reader, article, "en")
    assert dict(Translation.objects.values_list("pk", "made_at")) == made


def test_what_changed_since_can_be_translated_too(as_reader: Client, starters: None):
    article = russian()
    whole = translate(as_reader, article, "en")
    assert "Translate what is missing" not in whole
    first, second = article.sentences.order_by("position")[:2]
    text = first.text
    second.delete()
    first.end = second.end
    first.save()
    page = as_reader.get(url(article, "en")).content.decode()
    assert "1 sentence is not translated" in page
    assert "Translate what is missing" in page
    page = translate(as_reader, article, "en")
    assert "Translate what is missing" not in page
    assert Translation.objects.filter(source__startswith=text).count() == 2


def test_progress_is_polled_until_the_translation_is_there(as_reader: Client, starters: None):
    article = russian()
    ask(as_reader, article, "en")
    held = jobs.claim(job_id=Job.objects.get().pk, holder="a")
    jobs.report(held, step=Job.Step.TRANSLATING, done=1, total=5)
    progress = reverse("translation_progress", args=[article.pk, "en"])
    response = as_reader.get(progress, headers=HTMX)
    assert "HX-Refresh" not in response.headers
    assert 'value="1"' in response.content.decode()
    jobs.finish(held)
    assert as_reader.get(progress).headers["HX-Refresh"] == "true"


def test_a_translation_through_a_third_language_is_shown_as_such(
    as_reader: Client, no_packages: None, tmp_path: Path
):
    for source, target in (("be", "ru"), ("ru", "en")):
        package_store().install(archive(tmp_path, from_code=source, to_code=target))
    article = builders.article("be", ("Адна навіна. Другая навіна.",), "Загаловак")
    assert "Belarusian → Russian → English" in as_reader.get(
        article.get_absolute_url()
    ).content.decode().replace("\n", "")
    page = translate(as_reader, article, "en")
    assert "Belarusian → Russian → English" in page
    route = route_for("be", "en")
    assert route.via == ["ru"]
    assert (
        ArticleTranslation.objects.get().package
        == route.key
        == "+".join(package.key for package in route.packages)
    )


def test_a_language_no_package_leads_to_is_not_offered(as_reader: Client, starters: None):
    assert as_reader.get(url(russian(), "zh")).status_code == 404


def test_a_package_removed_meanwhile_fails_the_job_with_what_to_do(
    as_reader: Client, no_packages: None, tmp_path: Path
):
    package = package_store().install(archive(tmp_path))
    article = russian()
    ask(as_reader, article, "en")
    package_store().remove(package)
    builders.run_queue()
    assert Job.objects.get().reason == Job.Reason.NO_ROUTE


def test_what_a_person_confirmed_is_shown_as_theirs(as_reader: Client, starters: None):
    pair = builders.aligned_pair()
    builders.confirm([pair.alignment.beads.first()])
    page = translate(as_reader, pair.source, "en")
    assert page.count("confirmed by a person") == 1
    assert "News 1, paragraph 0." in page


def test_the_page_asks_the_same_however_long(as_reader: Client, starters: None):
    counts = []
    for number, paragraphs in ((1, 2), (2, 40)):
        article = russian(number, paragraphs)
        translate(as_reader, article, "en")
        counts.append(count_queries(as_reader, url(article, "en")))
    assert counts[0] == counts[1]


def test_a_newer_package_marks_what_it_would_change_and_translates_it_again(
    as_administrator: Client, two_versions: None, tmp_path: Path
):
    articles = [russian(1), russian(2)]
    for article in articles:
        translate(as_administrator, article, "en")
    again = reverse("retranslate")
    assert "0 translations would change" in as_administrator.get(again).content.decode()
    key = newer(tmp_path)
    assert "2 translations would change" in as_administrator.get(again).content.decode()
    narrowed = f"{again}?q=Заголовок+2"
    assert "1 translation would change" in as_administrator.get(narrowed).content.decode()
    assert "preferred now" in as_administrator.get(url(articles[0], "en")).content.decode()
    as_administrator.post(narrowed)
    builders.run_queue()
    assert [t.article for t in ArticleTranslation.objects.filter(package=key)] == [articles[1]]
    as_administrator.post(again)
    builders.run_queue()
    assert {t.package for t in ArticleTranslation.objects.all()} == {key}
    job = Job.objects.first()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 5, 5)


def test_one_article_is_translated_again_from_its_page(
    as_administrator: Client, two_versions: None, tmp_path: Path
):
    article, other = russian(1), russian(2)
    for one in (article, other):
        translate(as_administrator, one, "en")
    key = newer(tmp_path)
    page = translate(as_administrator, article, "en")
    assert "preferred now" not in page
    assert key in page
    assert other.translations.get().package != key


def test_translating_again_never_touches_confirmed_work(
    as_administrator: Client, two_versions: None, tmp_path: Path
):
    pair = builders.aligned_pair()
    builders.confirm(list(pair.alignment.beads.all()))
    translate(as_administrator, pair.source, "en")
    beads = list(Bead.objects.values().order_by("pk"))
    people = list(Translation.objects.filter(origin="human").values().order_by("pk"))
    newer(tmp_path)
    as_administrator.post(reverse("retranslate"))
    builders.run_queue()
    assert list(Bead.objects.values().order_by("pk")) == beads
    assert list(Translation.objects.filter(origin="human").values().order_by("pk")) == people


@pytest.mark.parametrize("language", ["%00", "xx", "e" * 3000])
def test_there_is_no_translation_into_what_is_no_language(
    as_administrator: Client, starters: None, language: str
) -> None:
    base = f"{builders.article().get_absolute_url()}in/{language}/"
    assert as_administrator.get(base).status_code == 404
    assert as_administrator.get(f"{base}progress/").status_code == 404
    assert as_administrator.post(f"{base}ask/").status_code == 404


def test_filters_nobody_can_follow_translate_nothing(
    as_administrator: Client, two_versions: None
) -> None:
    for query in ("language=xx", "edition=999", "since=yesterday"):
        response = as_administrator.post(f"{reverse('retranslate')}?{query}")
        assert response.status_code == 422
        assert "would change" not in response.content.decode()
    assert not Job.objects.exists()


def test_a_cancelled_retranslation_keeps_what_it_did_and_goes_on_when_asked_again(
    as_administrator: Client,
    two_versions: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(work, "ARTICLES_AT_ONCE", 1)
    for number in range(3):
        translate(as_administrator, russian(number), "en")
    key = newer(tmp_path)
    as_administrator.post(reverse("retranslate"))
    note = work.note_translated

    def cancel_after_the_first(articles: list[int], route: object) -> None:
        note(articles, route)
        jobs.cancel_job(job=Job.objects.first())

    monkeypatch.setattr(work, "note_translated", cancel_after_the_first)
    builders.run_queue()
    assert ArticleTranslation.objects.filter(package=key).count() == 1
    monkeypatch.setattr(work, "note_translated", note)
    tasks.start_again(job=Job.objects.first(), user=None)
    builders.run_queue()
    assert ArticleTranslation.objects.filter(package=key).count() == 3


def test_progress_counts_an_article_for_every_language_it_is_translated_into(
    as_administrator: Client, two_versions: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package_store().install(archive(tmp_path, to_code="be"))
    article = russian()
    for language in ("en", "be"):
        translate(as_administrator, article, language)
    newer(tmp_path)
    package_store().install(archive(tmp_path, to_code="be", version="2.0", seed=2))
    as_administrator.post(reverse("retranslate"))
    reports: list[tuple[int, int]] = []
    monkeypatch.setattr(jobs, "report", lambda *_, done, total, **__: reports.append((done, total)))
    builders.run_queue()
    assert {total for _, total in reports} == {10}
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert {5, 10} <= {done for done, _ in reports}


def test_an_article_deleted_meanwhile_does_not_stop_the_others(
    as_administrator: Client, two_versions: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    gone, stays = russian(1), russian(2)
    for article in (gone, stays):
        translate(as_administrator, article, "en")
    key = newer(tmp_path)
    as_administrator.post(reverse("retranslate"))
    look_up = work.look_up

    def delete_meanwhile(*given: object) -> object:
        gone.delete()
        return look_up(*given)

    monkeypatch.setattr(work, "look_up", delete_meanwhile)
    builders.run_queue()
    assert Job.objects.first().state == Job.State.DONE
    assert [t.article for t in ArticleTranslation.objects.filter(package=key)] == [stays]


def test_an_alignment_says_when_other_packages_are_preferred_by_now(
    as_reader: Client, two_versions: None, tmp_path: Path
):
    pair = builders.pair()
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    words = "Other packages are preferred now"
    assert words not in as_reader.get(pair.get_absolute_url()).content.decode()
    newer(tmp_path)
    assert words in as_reader.get(pair.get_absolute_url()).content.decode()


def test_guests_read_what_is_translated_and_cannot_ask(
    client: Client, starters: None, settings: Settings
):
    settings.GUESTS_MAY_READ = True
    article = russian()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Translate this article" not in page
    ask(client, article, "en")
    assert not Job.objects.exists()
    assert "not translated yet" in client.get(url(article, "en")).content.decode()
    client.force_login(builders.user("reader"))
    translate(client, article, "en")
    client.logout()
    assert "<tr id=" in client.get(url(article, "en")).content.decode()
