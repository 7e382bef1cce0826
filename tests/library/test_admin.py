"""Articles and editions in the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from newsalign.library.models import Article, Edition
from newsalign.library.operations import ArticleFields, LibraryError, open_draft, store_article
from tests import builders

pytestmark = pytest.mark.django_db


def changed(client: Client, article: Article, edition: Edition):
    url = reverse("admin:library_article_change", args=[article.pk])
    prefix = {"paragraphs-TOTAL_FORMS": 0, "paragraphs-INITIAL_FORMS": 0}
    given = {"headline": article.headline, "edition": edition.pk, **prefix}
    return client.post(url, given)


def test_an_article_is_of_an_edition_in_its_language(as_administrator: Client):
    article = builders.article("en")
    russian, english = Edition.objects.get(language="ru"), Edition.objects.get(language="en")
    page = changed(as_administrator, article, russian).content.decode()
    assert "is in another language than the text" in page
    article.refresh_from_db()
    assert article.edition == english
    assert changed(as_administrator, article, english).status_code == 302


def test_an_upload_is_of_an_edition_in_its_language():
    fields = ArticleFields(
        language="en", headline="x", text="x", edition=Edition.objects.get(language="ru")
    )
    with pytest.raises(LibraryError, match="is in another language"):
        store_article(draft=open_draft(owner=builders.user(), text="x"), fields=fields, user=None)  # type: ignore[arg-type]  # refused before


def test_an_edition_with_articles_keeps_its_language(as_administrator: Client):
    edition = builders.article("en").edition
    url = reverse("admin:library_edition_change", args=[edition.pk])
    given = {"name": "x", "publisher": "y", "language": "de", "time_zone": "Europe/Minsk"}
    assert "stays as it is" in as_administrator.post(url, given).content.decode()
    Article.objects.all().delete()
    assert as_administrator.post(url, given).status_code == 302


def test_an_article_in_a_pair_cannot_be_deleted(as_administrator: Client):
    pair = builders.pair()
    url = reverse("admin:library_article_delete", args=[pair.source_id])
    assert str(pair) in as_administrator.get(url).content.decode().replace("&#x27;", "'")
    as_administrator.post(url, {"post": "yes"})
    assert Article.objects.filter(pk=pair.source_id).exists()


def test_an_article_in_no_pair_can_be_deleted(as_administrator: Client):
    article = builders.article("en")
    url = reverse("admin:library_article_delete", args=[article.pk])
    as_administrator.post(url, {"post": "yes"})
    assert not Article.objects.exists()
