"""A file whose sentences were split or joined comes back where they are segmented another way."""

import json
import random

import pytest

from newsalign.bitext.models import Pair
from newsalign.bitext.operations import BitextError, review
from newsalign.bitext.operations.segmentation import MisfitError, changes
from newsalign.core.formats import Segment
from newsalign.core.model import Bead
from newsalign.library.operations import stored_text
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    kinds,
    pair_of,
    positions,
    seen,
    sentence,
    values,
    version,
)
from tests.bitext.test_import import BOTH_WAYS, exported, imported

pytestmark = pytest.mark.django_db


def spans(pair: Pair) -> list[list[tuple[int, int]]]:
    return [
        list(article.sentences.order_by("position").values_list("start", "end"))
        for article in (pair.source, pair.target)
    ]


def split(pair: Pair, bead: int, side: str, place: int, at: int) -> None:
    review.split_sentence(
        pair=pair,
        user=builders.user(),
        seen=seen(pair, bead)[0],
        sentence=sentence(pair, side, place),
        at=at,
    )


def join(pair: Pair, bead: int, side: str, place: int) -> None:
    review.join_sentences(
        pair=pair,
        user=builders.user(),
        seen=seen(pair, bead)[0],
        sentence=sentence(pair, side, place),
    )


def reviewed() -> Pair:
    """Sentences joined on the one side and split on both, then beads of the new sentences."""
    pair = pair_of(Bead((0, 1), (0, 1)), Bead((2, 3), (2, 3)), Bead((4, 5), (4, 5)), paragraphs=3)
    join(pair, 0, "source", 0)
    split(pair, 1, "source", 1, 7)
    split(pair, 2, "target", 5, 8)
    cut = [sentence(pair, "target", 3)]
    review.split_bead(pair=pair, user=builders.user(), seen=seen(pair, 1)[0], sentences=cut)
    builders.confirm(pair.alignment.beads.all()[:2])
    builders.note(pair.alignment.beads.last(), "Split by hand.")
    assert_sound(pair)
    return pair


def on_a_fresh_system(pair: Pair, *, is_aligned: bool) -> Pair:
    """The same two texts as they are segmented by themselves."""
    Pair.objects.all().delete()
    for article in (pair.source, pair.target):
        article.delete()
    fresh = builders.pair(paragraphs=3)
    if is_aligned:
        builders.align(fresh)
    return fresh


@pytest.mark.parametrize("is_aligned", [True, False])
@pytest.mark.parametrize("form", BOTH_WAYS)
def test_a_fresh_system_takes_over_the_sentences_too(form: str, is_aligned: bool):
    pair = reviewed()
    data, before = exported(form), (spans(pair), values(pair))
    fresh = on_a_fresh_system(pair, is_aligned=is_aligned)
    assert spans(fresh) != before[0]
    assert imported(data, form)[0].is_new
    assert (spans(fresh), values(fresh)) == before
    assert_sound(fresh)
    assert not imported(data, form)[0].is_new
    assert exported("jsonl").replace(b"\n", b"").count(b"Split by hand.") == 1


def test_the_import_can_be_undone_step_by_step():
    pair = reviewed()
    data = exported()
    fresh = on_a_fresh_system(pair, is_aligned=True)
    before = spans(fresh), values(fresh)
    imported(data)
    steps = kinds(fresh)[1:]
    assert steps == ["split_sentence"] * 2 + ["import", "join_sentences"]
    for _step in steps:
        review.undo(pair=fresh, user=builders.user(), version=version(fresh))
    assert (spans(fresh), values(fresh)) == before
    assert_sound(fresh)


def test_a_decision_made_here_on_other_sentences_is_not_lost():
    pair = reviewed()
    data = exported()
    fresh = on_a_fresh_system(pair, is_aligned=True)
    builders.confirm(fresh.alignment.beads.filter(position=3))
    before = spans(fresh), values(fresh), kinds(fresh)
    with pytest.raises(BitextError, match="would be lost"):
        imported(data)
    assert (spans(fresh), values(fresh), kinds(fresh)) == before


def test_another_pair_of_the_article_goes_along():
    pair = reviewed()
    data = exported()
    fresh = on_a_fresh_system(pair, is_aligned=True)
    target = builders.article("en", ("Other news. With two sentences.",), "Other")
    other = Pair.objects.create(source=fresh.source, target=target, added_by=builders.user())
    builders.align(other)
    with pytest.raises(BitextError, match="merge them there first"):
        imported(data)
    review.merge_beads(pair=other, user=builders.user(), seen=seen(other, 0, 1))
    imported(data)
    assert_sound(fresh)
    assert_sound(other)
    assert ((0,), (0, 1)) in positions(other)


