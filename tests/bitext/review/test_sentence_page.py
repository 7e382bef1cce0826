"""Splitting, joining and linking sentences with forms alone."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from newsalign.bitext.models import Pair
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    kinds,
    one_to_one,
    pair_of,
    positions,
    seen,
    sentence,
    version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client, db: None) -> Client:
    client.force_login(builders.with_role(builders.user("rita"), "reviewer"))
    return client


def opened(client: Client, pair: Pair, side: str, place: int) -> html.HtmlElement:
    url = reverse("sentence", args=[pair.pk, sentence(pair, side, place)])
    page = client.get(f"{url}?row=s1")
    return html.document_fromstring(page.content.decode()).xpath("//form[@class='cuts']")[0]


def submit(client: Client, form: html.HtmlElement, address: str = "") -> str:
    response = client.post(address or form.action, dict(form.form_values()), follow=True)
    assert response.redirect_chain[-1][0].endswith("?row=s1#rs1")
    return response.content.decode()


def test_every_word_can_begin_the_second_sentence(reviewer: Client):
    pair = pair_of(*one_to_one(4))
    form = opened(reviewer, pair, "source", 0)
    choices = form.xpath(".//label[input]")
    assert [one.text_content() for one in choices] == ["1,", "абзац", "0."]
    assert [one.find("input").get("value") for one in choices] == ["8", "11", "17"]
    assert form.xpath(".//input[@checked]/@value") == ["8"]


def test_a_sentence_is_split_and_joined_by_forms(reviewer: Client):
    pair = pair_of(*one_to_one(4))
    form = opened(reviewer, pair, "source", 0)
    form.inputs["at"].value = "11"
    assert "Sentence split in two" in submit(reviewer, form)
    assert positions(pair)[0] == ((0, 1), (0,))
    texts = [s.text for s in pair.source.sentences.select_related("paragraph")[:2]]
    assert texts == ["Новость 1,", "абзац 0."]
    form = opened(reviewer, pair, "source", 0)
    (join,) = form.xpath(".//button/@formaction")
    assert "Two sentences joined" in submit(reviewer, form, join)
    assert kinds(pair) == ["align", "split_sentence", "join_sentences"]
    assert_sound(pair)


def test_the_last_sentence_of_a_paragraph_has_none_to_join(reviewer: Client):
    assert not opened(reviewer, pair_of(*one_to_one(4)), "source", 1).xpath(".//button/@formaction")


def test_scripts_get_the_form_alone(reviewer: Client):
    pair = pair_of(*one_to_one(4))
    url = reverse("sentence", args=[pair.pk, sentence(pair, "target", 0)])
    page = reviewer.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert 'value="cancel"' in page


def test_a_sentence_of_another_pair_is_not_there(reviewer: Client):
    pair, other = pair_of(*one_to_one(4)), builders.aligned_pair(2)
    url = reverse("sentence", args=[pair.pk, sentence(other, "source", 0)])
    assert reviewer.get(url).status_code == 404


def picked(pair: Pair, *places: tuple[str, int]) -> list[str]:
    """In these tests sentences and beads go together one by one."""
    found = []
    for side, place in places:
        bead = seen(pair, place)[0]
        found.append(f"{sentence(pair, side, place)}@{bead.pk}.{bead.version}")
    return found


def test_chosen_sentences_of_several_rows_are_linked_by_a_form(reviewer: Client):
    pair = pair_of(*one_to_one(8), paragraphs=4)
    page = reviewer.get(f"{pair.get_absolute_url()}?row=s1").content.decode()
    offered = html.document_fromstring(page).xpath(
        "//*[@name='picked']/@value | //select[@name='picked']//option/@value"
    )
    chosen = picked(pair, ("source", 0), ("source", 1), ("target", 5))
    assert set(chosen) <= set(offered)
    assert len(offered) == 16
    url = reverse("review_step", args=[pair.pk, "link"]) + "?row=s1"
    given = {"version": version(pair), "row": "rs1", "picked": chosen}
    said = reviewer.post(url, given, follow=True).content.decode()
    assert "Sentences linked" in said
    assert ((0, 1), (5,)) in positions(pair)
    assert_sound(pair)


@pytest.mark.parametrize("nonsense", ["", "5", "5@", "x@1.2", "5@1.2.3", "5@1"])
def test_nonsense_is_not_linked(reviewer: Client, nonsense: str):
    pair = pair_of(*one_to_one(4))
    before = positions(pair)
    url = reverse("review_step", args=[pair.pk, "link"])
    for more in ({}, {"beads": "1.x"}):
        given = {"version": version(pair), "picked": [nonsense], **more}
        response = reviewer.post(url, given, headers={"HX-Request": "true"})
        assert response.status_code == 422
    assert positions(pair) == before
