import codecs
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.text.normalise import normalise
from newsalign.library.reading import ReadingError, read_text, read_upload
from newsalign.library.reading.encoding import decode
from tests.library.reading.builders import ENGLISH, RUSSIAN

BELARUSIAN = "Бібліятэка ў Лясной адкрыецца ў лістападзе."
UKRAINIAN = "Бібліотека у Лісній відкриється восени, її ґанок відремонтували."


@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH, BELARUSIAN, UKRAINIAN, "Минск", "Да.", "ТАСС"])
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("windows-1251", b""),
    ],
)
def test_encodings_of_long_and_short_texts(text: str, codec: str, mark: bytes) -> None:
    assert read_upload(mark + text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("«Да», – сказал Жук…", "windows-1251"),
        ("ООО «Лесной», BelTA, TIME, №5", "windows-1251"),
        ("Привет, как дела?", "koi8-r"),
        ("Привет, как дела?", "cp866"),
        ("The café’s “new” menu", "windows-1252"),
        ("白俄罗斯奶酪厂明年将增加出口。", "gb18030"),
        ("白俄罗斯奶酪厂明年将增加出口。", "utf-16"),
    ],
)
def test_other_encodings(text: str, codec: str) -> None:
    reading = read_upload(text.encode(codec))
    assert reading.text == text


def test_encoding_is_named() -> None:
    assert decode(RUSSIAN.encode("windows-1251")) == (RUSSIAN, "windows-1251")
    assert decode(RUSSIAN.encode()) == (RUSSIAN, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        "Библиотека".encode() * 3 + b"\xd0",
        codecs.BOM_UTF8 + b"\xff\xfe\xfd text",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_what_is_no_text_or_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError):
        read_upload(data)


def test_a_stray_null_byte_does_not_matter() -> None:
    data = RUSSIAN.encode() * 20 + b"\x00" + RUSSIAN.encode()
    assert "\0" not in read_upload(data).text


def test_a_lone_surrogate_is_replaced() -> None:
    assert read_text("Минск \ud800 Брест").text == "Минск \ufffd Брест"


@given(st.binary(max_size=200), st.sampled_from(["", "a.txt", "a.html", "a.docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(ReadingError):
        reading = read_upload(data, name)
        assert reading.text == normalise(reading.text)
        reading.text.encode()


@pytest.mark.parametrize("codec", ["punycode", "unicode_escape", "zlib", "utf-7", "os.path"])
def test_a_codec_that_no_page_is_written_in_is_passed_over(codec: str) -> None:
    page = f'<html><meta charset="{codec}"><p>Минск и Лепель'
    assert read_upload(page.encode("cp1251")).text == "Минск и Лепель"


def test_a_declared_codec_cannot_take_the_server_up() -> None:
    page = (
        b'<html><meta charset="punycode">' + b"\1" * 9000 + b"a" * 200_000 + b"-" + b"a" * 200_000
    )
    started = time.process_time()
    with pytest.raises(ReadingError):
        read_upload(page)
    assert time.process_time() - started < 5