def test_two_pairs_of_an_article_come_in_one_file():
    first = pair_of(Bead((0, 1), (0, 1)), Bead((2, 3), (2, 3)))
    target = builders.article("en", ("Other news. With two sentences.",), "Other")
    second = Pair.objects.create(source=first.source, target=target, added_by=builders.user())
    builders.align(second)
    review.merge_beads(pair=second, user=builders.user(), seen=seen(second, 0, 1))
    join(second, 0, "source", 0)
    data, before = exported(), (spans(first), values(first), values(second))
    for pair in (first, second):
        for _step in range(pair.events.count() - 1):
            review.undo(pair=pair, user=builders.user(), version=version(pair))
    assert ((0,), (0,)) in positions(second)
    imported(data)
    assert (spans(first), values(first), values(second)) == before
    assert_sound(first)
    assert_sound(second)


def test_a_flag_that_is_set_here_is_not_lost():
    pair, bob = pair_of(Bead((0, 1, 2, 3), (0, 1, 2, 3))), builders.user("bob")
    data = exported()
    cut = [sentence(pair, "source", 2)]
    review.split_bead(pair=pair, user=bob, seen=seen(pair, 0)[0], sentences=cut)
    review.flag_beads(pair=pair, user=bob, seen=seen(pair, 1), flagged_for=bob)
    with pytest.raises(BitextError, match="on bead 2 does not stand in the file"):
        imported(data)


def test_beads_in_any_order_are_put_in_theirs():
    """And what has one side only did not move, whatever the file says."""
    pair = pair_of(Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2, 3), (2, 3)))
    records = [json.loads(line) for line in exported().splitlines()]
    for number, record in enumerate(reversed(records), 1):
        record |= {"bead": number, "moved": True}
    imported("\n".join(map(json.dumps, records)).encode())
    assert [bead.moved for bead in values(pair)] == [True, False, False, True]
    assert_sound(pair)


def random_segments(text: str, paragraph: int, choose: random.Random) -> list[tuple[int, str]]:
    """The paragraph cut at random between its words."""
    words = text.split(" ")
    ends = sorted(choose.sample(range(1, len(words)), choose.randint(0, len(words) - 1)))
    bounds = zip([0, *ends], [*ends, len(words)], strict=True)
    return [(paragraph, " ".join(words[a:b])) for a, b in bounds]


@pytest.mark.parametrize("seed", range(20))
def test_any_cut_of_a_text_is_reached(seed: int):
    choose = random.Random(seed)  # noqa: S311  # nothing secret
    pair = pair_of(Bead(tuple(range(6)), tuple(range(6))), paragraphs=3)
    document = stored_text(pair.source_id).document
    cut = [s for k, p in enumerate(document.paragraphs) for s in random_segments(p.text, k, choose)]
    record = json.loads(exported())
    record["source"]["sentences"] = [
        {"number": number, "paragraph": paragraph + 1, "text": text}
        for number, (paragraph, text) in enumerate(cut, 1)
    ]
    imported(json.dumps(record).encode())
    assert stored_text(pair.source_id).texts == [text for _paragraph, text in cut]
    assert_sound(pair)


@pytest.mark.parametrize(
    ("segments", "number"),
    [
        ([], 0),
        ([(1, 1, "Новость 1, абзац 0. Вторая фраза здесь.")], 0),
        ([(1, 1, "Новость 1, абзац 0."), (3, 1, "Вторая фраза здесь.")], 0),
        ([(1, 1, "Новость 1, абзац 0. ")], 1),
        ([(1, 1, "")], 1),
        ([(1, 2, "Новость 1, абзац 0.")], 1),
        ([(1, 1, "Новость 1, абзац 0."), (2, 2, "Новость 1, абзац 1.")], 2),
        (
            [
                (1, 1, "Новость 1, абзац 0. Вторая фраза здесь."),
                (2, 2, "Новость 1, абзац 1. Вторая фраза здесь."),
                (3, 2, "Ещё."),
            ],
            3,
        ),
    ],
)
def test_sentences_of_another_text(segments: list[tuple[int, int, str]], number: int):
    pair = builders.pair()
    document = stored_text(pair.source_id).document
    with pytest.raises(MisfitError) as refused:
        changes("source", document, [Segment(*segment) for segment in segments])
    assert refused.value.number == number
