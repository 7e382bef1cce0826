import csv
from io import StringIO

import pytest
from hypothesis import given

from newsalign.core.formats import Unit
from newsalign.core.formats.tsv import COLUMNS, dump
from tests.core.formats.samples import STORY, stories, unit


def cells(units: list[Unit] | tuple[Unit, ...]) -> list[list[str]]:
    return list(csv.reader(StringIO("".join(dump(units)), newline=""), dialect="excel-tab"))


@given(stories(least=0))
def test_any_text_stays_in_its_cell(units: list[Unit]):
    head, *lines = cells(units)
    assert head == list(COLUMNS)
    assert len(lines) == len(units)
    for line, given_unit in zip(lines, units, strict=True):
        found = dict(zip(head, line, strict=True))
        for name, text in (
            ("source", given_unit.source.text),
            ("target", given_unit.target.text),
            ("note", given_unit.note),
        ):
            assert found[name].removeprefix("'") == text.removeprefix("'")


def test_a_line_says_where_its_sentences_stand():
    line = dict(zip(COLUMNS, cells(STORY)[2], strict=True))
    assert line["source"] == "Дороги <замело>. Школы закрыты & пусты."
    assert (line["source_sentences"], line["source_paragraphs"]) == ("1 2", "1 1")
    assert (line["target_sentences"], line["moved"], line["confidence"]) == ("1", "1", "0.900")


def test_people_have_columns_of_their_own():
    told = [unit(flagged_for="eve", reviewer="rita"), unit(2)]
    people = [line[-2:] for line in cells(told)]
    assert people == [["flagged_for", "reviewer"], ["eve", "rita"], ["", ""]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str):
    line = cells([unit(1, (f"{start}1+1",), note=f"{start}x")])[1]
    assert line[COLUMNS.index("source")] == f"'{start}1+1"
    assert line[COLUMNS.index("note")] == f"'{start}x"
