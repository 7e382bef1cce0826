import time
from contextlib import suppress

import pytest
from django.conf import settings

from newsalign.library.reading import ReadingError, read_text, read_upload
from tests.library.reading.builders import RUSSIAN, docx_bytes, page_bytes, png_bytes, zip_bytes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b" \r\n\t\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"\0" * 100, "no text"),
        (b"... --- ...", "no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (png_bytes(), "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), "picture"),
        (zip_bytes(text="hello"), "archive"),
        (b"MZ\x90\0" + bytes(200), "not text"),
        (b"\x7fELF\x02\x01" + bytes(50), "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), ".docx"),
        (b"{\\rtf1\\ansi text}", ".docx"),
        (
            b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\n b\r\nMIME-Version: 1.0\r\n",
            "HTML only",
        ),
        (b"bplist00" + bytes(50), "HTML only"),
        (b"a" * (settings.UPLOAD_MAX_BYTES + 1), "10.0\xa0MB"),
        (page_bytes("<script>var a = 1</script><img src=x>"), "no text in this web page"),
    ],
)
def test_refusals_are_one_sentence_that_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_upload(data)
    message = str(refusal.value)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message


def test_the_content_decides_and_not_the_name() -> None:
    assert read_upload(RUSSIAN.encode(), "page.docx").media_type == "text/plain"
    assert read_upload(page_bytes(f"<p>{RUSSIAN}</p>"), "page.txt").media_type == "text/html"
    assert read_upload(docx_bytes(RUSSIAN), "page.html").text == RUSSIAN
    with pytest.raises(ReadingError):
        read_upload(png_bytes(), "page.txt")


def test_text_that_speaks_of_tags_is_text() -> None:
    text = "The <p> element is a paragraph, <html> is the root."
    assert read_text(text).text == text
    text = "Mail: it begins with its head.\nIn that head stands MIME-Version: 1.0."
    assert read_upload(text.encode()).text == text


def test_pasted_text_is_cleaned() -> None:
    reading = read_text("\ufeffПервый\xa0абзац.\r\nВторой.")
    assert reading.text == "Первый абзац.\nВторой."
    assert (reading.media_type, reading.url) == ("text/plain", "")


def test_pasted_source_of_a_page_is_read_as_the_page() -> None:
    reading = read_text(page_bytes(f"<p>{RUSSIAN}</p>").decode())
    assert reading.media_type == "text/html"
    assert "<p>" not in reading.text


@pytest.mark.parametrize("text", ["", " \n", "\u200b\ufeff", "—"])
def test_pasted_nothing_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="no text"):
        read_text(text)


def test_pasted_too_much_is_refused() -> None:
    with pytest.raises(ReadingError, match="larger than 10"):
        read_text("ы" * (settings.UPLOAD_MAX_BYTES // 2 + 1))


@pytest.mark.parametrize(
    "piece",
    [
        "слово ",
        "a",
        ".",
        "#a ",
        "“",
        "http://",
        "<p>",
        "<",
        "&amp;",
        "8.8.2025 ",
        "&#",
        "\u0301\u0316",
    ],
)
def test_a_megabyte_of_one_line_takes_seconds(piece: str) -> None:
    text = "Слово " + piece * (1_000_000 // len(piece.encode()))
    started = time.process_time()
    with suppress(ReadingError):
        read_upload(text.encode(), "page.html")
    assert time.process_time() - started < 6
