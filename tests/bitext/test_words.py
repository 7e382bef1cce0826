"""Which words of a bead correspond, as the comparison's page asks for it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations.words import bead_words
from newsalign.core import model
from tests import builders

RUSSIAN = "🌊 Наводнение: мост закрыли 14 мая, сказал Лавров."
ENGLISH = "The bridge was closed on 14 May 🌊🌊, Lavrov said; meadows stayed."


@pytest.fixture
def pair(db: None) -> Pair:
    source = builders.article("ru", (RUSSIAN,), "Мост")
    target = builders.article("en", (ENGLISH,), "Bridge")
    found = Pair.objects.create(source=source, target=target, added_by=builders.user())
    builders.align(found, model.Alignment((model.Bead((0,), (0,), 0.9),)))
    return found


def the_bead(pair: Pair) -> Bead:
    return Bead.objects.of_current_alignment(pair.pk).with_sentences().get()


def address(pair: Pair, bead: Bead) -> str:
    return reverse("bead_words", args=[pair.pk, bead.pk, bead.version])


def as_a_browser_cuts(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def texts(found: dict[str, Any], pair: Pair) -> tuple[dict[str, str], set[str]]:
    text_of = {
        article.sentences.get().pk: text
        for article, text in ((pair.source, RUSSIAN), (pair.target, ENGLISH))
    }

    def cut(span: list[int]) -> str:
        return as_a_browser_cuts(text_of[span[0]], span[1], span[2])

    links = {cut(link["source"]): cut(link["target"]) for link in found["links"]}
    return links, set(map(cut, found["alone"]))


def test_words_have_the_spans_that_a_browser_counts(as_reader: Client, pair: Pair):
    found = as_reader.get(address(pair, the_bead(pair))).json()
    links, alone = texts(found, pair)
    assert links.items() >= {"мост": "bridge", "14": "14", "мая": "May", "Лавров": "Lavrov"}.items()
    assert all(0 < link["strength"] <= 1 for link in found["links"])
    assert "meadows" in alone
    assert not alone & (set(links) | set(links.values()))


def test_a_span_takes_a_combining_mark_along(db: None):
    source = builders.article("ru", ("Выросла\u0301 вода.",), "Вода")
    target = builders.article("en", ("Water rose.",), "Water")
    pair = Pair.objects.create(source=source, target=target, added_by=builders.user())
    builders.align(pair, model.Alignment((model.Bead((0,), (0,), 0.9),)))
    found = bead_words(the_bead(pair))
    spans = {*(link.source for link in found.links), *found.alone}
    assert (source.sentences.get().pk, 0, 8) in {tuple(span) for span in spans}


def test_the_answer_is_kept_for_the_asker_alone(as_reader: Client, pair: Pair):
    answer = as_reader.get(address(pair, the_bead(pair)))
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert "Cookie" in answer.headers["Vary"]


def test_another_version_is_not_there(as_reader: Client, pair: Pair):
    old = address(pair, the_bead(pair))
    builders.confirm([the_bead(pair)])
    assert as_reader.get(old).status_code == 404
    assert as_reader.get(address(pair, the_bead(pair))).status_code == 200


def test_a_bead_is_there_under_its_own_pair_and_while_it_is_current(as_reader: Client, pair: Pair):
    bead, other = the_bead(pair), builders.aligned_pair(2)
    assert as_reader.get(address(other, bead)).status_code == 404
    builders.align(pair)
    assert as_reader.get(address(pair, bead)).status_code == 404


def test_questions_do_not_grow_with_the_bead(as_reader: Client):
    for number, sentences in ((1, 1), (2, 4)):
        pair = builders.pair(number, 4)
        everything = tuple(range(sentences))
        rest = (model.Bead((k,), (k,)) for k in range(sentences, 8))
        builders.align(pair, model.Alignment((model.Bead(everything, everything), *rest)))
        bead = Bead.objects.get(alignment__pair=pair, position=0)
        with assertNumQueries(4):  # session, user, bead, its sentences
            as_reader.get(address(pair, bead))


def test_the_page_offers_the_switch_where_a_lexicon_is(as_reader: Client, pair: Pair):
    assert "data-words-tool" in as_reader.get(pair.get_absolute_url()).content.decode()
    target = builders.article("de", ("Die Brücke wurde am 14. Mai geschlossen.",), "Brücke")
    other = Pair.objects.create(source=pair.source, target=target, added_by=builders.user())
    builders.align(other)
    page = as_reader.get(other.get_absolute_url()).content.decode()
    assert "data-words-tool" not in page
    assert "data-words=" in page


def test_the_past_has_no_words(as_reader: Client, pair: Pair):
    page = as_reader.get(reverse("history_state", args=[pair.pk, 1])).content.decode()
    assert 'id="rs1"' in page
    assert "data-words" not in page
