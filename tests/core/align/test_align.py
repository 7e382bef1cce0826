"""What holds of every alignment, whatever the texts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsalign.core.align import AlignOptions, align
from newsalign.core.model import Alignment, Bead, Document, Translations

WORDS = (
    "президент",
    "Минск",
    "встреча",
    "Лукашенко",
    "2024",
    "5,6",
    "BelTA",
    "договор",
    "и",
    "!",
    "visit",
    "Lukashenko",
)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
paragraphs = st.lists(st.lists(sentences, max_size=4), max_size=5)


def document(language: str, texts: list[list[str]]) -> Document:
    return Document.of_sentences(language, texts)


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in alignment.beads]


@settings(deadline=None, max_examples=60)
@given(paragraphs, paragraphs)
def test_every_sentence_stands_in_exactly_one_bead(
    one: list[list[str]], other: list[list[str]]
) -> None:
    source, target = document("ru", one), document("en", other)

    beads = align(source, target).beads

    assert sorted(i for b in beads for i in b.source) == list(range(len(source.sentences)))
    assert sorted(j for b in beads for j in b.target) == list(range(len(target.sentences)))
    assert all(0 <= b.confidence <= 1 and b.source == tuple(sorted(b.source)) for b in beads)


@settings(deadline=None, max_examples=60)
@given(paragraphs, paragraphs, st.booleans())
def test_swapping_the_sides_mirrors_the_beads(
    one: list[list[str]], other: list[list[str]], translated: bool
) -> None:
    source, target = document("ru", one), document("ru", other)
    forward = tuple(s.text for s in source.sentences) if translated else None

    there = align(source, target, Translations(forward))
    back = align(target, source, Translations(backward=forward))

    assert {(b.source, b.target, b.confidence, b.moved) for b in there.beads} == {
        (b.target, b.source, b.confidence, b.moved) for b in back.beads
    }


@settings(deadline=None, max_examples=60)
@given(paragraphs, paragraphs)
def test_renaming_the_numbers_on_both_sides_changes_nothing(
    one: list[list[str]], other: list[list[str]]
) -> None:
    def renamed(texts: list[list[str]]) -> list[list[str]]:
        return [[re.sub("2024", "31", s).replace("5,6", "7,1") for s in p] for p in texts]

    before = align(document("ru", one), document("en", other))
    after = align(document("ru", renamed(one)), document("en", renamed(other)))

    assert before == after


@settings(deadline=None, max_examples=60)
@given(paragraphs)
def test_a_text_aligned_with_itself_is_the_identity(texts: list[list[str]]) -> None:
    text = document("ru", texts)

    assert pairs(align(text, text)) == [((i,), (i,)) for i in range(len(text.sentences))]


@settings(deadline=None, max_examples=60)
@given(paragraphs, paragraphs, st.data())
def test_confirmed_beads_stay_as_they_are(
    one: list[list[str]], other: list[list[str]], data: st.DataObject
) -> None:
    source, target = document("ru", one), document("en", other)
    left = (
        data.draw(st.lists(st.sampled_from(range(len(source.sentences))), unique=True))
        if source.sentences
        else []
    )
    right = (
        data.draw(st.lists(st.sampled_from(range(len(target.sentences))), unique=True))
        if target.sentences
        else []
    )
    cut = data.draw(st.integers(0, min(len(left), len(right))))
    confirmed = [Bead((i,), (j,)) for i, j in zip(left[:cut], right[:cut], strict=True)]
    if left[cut:]:
        confirmed.append(Bead(tuple(sorted(left[cut:])), tuple(sorted(right[cut:]))))

    beads = align(source, target, options=AlignOptions(confirmed=tuple(confirmed))).beads

    assert {(b.source, b.target) for b in confirmed} == {
        (b.source, b.target) for b in beads if b.confirmed
    }
    assert sorted(i for b in beads for i in b.source) == list(range(len(source.sentences)))
    assert sorted(j for b in beads for j in b.target) == list(range(len(target.sentences)))


def test_an_empty_side_leaves_omissions_only() -> None:
    text, nothing = document("ru", [["Одно.", "Другое."]]), document("en", [])

    assert pairs(align(text, nothing)) == [((0,), ()), ((1,), ())]
    assert pairs(align(nothing, text)) == [((), (0,)), ((), (1,))]
    assert align(nothing, nothing).beads == ()


def test_additions_stand_behind_the_sentence_they_follow() -> None:
    source = document("en", [["Alpha one stands here.", "Gamma three stands there."]])
    target = document(
        "en",
        [
            [
                "Beta 17 comes before.",
                "Alpha one stands here.",
                "Delta 99.",
                "Gamma three stands there.",
            ]
        ],
    )

    assert pairs(align(source, target)) == [((), (0,)), ((0,), (1,)), ((), (2,)), ((1,), (3,))]


def test_a_moved_sentence_is_marked() -> None:
    first = [
        "Minsk hosted 14 delegations.",
        "Prices rose by 5.6%.",
        "Rivers froze in January.",
        "Lukashenko met Putin.",
    ]

    beads = align(document("en", [first]), document("en", [[first[3], *first[:3]]])).beads

    assert [(b.source, b.target, b.moved) for b in beads] == [
        ((0,), (1,), False),
        ((1,), (2,), False),
        ((2,), (3,), False),
        ((3,), (0,), True),
    ]


def test_beads_confirmed_twice_or_out_of_range_are_refused() -> None:
    text = document("ru", [["Одно.", "Другое."]])

    with pytest.raises(ValueError, match="source sentence 2 of 2"):
        align(text, text, options=AlignOptions(confirmed=(Bead((2,), (0,)),)))
    with pytest.raises(ValueError, match="target sentence 1 is in two"):
        align(text, text, options=AlignOptions(confirmed=(Bead((0,), (1,)), Bead((1,), (1,)))))


def test_translations_of_another_number_of_sentences_are_refused() -> None:
    text = document("ru", [["Одно.", "Другое."]])

    with pytest.raises(ValueError, match="1 translations for 2 sentences"):
        align(text, text, Translations(("One.",)))


@pytest.mark.parametrize(
    "make", [lambda _: "Одно и то же.", lambda k: f"Предложение {k} о встрече {k * k} послов."]
)
def test_two_thousand_sentences_end_in_the_identity(make: object) -> None:
    assert callable(make)
    text = document("ru", [[make(k) for k in range(2000)]])

    assert pairs(align(text, text)) == [((i,), (i,)) for i in range(2000)]
