import re
import time
from datetime import datetime
from html import escape

import pytest

from newsalign.bitext.operations.setup import SAMPLES
from newsalign.core.text.normalise import normalise
from newsalign.core.text.page import extract_page
from newsalign.library.reading import ReadingError, read_upload
from tests.library.reading.builders import page_bytes

HEAD = """<meta charset="utf-8"><title>Библиотека откроется — БЕЛТА</title>
<link rel="canonical" href="https://belta.by/society/view/library-1">
<meta property="og:title" content="Библиотека откроется">"""
TIME = '<meta property="article:published_time" content="2025-10-13T11:40:30+03:00">'
BODY = """
<nav><ul><li><a href="/">Главная</a></li><li><a href="/p">Политика</a></li></ul></nav>
<div><a href="/s">Общество</a></div><div>13 октября 2025, 11:40</div>
<h1>Библиотека в Лесной откроется после ремонта</h1>
<div class="text">
<p>13 октября, Лесная /Корр. БЕЛТА/. Библиотека в Лесной откроется 1 ноября. Об этом сообщила
заведующая Анна Верас.</p>
<p>В библиотеке обновили крышу и окна.<br>Второй абзац стоит за переводом строки.<br><br>Третий там же.</p>
<h2>Что внутри</h2>
<p>Есть <b>детский</b> зал и <a href="/x">кафе</a>, а также комната для лекций.</p>
</div>
<div>Следите за нами: <a href="#">X</a></div><footer>© БЕЛТА</footer>"""


def local(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - local time at the publisher


@pytest.mark.parametrize("head", [HEAD, HEAD + TIME])
def test_saved_page_is_taken_apart_like_a_copied_one(head: str) -> None:
    reading = read_upload(page_bytes(BODY, head))
    assert reading.url == "https://belta.by/society/view/library-1"
    page = extract_page(reading.text)
    assert page.headline == "Библиотека в Лесной откроется после ремонта"
    assert (page.section, page.published) == ("Общество", local(2025, 10, 13, 11, 40))
    assert page.dateline == "13 октября, Лесная /Корр. БЕЛТА/."
    assert [p.text for p in page.paragraphs] == [
        "Библиотека в Лесной откроется 1 ноября. Об этом сообщила заведующая Анна Верас.",
        "В библиотеке обновили крышу и окна.",
        "Второй абзац стоит за переводом строки.",
        "Третий там же.",
        "Что внутри",
        "Есть детский зал и кафе, а также комната для лекций.",
    ]


@pytest.mark.parametrize("ends", ["</p><p>", "</div><div>", "<br>"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_paragraph_of_a_saved_page_is_left_out(ends: str, language: str) -> None:
    """trafilatura leaves out the first one of these."""
    copied = (SAMPLES / f"electric-bus.{language}.txt").read_text("utf-8")
    page = extract_page(copied)
    lines = [escape(line) for line in normalise(copied).split("\n") if line]
    at = lines.index(escape(page.headline))
    above, below = ends.join(lines[:at]), ends.join(lines[at + 1 :])
    body = f"<div>{above}</div><h1>{lines[at]}</h1>{below}"
    found = extract_page(read_upload(page_bytes(body)).text)
    assert found.paragraphs == page.paragraphs
    assert (found.dateline, found.published) == (page.dateline, page.published)


def test_references_and_elements_part_no_words() -> None:
    text = "MINSK, 8 August (BelTA) - It&#39;s the <b>works</b>, <i>(its <u>wire</u>)</i> «<a>mill</a>» that ship."
    found = read_upload(page_bytes(f"<div>8 August 2025, 14:54</div><h1>Wire</h1><p>{text}</p>"))
    assert "It's the works, (its wire) «mill» that ship." in found.text


PARAGRAPH = "<p>" + "Библиотека в Лесной откроется после ремонта. " * 5 + "</p>"


@pytest.mark.parametrize(("zone", "is_told"), [("+03:00", True), ("Z", False)])
def test_time_in_utc_says_nothing_about_local_time(zone: str, is_told: bool) -> None:
    head = f'<meta property="article:published_time" content="2025-10-13T08:40:00{zone}">'
    assert ("13.10.2025 08:40" in read_upload(page_bytes(PARAGRAPH, head)).text) is is_told


@pytest.mark.parametrize(
    ("codec", "meta"),
    [
        ("windows-1251", '<meta charset="windows-1251">'),
        (
            "windows-1251",
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        ),
        ("windows-1251", ""),
        ("koi8-r", '<meta charset="koi8-r">'),
        ("utf-8", '<meta charset="windows-1251">'),
        ("utf-8-sig", ""),
        ("utf-16", '<meta charset="utf-16">'),
        ("utf-8", '<meta charset="no-such-charset">'),
    ],
)
def test_charset_of_pages(codec: str, meta: str) -> None:
    assert "Анна Верас" in read_upload(page_bytes(BODY, meta, codec)).text


def test_paragraph_source_with_line_breaks_is_one_line() -> None:
    text = read_upload(page_bytes("<p>Первая строка\nи вторая строка одного абзаца.</p>")).text
    assert text == "Первая строка и вторая строка одного абзаца."


def test_xhtml_declaration_is_no_obstacle() -> None:
    source = '<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>Абзац текста здесь.</p></body></html>'
    assert read_upload(source.encode()).text == "Абзац текста здесь."


def test_fragment_needs_the_name() -> None:
    fragment = "<p>Первый абзац.</p><p>Второй абзац.</p>"
    assert "<p>" not in read_upload(fragment.encode(), "saved.html").text
    assert read_upload(fragment.encode(), "saved.txt").text == fragment


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/relative", "https://a b", "file:///x"]
)
def test_only_web_addresses_count(address: str) -> None:
    head = f'<link rel="canonical" href="{address}">'
    assert read_upload(page_bytes("<p>Абзац текста здесь.</p>", head)).url == ""


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "Глубокий текст здесь.",
        "<b>" * 100_000 + "Глубокий текст здесь." + "</b>" * 100_000,
        "<ul><li>a</li></ul>" * 20_000 + "<p>Глубокий текст здесь.</p>",
        "<table><tr><td>" * 20_000 + "Глубокий текст здесь.",
        "<p>Глубокий текст здесь." + "<!--" * 50_000,
        "<p>Глубокий текст здесь." + "<a b='" * 50_000,
        "<p>Глубокий текст здесь." + "&a" * 50_000,
        "<p " + "x=1 " * 50_000 + ">Глубокий текст здесь.",
        "<p " + " ".join(f"x{k}=1" for k in range(100_000)) + ">Глубокий текст здесь.",
    ],
    ids=[
        "div",
        "b",
        "lists",
        "tables",
        "comments",
        "attributes",
        "entities",
        "attribute list",
        "names",
    ],
)
def test_hostile_pages_are_read_or_refused_quickly(body: str) -> None:
    started = time.process_time()
    try:
        text = read_upload(page_bytes(body)).text
    except ReadingError:
        pass
    else:
        assert "Глубокий текст здесь." in text
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "time", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
def test_times_at_the_ends_of_the_calendar_are_no_times_of_news(time: str) -> None:
    head = f'<meta property="article:published_time" content="{time}">'
    assert not re.search(r"\d", read_upload(page_bytes(PARAGRAPH, head)).text)
