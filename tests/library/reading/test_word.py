import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from newsalign.library.reading import ReadingError, read_upload
from tests.library.reading.builders import RUSSIAN, docx_bytes, saved, with_part

DOCUMENT = "word/document.xml"


def test_paragraphs_are_lines() -> None:
    reading = read_upload(docx_bytes("Первый абзац.", "", "Второй абзац."))
    assert reading.text == "Первый абзац.\n\nВторой абзац."
    assert reading.media_type.endswith("wordprocessingml.document")


def test_line_breaks_part_paragraphs() -> None:
    assert read_upload(docx_bytes("Первый.\nВторой.")).text == "Первый.\nВторой."


def test_tables_stand_where_they_are() -> None:
    document = docx.Document()
    document.add_paragraph("До таблицы.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Год", "2024"
    document.add_paragraph("После таблицы.")
    assert read_upload(saved(document)).text == "До таблицы.\nГод\n2024\nПосле таблицы."


def test_tracked_insertions_and_content_controls_count_and_deletions_do_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Текст ")
    space = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>новый</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(f"<w:del {space}><w:r><w:delText>старый</w:delText></w:r></w:del>")
    )
    control = f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>Поле.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert read_upload(saved(document)).text == "Текст новый\nПоле."


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ReadingError, match="no text"):
        read_upload(docx_bytes())


def test_a_bomb_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes(RUSSIAN))) as old:
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content)
        with bomb.open("word/media/image1.bin", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(bytes(1024 * 1024))
    assert len(stream.getvalue()) < 10 * 1024 * 1024
    with pytest.raises(ReadingError, match="too large"):
        read_upload(stream.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = with_part(docx_bytes(RUSSIAN), DOCUMENT, b"<x>" + bytes(60 * 1024 * 1024) + b"</x>")
    size = (60 * 1024 * 1024 + 7).to_bytes(4, "little")
    assert honest.count(size) == 2
    with pytest.raises(ReadingError, match="damaged"):
        read_upload(honest.replace(size, (1000).to_bytes(4, "little")))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(codec: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(ReadingError, match="damaged"):
        read_upload(with_part(docx_bytes(RUSSIAN), DOCUMENT, xml.encode(codec)))


@pytest.mark.parametrize(
    "content",
    [b"", b"no xml", b"<w:document>", b"<a/>", b"<a>" * 100_000 + b"</a>" * 100_000],
    ids=["empty", "no xml", "open", "other", "deep"],
)
def test_a_broken_part_is_refused(content: bytes) -> None:
    with pytest.raises(ReadingError, match=r"damaged|no text"):
        read_upload(with_part(docx_bytes(RUSSIAN), DOCUMENT, content))


def test_every_truncation_is_refused_or_read() -> None:
    whole = docx_bytes(RUSSIAN)
    for end in range(4, len(whole), 997):
        with pytest.raises(ReadingError):
            read_upload(whole[:end])


def test_a_part_of_millions_of_elements_is_refused_under_any_name() -> None:
    xml = f"<w:document {nsdecls('w')}><w:body>{'<w:p/>' * 1_500_000}</w:body></w:document>"
    moved = with_part(docx_bytes(RUSSIAN), "word/document.bin", b" " * 5000 + xml.encode())
    with pytest.raises(ReadingError, match="too large"):
        read_upload(moved)
    with pytest.raises(ReadingError, match="too large"):
        read_upload(with_part(docx_bytes(RUSSIAN), DOCUMENT, xml.encode()))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused_under_any_name(codec: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'
    with pytest.raises(ReadingError, match="damaged"):
        read_upload(with_part(docx_bytes(RUSSIAN), "word/document.bin", xml.encode(codec)))
