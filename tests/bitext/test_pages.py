from datetime import UTC, datetime

import pytest
from django.contrib.admin.sites import site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsalign.bitext import operations
from newsalign.bitext.models import Alignment, Bead, Job, Pair
from newsalign.bitext.operations import jobs
from newsalign.library.models import Edition
from tests import builders

HTMX = {"HX-Request": "true"}
LISTS = ("home", "articles", "pairs")


def count_queries(client: Client, url: str) -> int:
    client.get(url)  # the session and the content types are read once
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_the_same_however_long(as_administrator: Client, name: str):
    for number in range(3):
        builders.aligned_pair(number)
    few = count_queries(as_administrator, reverse(name))
    for number in range(3, 9):
        builders.aligned_pair(number)
    assert count_queries(as_administrator, reverse(name)) == few


@pytest.mark.parametrize("view", ["", "?view=order", "?translation=1&differences=1"])
def test_comparison_asks_the_same_however_long(as_administrator: Client, view: str):
    short, long = builders.aligned_pair(1, paragraphs=3), builders.aligned_pair(2, paragraphs=40)
    few = count_queries(as_administrator, short.get_absolute_url() + view)
    assert count_queries(as_administrator, long.get_absolute_url() + view) == few


def test_article_asks_the_same_however_long(as_administrator: Client):
    short, long = builders.aligned_pair(1, paragraphs=3), builders.aligned_pair(2, paragraphs=40)
    few = count_queries(as_administrator, short.source.get_absolute_url())
    assert count_queries(as_administrator, long.source.get_absolute_url()) == few


@pytest.mark.parametrize("model", [Pair, Alignment, Bead, Job])
def test_admin_lists_ask_the_same_however_long(as_administrator: Client, model):
    url = reverse(f"admin:bitext_{model._meta.model_name}_changelist")
    assert model in site._registry
    for number in range(2):
        builders.aligned_pair(number)
    few = count_queries(as_administrator, url)
    for number in range(2, 8):
        operations.request_alignment(pair=builders.aligned_pair(number), user=None)
    assert count_queries(as_administrator, url) == few


def test_alignment_in_the_admin_asks_the_same_however_long(as_administrator: Client):
    counts = []
    for number, paragraphs in ((1, 3), (2, 30)):
        alignment = builders.aligned_pair(number, paragraphs).alignment
        url = reverse("admin:bitext_alignment_change", args=[alignment.pk])
        counts.append(count_queries(as_administrator, url))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["articles", "pairs"])
def test_lists_answer_whole_and_as_a_fragment(as_administrator: Client, name: str):
    builders.aligned_pair()
    page = as_administrator.get(reverse(name)).content.decode()
    response = as_administrator.get(reverse(name), headers=HTMX)
    fragment = response.content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    assert "Headline 1" in page
    assert "Headline 1" in fragment
    assert "HX-Request" in response.headers["Vary"]


def test_search_in_headlines_knows_cyrillic_capitals(as_administrator: Client):
    builders.aligned_pair(1)
    builders.article("en", ("Other text.",), headline="Nothing of the kind")
    found = as_administrator.get(reverse("articles"), {"q": "заголовок"}).content.decode()
    assert "Заголовок 1" in found
    assert "Nothing of the kind" not in found


@pytest.mark.parametrize("words", ["ЗАВОД'ОМ", "ёлок", '"елок"', "«Ёлок» - 3"])
def test_search_in_headlines_takes_typed_marks_for_printed_ones(
    as_administrator: Client, words: str
):
    pair = builders.aligned_pair(1)
    pair.source.headline = "Завод’ом собрано «ёлок» – 3"
    pair.source.save()
    lists = [f"admin:{name}_changelist" for name in ("library_article", "bitext_pair")]
    lists += [f"admin:bitext_{name}_changelist" for name in ("queuedpair", "alignment")]
    for name in ("articles", "pairs", *lists):
        found = as_administrator.get(reverse(name), {"q": words}).content.decode()
        assert pair.source.headline in found, name
        found = as_administrator.get(reverse(name), {"q": f"{words} завода"}).content.decode()
        assert pair.source.headline not in found, name


def test_filters_narrow_the_list(as_administrator: Client):
    builders.aligned_pair(1)
    found = as_administrator.get(reverse("articles"), {"language": "ru"}).content.decode()
    assert "Заголовок 1" in found
    assert "Headline 1" not in found


def test_a_pair_whose_alignment_was_cancelled_waits_for_nothing(as_administrator: Client):
    job, _ = operations.request_alignment(pair=builders.pair(), user=None)
    url, state = reverse("pairs"), '<span class="state waiting">{}</span>'
    assert state.format("waiting for its alignment") in as_administrator.get(url).content.decode()
    jobs.cancel_job(job=job)
    page = as_administrator.get(url, {"state": "waiting"}).content.decode()
    assert state.format("not aligned") in page
    assert '<option value="waiting" selected>not aligned</option>' in page


@pytest.mark.parametrize("query", ["?page=999", "?since=never", "?language=xx", "?view=%00"])
def test_nonsense_in_a_query_is_no_error(as_administrator: Client, query: str):
    found = builders.aligned_pair()
    for url in (reverse("articles"), reverse("pairs"), found.get_absolute_url()):
        assert as_administrator.get(url + query).status_code == 200


def test_original_is_handed_back_as_a_download(as_administrator: Client):
    article = builders.article("en", ("Just this.",))
    response = as_administrator.get(reverse("article_original", args=[article.pk]))
    assert response.content == b"Just this."
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_strict_content_security_policy(as_administrator: Client):
    policy = as_administrator.get(reverse("home")).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_pages_bring_no_inline_style_or_script(as_administrator: Client):
    found = builders.aligned_pair()
    urls = [reverse(n) for n in (*LISTS, "upload")] + [
        found.get_absolute_url(),
        found.get_absolute_url() + "?view=order",
        found.source.get_absolute_url(),
    ]
    for url in urls:
        page = as_administrator.get(url).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " onclick=" not in page
        assert "https://" not in page.replace("https://belta.by", "").replace(
            "https://eng.belta.by", ""
        )


def test_every_page_tells_the_time_at_the_publisher(as_administrator: Client):
    edition = Edition.objects.create(
        publisher="Eastern News", language="zh", name="Eastern News", time_zone="Asia/Shanghai"
    )
    pair = builders.aligned_pair()
    pair.source.edition = edition
    pair.source.published_at = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    pair.source.save()
    for url in (reverse("articles"), pair.source.get_absolute_url(), pair.get_absolute_url()):
        assert "2 March 2026, 04:30" in as_administrator.get(url).content.decode()


def test_jobs_in_the_admin_are_told_by_headline(as_administrator: Client):
    pair = builders.pair()
    operations.request_alignment(pair=pair, user=None)
    page = as_administrator.get(reverse("admin:bitext_job_changelist")).content.decode()
    assert pair.target.headline in page


def test_a_share_reads_the_same_in_the_admin_and_on_the_page(as_administrator: Client):
    pair = builders.aligned_pair()
    pair.alignments.update(lowest_confidence=0.999)
    page = as_administrator.get(reverse("admin:bitext_alignment_changelist")).content.decode()
    assert ">99%<" in page


def test_a_request_nobody_understands_gets_a_page(as_administrator: Client):
    answer = as_administrator.get(
        reverse("admin:bitext_bead_changelist") + "?alignment__pair__id__exact=1"
    )
    assert answer.status_code == 400
    assert "Request not understood" in answer.content.decode()
