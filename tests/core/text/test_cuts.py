import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.text.cuts import cuts, likely_cut


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Мост открыт.", ["Мост", "открыт."]),
        (
            "It rose 3.5 percent.Then it fell.",
            ["It", "rose", "3.5", "percent.", "Then", "it", "fell."],
        ),
        ("«Да.»Он ушёл.", ["«Да.»", "Он", "ушёл."]),
        ("Word", ["Word"]),
    ],
)
def test_between_words_and_where_a_blank_was_forgotten(text: str, parts: list[str]):
    bounds = [0, *cuts(text), len(text)]
    assert [text[a:b].strip() for a, b in itertools.pairwise(bounds)] == parts


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip))
def test_every_cut_leaves_two_parts(text: str):
    for at in cuts(text):
        assert text[:at].strip()
        assert text[at:].strip()
    assert list(cuts(text)) == sorted(set(cuts(text)))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The U.S. team won. They left.", "They left."),
        ("It ended.Then it began.", "Then it began."),
        ("No mark at all", "mark at all"),
    ],
)
def test_the_likely_place_is_behind_the_end_of_a_sentence(text: str, rest: str):
    at = likely_cut(text)
    assert text[at:] == rest


def test_one_word_cannot_be_cut():
    assert likely_cut("Word") is None
