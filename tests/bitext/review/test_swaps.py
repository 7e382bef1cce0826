"""The answer to a step makes the page that is shown what it would be if loaded anew."""

import random

import pytest
from django.test import Client
from lxml import html

from newsalign.bitext.models import Pair
from tests import builders
from tests.bitext.review.steps import one_to_one, pair_of, sentence, stored, values, version
from tests.bitext.review.test_endpoints import post, tokens

pytestmark = pytest.mark.django_db

SHAPES = ("unlink", "merge", "merge_rows", "link", "split", "split_sentence", "undo", "redo")
QUERIES = ("", "?differences=1", "?view=order")


@pytest.fixture
def reviewer(client: Client, db: None) -> Client:
    client.force_login(builders.with_role(builders.user("rita"), "reviewer"))
    return client


def loaded(client: Client, pair: Pair, query: str) -> html.HtmlElement:
    return html.document_fromstring(client.get(pair.get_absolute_url() + query).content.decode())


def swap(page: html.HtmlElement, answer: str) -> None:
    """As htmx does it: every marked element in its order finds its place by its id."""
    for new in html.document_fromstring(answer).xpath("//*[@hx-swap-oob]"):
        how, _colon, where = new.attrib.pop("hx-swap-oob").partition(":#")
        (old,) = page.xpath(f"//*[@id='{where or new.get('id')}']")
        new.tail = None
        match how:
            case "true":
                old.getparent().replace(old, new)
            case "delete":
                old.getparent().remove(old)
            case "afterend":
                for child in reversed(new):
                    old.addnext(child)
            case "afterbegin":
                old[:0] = list(new)


def shown(page: html.HtmlElement) -> list[str]:
    """The comparison's lines or paragraphs, with the marks they carry, without white space."""
    (stage,) = page.xpath("//*[contains(@class, 'stage')]")
    found = [
        [element.tag, dict(element.attrib), " ".join((element.text or "").split())]
        for element in stage.iter("*")
    ]
    return [str(one) for one in found]


def random_step(client: Client, pair: Pair, choose: random.Random, query: str) -> str:
    """The answer's text; a step that makes no sense is refused, which is an answer too."""
    place = choose.randrange(len(stored(pair)) - 1)
    other = choose.randrange(len(stored(pair)))
    held = [values(pair)[k] for k in {place, other}]
    keys = [sentence(pair, "source", i) for b in held for i in b.source[-1:]]
    keys += [sentence(pair, "target", j) for b in held for j in b.target[-1:]]
    given = {
        "beads": tokens(pair, *{place, other}),
        "following": tokens(pair, place + 1),
        "sentences": " ".join(map(str, keys)),
        "at": 4,
    }
    step = choose.choice(SHAPES)
    if step in ("split", "split_sentence"):
        given |= {"beads": tokens(pair, place), "sentences": str(keys[0])}
    return post(client, pair, step, query, **given).content.decode()


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("seed", range(3))
def test_swapped_pages_are_what_loaded_ones_are(reviewer: Client, query: str, seed: int):
    pair, choose = pair_of(*one_to_one(12), paragraphs=6), random.Random(seed)  # noqa: S311
    page, before = loaded(reviewer, pair, query), version(pair)
    for _step in range(15):
        swap(page, random_step(reviewer, pair, choose, query))
        assert shown(page) == shown(loaded(reviewer, pair, query))
    assert version(pair) > before + 5


def test_a_page_left_behind_catches_up(reviewer: Client):
    pair, choose = pair_of(*one_to_one(12), paragraphs=6), random.Random(7)  # noqa: S311
    page, at = loaded(reviewer, pair, ""), version(pair)
    for _step in range(10):
        random_step(reviewer, pair, choose, "")
    answer = post(reviewer, pair, "note", beads=tokens(pair, 0), note="Late.", version=at)
    swap(page, answer.content.decode())
    assert shown(page) == shown(loaded(reviewer, pair, ""))


@pytest.mark.parametrize("step", ["unlink", "merge_rows"])
def test_another_number_of_rows_leaves_the_answer_small(reviewer: Client, step: str):
    """Of sixty paragraphs: nothing but the rows that changed, and the others' new numbers."""
    pair = pair_of(*one_to_one(120), paragraphs=60)
    confirmed = post(reviewer, pair, "confirm", beads=tokens(pair, 20))
    given = {"beads": tokens(pair, 20, 21), "following": tokens(pair, 22, 23)}
    answer = post(reviewer, pair, step, **given)
    assert answer.status_code == 200
    assert len(answer.content) < len(confirmed.content) + 8_000
    undone = post(reviewer, pair, "undo")
    assert len(undone.content) < len(confirmed.content) + 8_000
