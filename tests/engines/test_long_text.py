"""Cutting over-long sentences and joining their translations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.engines.translation.long_text import join_parts, split_long


def words(text: str) -> int:
    return len(text.split())


def test_a_short_sentence_stays_whole() -> None:
    assert split_long("One, two. Three", 3, words) == ["One, two. Three"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He came, he saw. He won, they said", ["He came, he saw.", "He won, they said"]),
        ("it was said; and so, it was done", ["it was said;", "and so, it was done"]),
        ("a one two three, b four five six", ["a one two three,", "b four five six"]),
        ("a one two three — b four five six", ["a one two three", "— b four five six"]),
        ("они сказали «да!» они сказали «нет»", ["они сказали «да!»", "они сказали «нет»"]),
        ("more than 10 000 000 people", ["more than", "10 000 000 people"]),
    ],
)
def test_the_best_place_to_cut(text: str, parts: list[str]) -> None:
    assert split_long(text, words(text) - 1, words) == parts


def test_text_without_spaces_is_cut_behind_its_commas() -> None:
    text = "总统抵达明斯克，参观了拖拉机厂，并会见了工人"
    assert split_long(text, 12, len) == ["总统抵达明斯克，", "参观了拖拉机厂，", "并会见了工人"]


def test_one_endless_word_is_cut_anywhere() -> None:
    parts = split_long("a" * 1000, 300, len)
    assert "".join(parts) == "a" * 1000
    assert max(map(len, parts)) <= 300


@given(st.text(alphabet="ab1 ,.;—!»\n中。，", max_size=300), st.integers(1, 40))
def test_parts_are_short_enough_and_nothing_but_space_is_lost(text: str, limit: int) -> None:
    parts = split_long(text, limit, len)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_parts_are_joined_as_the_script_wants_it() -> None:
    assert join_parts(["He came,", "", "he saw."]) == "He came, he saw."
    assert join_parts(["总统抵达，", "参观了"]) == "总统抵达，参观了"
    assert join_parts([]) == ""
