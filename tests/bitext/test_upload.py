import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newsalign.bitext.models import Job, Pair
from newsalign.bitext.operations.setup import SAMPLES
from newsalign.library.models import Article, Draft

RU = (SAMPLES / "electric-bus.ru.txt").read_text(encoding="utf-8")
EN = (SAMPLES / "electric-bus.en.txt").read_text(encoding="utf-8")


def upload(client: Client, source: str = RU, target: str = EN, **more: object):
    return client.post(reverse("upload"), {"source_text": source, "target_text": target, **more})


def confirm(client: Client, url: str, **changes: str):
    """Sends the check page's forms back as they came, with some changes."""
    page = client.get(url)
    data = {
        field.html_name: field.value() or ""
        for side in page.context["sides"]
        if not side.existing
        for field in side.form
    }
    return client.post(url, data | changes)


def stored() -> tuple[int, int, int, int]:
    return (
        Article.objects.count(),
        Pair.objects.count(),
        Draft.objects.count(),
        Job.objects.count(),
    )


def test_from_paste_to_a_waiting_pair(as_administrator: Client):
    response = upload(as_administrator)
    assert response.status_code == 302
    response = confirm(as_administrator, response.url)
    pair = Pair.objects.get()
    assert response.url == pair.get_absolute_url()
    assert stored() == (2, 1, 0, 1)
    assert pair.source.language == "ru"
    assert pair.source.section == "Экономика"
    assert pair.source.published_at.isoformat() == "2025-09-11T12:40:00+00:00"
    assert pair.source.edition.name == "БЕЛТА"
    assert pair.target.edition.name == "BelTA"
    assert bytes(pair.source.original).decode() == RU.replace("\r\n", "\n")


def test_spans_are_exact(as_administrator: Client):
    confirm(as_administrator, upload(as_administrator).url)
    source, target = Article.objects.with_text()
    for article in (source, target):
        for paragraph in article.paragraphs.all():
            covered = "".join(s.text for s in paragraph.sentences.all())
            assert "".join(covered.split()) == "".join(paragraph.text.split())


def test_what_was_recognised_can_be_corrected(as_administrator: Client):
    url = upload(as_administrator).url
    assert "Экономика" in as_administrator.get(url).content.decode()
    changes = {"source-headline": "Другой заголовок", "source-published": "2025-09-12T08:30"}
    confirm(as_administrator, url, **changes)
    article = Article.objects.get(language="ru")
    assert article.headline == "Другой заголовок"
    assert article.published_at.isoformat() == "2025-09-12T05:30:00+00:00"


def test_swapped_sides_are_put_right_with_a_word_about_it(as_administrator: Client):
    url = upload(as_administrator, EN, RU).url
    assert "have been swapped" in as_administrator.get(url).content.decode()
    confirm(as_administrator, url)
    assert Pair.objects.get().source.language == "ru"


def test_sides_swapped_by_a_corrected_language_are_put_right_with_a_word_too(
    as_administrator: Client,
):
    """Nobody can tell the language of so little text but the reader."""
    url = upload(as_administrator, "No.", "Да.").url
    saved = confirm(as_administrator, url, **{"source-language": "en", "target-language": "ru"})
    assert Pair.objects.get().source.language == "ru"
    assert "have been swapped" in as_administrator.get(saved.url).content.decode()


def test_an_article_is_stored_once_even_in_several_pairs(as_administrator: Client):
    confirm(as_administrator, upload(as_administrator).url)
    other = "Minsk hosts a fair.\n\nThe fair opened on 3 May in the city's park.\n\nIt is large."
    confirm(as_administrator, upload(as_administrator, RU, other).url)
    assert stored()[:2] == (3, 2)


def test_the_same_pair_again_leads_to_the_pair_that_is_here(as_administrator: Client):
    confirm(as_administrator, upload(as_administrator).url)
    before = stored()
    response = confirm(as_administrator, upload(as_administrator).url)
    assert response.url == Pair.objects.get().get_absolute_url()
    assert stored() == before


def test_files_of_every_kind(as_administrator: Client):
    files = {
        "source_file": SimpleUploadedFile("ru.txt", RU.encode("cp1251", "replace")),
        "target_file": SimpleUploadedFile("en.txt", EN.encode("utf-16")),
    }
    response = as_administrator.post(reverse("upload"), files)
    assert response.status_code == 302
    confirm(as_administrator, response.url)
    assert Article.objects.get(language="en").original_name == "en.txt"


