from itertools import pairwise

import pytest

from newsalign.bitext.models import Pair
from newsalign.bitext.operations import BitextError, review
from newsalign.bitext.operations.alignments import save_alignment
from newsalign.core.model import Bead
from newsalign.library.operations import stored_text
from tests import builders
from tests.bitext.review.steps import (
    assert_sound,
    kinds,
    one_to_one,
    pair_of,
    positions,
    seen,
    sentence,
    values,
    version,
)

pytestmark = pytest.mark.django_db

TEXTS = ["Новость 1, абзац 0.", "Вторая фраза здесь.", "Новость 1, абзац 1.", "Вторая фраза здесь."]


def texts(pair: Pair) -> list[str]:
    """As the spans say, which have to lie inside their paragraphs, in order, without overlap."""
    document = stored_text(pair.source_id).document
    for paragraph in document.paragraphs:
        spans = [(s.start, s.end) for s in paragraph.sentences]
        assert spans == sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(paragraph.text[s.start : s.end] == s.text for s in paragraph.sentences)
    return [s.text for s in document.sentences]


def split(pair: Pair, place: int, at: int):
    return review.split_sentence(
        pair=pair,
        user=builders.user(),
        seen=seen(pair, place)[0],
        sentence=sentence(pair, "source", place),
        at=at,
    )


def join(pair: Pair, bead: int, place: int):
    return review.join_sentences(
        pair=pair,
        user=builders.user(),
        seen=seen(pair, bead)[0],
        sentence=sentence(pair, "source", place),
    )


def undo(pair: Pair):
    return review.undo(pair=pair, user=builders.user(), version=version(pair))


def second_pair(pair: Pair) -> Pair:
    """Another pair of the same source article."""
    target = builders.article("de", ("Eins. Zwei.", "Drei. Vier."), "Überschrift")
    other = Pair.objects.create(source=pair.source, target=target)
    builders.align(other)
    return other


def test_split_keeps_spans_exact_and_both_parts_in_the_bead():
    pair = pair_of(*one_to_one(4))
    split(pair, 0, 10)
    assert texts(pair) == ["Новость 1,", "абзац 0.", *TEXTS[1:]]
    assert positions(pair) == [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,)), ((4,), (3,))]
    assert kinds(pair)[-1] == "split_sentence"
    assert_sound(pair)


def test_join_undoes_a_split_and_undo_brings_it_back():
    pair = pair_of(*one_to_one(4))
    first = values(pair)
    split(pair, 0, 10)
    join(pair, 0, 0)
    assert texts(pair) == TEXTS
    assert values(pair) == first
    undo(pair)
    assert texts(pair)[:2] == ["Новость 1,", "абзац 0."]
    undo(pair)
    assert texts(pair) == TEXTS
    assert_sound(pair)


@pytest.mark.parametrize("at", [0, 99, 19])
def test_split_only_inside_the_sentence(at: int):
    pair = pair_of(*one_to_one(4))
    with pytest.raises(BitextError, match="inside the sentence"):
        split(pair, 0, at)
    assert texts(pair) == TEXTS


def test_sentences_of_two_beads_or_two_paragraphs_are_not_joined():
    pair = pair_of(*one_to_one(4))
    with pytest.raises(BitextError, match="merge the beads first"):
        join(pair, 0, 0)
    with pytest.raises(BitextError, match="last sentence of its paragraph"):
        join(pair, 1, 1)
    assert texts(pair) == TEXTS


def test_every_pair_of_the_article_stays_sound():
    pair = pair_of(*one_to_one(4))
    other = second_pair(pair)
    stale = seen(other, 0)
    split(pair, 0, 10)
    assert kinds(other) == ["align", "split_sentence"]
    assert positions(other)[0] == ((0, 1), (0,))
    for one in (pair, other):
        assert_sound(one)
    with pytest.raises(review.ReviewConflict):
        review.unlink_beads(pair=other, user=builders.user(), seen=stale)
    undo(other)
    assert texts(pair) == TEXTS
    assert kinds(pair) == ["align", "split_sentence", "join_sentences"]
    for one in (pair, other):
        assert_sound(one)


def test_sentences_that_another_pair_has_apart_are_not_joined():
    pair = pair_of(Bead((0, 1), (0, 1)), *one_to_one(4)[2:])
    other = second_pair(pair)
    with pytest.raises(BitextError, match="in different beads: merge them there"):
        join(pair, 0, 0)
    assert texts(pair) == TEXTS
    review.merge_beads(pair=other, user=builders.user(), seen=seen(other, 0, 1))
    join(pair, 0, 0)
    assert len(texts(pair)) == 3
    for one in (pair, other):
        assert_sound(one)


def test_an_alignment_of_older_sentences_is_refused():
    pair = pair_of(*one_to_one(4))
    read = stored_text(pair.source_id), stored_text(pair.target_id)
    split(pair, 0, 10)
    with pytest.raises(BitextError, match="split or joined in the meantime"):
        save_alignment(
            pair=pair,
            texts=read,
            found=builders.beads(read[0].document, read[1].document),
            routes=[],
            user=None,
        )
    assert_sound(pair)


def test_an_earlier_state_is_restored_with_todays_sentences():
    pair = pair_of(*one_to_one(4))
    review.unlink_beads(pair=pair, user=builders.user(), seen=seen(pair, 0))
    review.split_sentence(
        pair=pair,
        user=builders.user(),
        seen=seen(pair, 1)[0],
        sentence=sentence(pair, "source", 0),
        at=10,
    )
    review.restore(pair=pair, user=builders.user(), number=1, version=version(pair))
    assert positions(pair)[0] == ((0, 1), (0,))
    assert_sound(pair)
