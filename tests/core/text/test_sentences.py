import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.text.abbreviations import SENTENCE_RULES
from newsalign.core.text.sentences import segment

TABLE = Path(__file__).parents[1] / "data" / "sentences.tsv"
MARK = "‖"
PROSE = st.text(
    st.sampled_from("аяБВeKI іЇ中 文19.!?…。！«»“”\"'()[]-–—,:;г\n\t\xa0") | st.characters(),
    max_size=80,
)


def rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def marked_starts(marked: str) -> set[int]:
    starts, position = set(), 0
    for part in marked.split(MARK)[:-1]:
        position += len(part)
        starts.add(position)
    return starts


def found_starts(language: str, marked: str) -> set[int]:
    return {s.start for s in segment(marked.replace(MARK, ""), language)[1:]}


def f1(table: list[tuple[str, str]]) -> tuple[float, list[str]]:
    right = wrong = missed = 0
    errors = []
    for language, marked in table:
        expected, found = marked_starts(marked), found_starts(language, marked)
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
        if expected != found:
            text = marked.replace(MARK, "")
            errors.append(MARK.join(s.text for s in segment(text, language)))
    return 2 * right / (2 * right + wrong + missed), errors


def test_table_has_enough_sentences_half_of_them_russian() -> None:
    count = {"all": 0, "ru": 0}
    for language, marked in rows():
        sentences = marked.count(MARK) + 1
        count["all"] += sentences
        count["ru"] += sentences if language == "ru" else 0
    assert count["all"] >= 160
    assert count["ru"] >= count["all"] / 2


def test_boundaries_of_the_table() -> None:
    score, errors = f1(rows())
    assert score >= 0.99, f"F1 {score:.4f}: {errors}"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_boundaries_of_each_main_language(language: str) -> None:
    score, errors = f1([row for row in rows() if row[0] == language])
    assert score >= 0.98, f"F1 {score:.4f}: {errors}"


@given(PROSE, st.sampled_from(["ru", "be", "uk", "en", "zh", "de", "xx"]))
def test_spans_are_exact_and_cover_everything_but_white_space(text: str, language: str) -> None:
    position = 0
    for sentence in segment(text, language):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text
        assert sentence.text == sentence.text.strip()
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


def test_an_abbreviation_has_one_class() -> None:
    for rules in SENTENCE_RULES.values():
        classes = (rules.leading, rules.numbered, rules.doubtful, rules.units, rules.closing)
        assert len(rules.abbreviations) == sum(map(len, classes))
        assert not rules.after_number & rules.measures


@pytest.mark.parametrize(
    "piece", ["И. ", "Ab. - ", "«А? ", ". ", "(", "«", "a.", "2024 г. ", "слово "]
)
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    segment(piece * (100_000 // len(piece)), "ru")
    assert time.process_time() - started < 4


def test_no_text_has_no_sentences() -> None:
    assert segment("", "ru") == segment(" \n\t", "en") == ()


def test_a_missing_space_between_russian_sentences_is_a_boundary() -> None:
    assert [s.text for s in segment("Он приехал.Потом выступил. См. tut.by.", "ru")] == [
        "Он приехал.",
        "Потом выступил.",
        "См. tut.by.",
    ]


def test_unknown_language_is_split_by_punctuation() -> None:
    texts = [s.text for s in segment("Ez egy mondat. Ez is az? Igen!", "hu")]
    assert texts == ["Ez egy mondat.", "Ez is az?", "Igen!"]