def too_large() -> SimpleUploadedFile:
    return SimpleUploadedFile("large.txt", b"a " * (5 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"source_text": ""}, "Paste a page here"),
        ({"source_text": " \n "}, "Paste a page here"),
        ({"source_text": "", "source_file": BytesIO(b"")}, "no text in this"),
        (
            {"source_text": "", "source_file": BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(500))},
            "picture",
        ),
        ({"source_text": "", "source_file": "large"}, "The file is larger than 10.0\xa0MB"),
        ({"source_text": EN}, "same language"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    as_administrator: Client, more: dict[str, object], words: str
):
    if more.get("source_file") == "large":
        more = more | {"source_file": too_large()}
    response = as_administrator.post(reverse("upload"), {"target_text": EN, **more})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert stored() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("other", "asked_for"),
    [("", ["ru.txt"]), (b"%PDF-1.7", ["ru.txt"]), (RU, ["ru.txt", "en.txt"])],
)
def test_a_file_is_asked_for_again_when_the_form_comes_back(
    as_administrator: Client, other: str | bytes, asked_for: list[str]
):
    """Beside a side that has its own fault it would be gone without a word."""
    data = other if isinstance(other, bytes) else other.encode()
    files = {"source_file": SimpleUploadedFile("ru.txt", RU.encode())}
    files |= {"target_file": SimpleUploadedFile("en.txt", data)} if data else {}
    page = as_administrator.post(reverse("upload"), files).content.decode()
    assert re.findall("Choose “(.*?)” once more", page) == asked_for


def test_a_form_sent_back_with_errors_changes_nothing(as_administrator: Client):
    response = confirm(
        as_administrator,
        upload(as_administrator).url,
        **{"source-headline": "", "target-url": "x y"},
    )
    assert response.status_code == 422
    assert stored()[:2] == (0, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "be",
            "Прэзідэнт наведаў завод у Магілёве. Ён пагутарыў з рабочымі і інжынерамі прадпрыемства.",
        ),
        ("uk", "Президент відвідав завод у Києві. Він поспілкувався з робітниками та інженерами."),
        ("zh", "总统访问了明斯克的工厂。他与工人们进行了交谈。工厂生产拖拉机。"),
    ],
)
def test_other_languages_break_nothing(as_administrator: Client, language: str, text: str):
    response = upload(as_administrator, text, EN)
    assert response.status_code == 302
    confirm(as_administrator, response.url, **{"source-language": language})
    article = Article.objects.get(language=language)
    assert article.sentences.count() >= 2
    assert as_administrator.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("address", ["http://[half", "http://ex\u2100ample.com/news"])
def test_a_line_that_only_begins_like_an_address_breaks_nothing(
    as_administrator: Client, address: str
):
    url = upload(as_administrator, f"{RU}\n{address}").url
    assert as_administrator.get(url).status_code == 200


@pytest.mark.parametrize("year", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_that_no_clock_can_tell_is_refused(as_administrator: Client, year: str):
    response = confirm(as_administrator, upload(as_administrator).url, **{"source-published": year})
    assert response.status_code == 422
    assert "between 1600 and 2200" in response.content.decode()


def test_a_headline_is_one_clean_line_of_any_letters(as_administrator: Client):
    url = upload(as_administrator).url
    nothing = confirm(as_administrator, url, **{"source-headline": "\u200b\u202e"})
    assert nothing.status_code == 422
    headline = "\u0390" * 499  # three letters each once folded
    changes = {"source-headline": f"{headline}\n\u202e", "source-section": "a\r\nb \u200f"}
    confirm(as_administrator, url, **changes)
    article = Article.objects.get(language="ru")
    article.full_clean(exclude=["url"])
    assert (article.headline, article.section) == (headline, "a b")
    assert len(article.headline_folded) <= Article._meta.get_field("headline_folded").max_length


def test_whoever_comes_back_to_a_saved_upload_is_told(as_administrator: Client):
    url = upload(as_administrator).url
    confirm(as_administrator, url)
    for response in (as_administrator.get(url), as_administrator.post(url, {})):
        assert response.url == reverse("pairs")
    assert "it has been saved" in as_administrator.get(reverse("pairs")).content.decode()


@pytest.mark.parametrize("text", ["слово " * 100_000, "Слово.\n" * 10_002], ids=["long", "lines"])
def test_more_text_than_an_article_has_is_refused(as_administrator: Client, text: str):
    response = upload(as_administrator, text)
    assert response.status_code == 422
    assert "more text than one article has" in response.content.decode()
    confirmed = confirm(as_administrator, upload(as_administrator).url, **{"source-text": text})
    assert confirmed.status_code == 422
    assert stored()[:2] == (0, 0)
