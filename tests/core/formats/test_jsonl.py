import json

import pytest
from hypothesis import given

from newsalign.core.formats import FormatError, Problem, Unit
from newsalign.core.formats.jsonl import dump, parse
from tests.core.formats.samples import STORY, stories, unit


def written(units: list[Unit] | tuple[Unit, ...]) -> bytes:
    return "".join(dump(units)).encode()


@given(stories())
def test_what_is_written_is_read_back(units: list[Unit]):
    data = written(units)
    assert parse(data) == tuple(units)
    assert len(data.split(b"\n")) == len(units) + 1


def test_a_line_says_where_its_sentences_stand():
    line = json.loads(next(dump(STORY[1:2])))
    assert line["source"]["sentences"] == [
        {"number": 1, "paragraph": 1, "text": "Дороги <замело>."},
        {"number": 2, "paragraph": 1, "text": "Школы закрыты & пусты."},
    ]
    assert line["moved"] is True


@pytest.mark.parametrize("name", [None, "", "rita", "Ёж\0"])
def test_people_are_read_back(name: str | None):
    told = unit(flagged_for=name, reviewer=name)
    assert parse(written([told])) == (told,)


def test_a_file_from_before_people_were_told_is_read():
    line = json.loads(written([unit(flagged_for="eve")]))
    del line["flagged_for"], line["reviewer"]
    assert parse(json.dumps(line).encode()) == (unit(),)


def test_byte_order_mark_blank_lines_and_unknown_fields_do_no_harm():
    more = json.loads(written([unit()])) | {"colour": "red"}
    data = b"\xef\xbb\xbf" + json.dumps(more).encode() + b"\r\n\r\n"
    assert parse(data) == (unit(),)


def problem(data: bytes) -> tuple[Problem, int]:
    with pytest.raises(FormatError) as caught:
        parse(data)
    return caught.value.problem, caught.value.line


TWO = written([unit(1), unit(2)])


@pytest.mark.parametrize(
    "data",
    [
        TWO[:-30],
        TWO.replace(b'"bead": 2', b'"bead": ' + b"2" * 5000),
        TWO.decode()
        .replace('"reviewer": null}\n{', '"reviewer": null}\n' + "[" * 100_000)
        .encode(),
        TWO.split(b"\n")[0] + b"\n" + TWO.split(b"\n")[1].decode().encode("cp1251"),
    ],
)
def test_a_damaged_line_is_named(data: bytes):
    assert problem(data) == (Problem.DAMAGED, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"bead": 1', '"bead": true'),
        ('"bead": 1', '"bead": 0'),
        ('"bead": 1', '"Bead": 1'),
        ('"confidence": 0.9', '"confidence": NaN'),
        ('"confidence": 0.9', '"confidence": "0.9"'),
        ('"confidence": 0.9', '"confidence": 1.01'),
        ('"moved": false', '"moved": 0'),
        ('"note": ""', '"note": null'),
        ('"reviewer": null', '"reviewer": 7'),
        ('"sentences": [{', '"sentences": [1, {'),
        ('"sentences": [{', '"sentences": [{"number": 9, "paragraph": 1, "text": ""}, {'),
        ('"number": 1', '"number": -1'),
    ],
)
def test_a_line_that_lacks_what_we_write_is_not_ours(old: str, new: str):
    text = written([unit()]).decode()
    assert old in text
    assert problem(text.replace(old, new).encode()) == (Problem.NOT_OURS, 1)


@pytest.mark.parametrize("line", [b"1", b"[]", b'"x"', b"null", b"{}"])
def test_other_json_is_not_ours(line: bytes):
    assert problem(line) == (Problem.NOT_OURS, 1)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_nothing_is_empty(data: bytes):
    assert problem(data) == (Problem.EMPTY, 0)
