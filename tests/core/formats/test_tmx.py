import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from translate.storage.tmx import tmxfile

from newsalign.core.formats import FormatError, Problem, Unit
from newsalign.core.formats.tmx import dump, parse
from tests.core.formats.samples import STORY, stories, unit

DTD = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))


def written(units: list[Unit] | tuple[Unit, ...]) -> bytes:
    return "".join(dump(units)).encode()


def assert_valid(data: bytes) -> None:
    root = etree.fromstring(data)
    assert DTD.validate(root), DTD.error_log


@given(stories())
def test_what_is_written_is_read_back(units: list[Unit]):
    data = written(units)
    assert parse(data) == tuple(units)
    assert_valid(data)


def test_an_empty_memory_is_valid():
    assert_valid(written([]))


def test_an_omission_has_one_variant():
    root = etree.fromstring(written([unit(1, ("Только здесь.",), ())]))
    assert root.xpath("//tuv/@xml:lang") == ["ru"]


def test_translate_toolkit_reads_it():
    store = tmxfile(BytesIO(written(STORY)), sourcelanguage="ru", targetlanguage="en")
    assert [(u.source, u.target) for u in store.units] == [
        (u.source.text or None, u.target.text or None) for u in STORY
    ]
    assert store.units[0].getnotes() == STORY[0].note


def test_it_is_written_piece_by_piece():
    def endless():
        while True:
            yield unit()

    pieces = dump(endless())
    assert [next(pieces)[:5] for _ in range(3)] == ["<?xml", "<tu t", "<tu t"]


def problem(data: bytes) -> Problem:
    with pytest.raises(FormatError) as caught:
        parse(data)
    return caught.value.problem


ONE = written([unit(1, ("Один & два.",), ("One.",), note="a note")])


@pytest.mark.parametrize("cut", range(0, len(ONE) - 8, 41))
def test_a_truncated_file_is_damaged(cut: int):
    assert problem(ONE[:cut]) is Problem.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        ONE.decode().encode("cp1251"),
        ONE.replace(b'encoding="UTF-8"', b'encoding="gb18030"'),
        ONE.replace(b'encoding="UTF-8"', b'encoding="no-such"'),
        ONE.replace("Один".encode(), b"\xd0\x28"),
        ONE.replace(b"One", b"O\0ne"),
        b"%PDF-1.7",
        b"<tmx>" * 100_000,
    ],
)
def test_what_is_no_xml_is_damaged(data: bytes):
    assert problem(data) is Problem.DAMAGED


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str):
    declared = ONE.decode().replace("UTF-8", encoding.removesuffix("-sig"))
    assert parse(declared.encode(encoding)) == parse(ONE)


def with_doctype(declarations: str, text: str) -> bytes:
    found = ONE.decode().replace('SYSTEM "tmx14.dtd"', f"[{declarations}]")
    return found.replace("One.", text).encode()


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "data",
    [
        with_doctype(LAUGHS, "&i;"),
        with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        with_doctype('<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;', "One."),
        with_doctype('<!ENTITY x "One.">', "One."),
        ONE.replace(b"One.", b"&undeclared;"),
    ],
)
def test_entities_are_refused(data: bytes):
    assert problem(data) is Problem.ENTITIES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x-newsalign-bead", "x-other-bead"),
        ('confidence">0.9', 'confidence">nan'),
        ('confidence">0.9', 'confidence">1.5'),
        ('moved">no', 'moved">perhaps'),
        ('source-sentences">1', 'source-sentences">0'),
        ('source-sentences">1', 'source-sentences">1 2'),
        ('source-sentences">1', f'source-sentences">{"9" * 5000}'),
        ('source-lengths">11', 'source-lengths">12'),
        ('source-lengths">11', 'source-lengths">-1 11'),
        ("<seg>One.</seg>", "<seg>One.</seg></tuv><tuv><seg>Two.</seg>"),
        ("<seg>One.</seg>", "<seg>One.<tu/></seg>"),
        ("<seg>One.", f'<prop type="x-newsalign-text">{"[" * 100_000}</prop><seg>One.'),
        ("<seg>One.", '<prop type="x-newsalign-text">1</prop><seg>One.'),
        ('<tmx version="1.4">', '<tmx version="1.4"><tu></tu>'),
    ],
)
def test_a_unit_that_lacks_what_we_write_is_not_ours(old: str, new: str):
    text = ONE.decode()
    assert old in text
    assert problem(text.replace(old, new).encode()) is Problem.NOT_OURS


def test_another_xml_format_is_not_ours():
    assert problem(b"<html/>") is Problem.NOT_OURS


def test_a_memory_without_units_is_empty():
    assert problem(written([])) is Problem.EMPTY


def test_what_other_tools_add_is_passed_over():
    data = ONE.replace(
        b"<note>", b'<prop type="bead">99</prop><prop type="x-client">A</prop><note>'
    )
    assert parse(data) == parse(ONE)


def test_foreign_elements_cost_no_memory():
    data = b"<tmx>" + b"<a b='c'/>" * 200_000 + b"</tmx>"
    tracemalloc.start()
    try:
        assert problem(data) is Problem.EMPTY
        assert tracemalloc.get_traced_memory()[1] < len(data)
    finally:
        tracemalloc.stop()
