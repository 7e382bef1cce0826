"""Saved web pages: trafilatura finds the main text, the page's own data headline and time.

The result looks like a page copied from the browser, so that the same rules take it apart.
"""

import re
from datetime import datetime, timedelta

import trafilatura
from django.utils.translation import gettext as _

from newsalign.core.text.lines import is_prose
from newsalign.core.text.normalise import normalise
from newsalign.core.text.page import Page, extract_page
from newsalign.core.text.timestamps import parse_date_line
from newsalign.library.reading.kinds import HTML
from newsalign.library.reading.outline import Outline, outline_of
from newsalign.library.reading.values import Reading, ReadingError

# trafilatura needs quadratic time on pages of very many elements, its parser on elements of very many
# attributes; news pages have a few thousand elements with a few attributes each.
_MOST_ELEMENTS = 6000
_MOST_ATTRIBUTES = 200
_MOST_CHARACTERS = 2_000_000
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s?=\s?[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,200}\?>")
_TABLE_ROW = re.compile(r"^\|(.*)\|\s*$", re.MULTILINE)
_HEAD_LINES = 6
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def declared_encoding(data: bytes) -> str:
    """The encoding that a page's meta element or XML declaration names; "" if there is none."""
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read_page(source: str) -> Reading:
    """Read the source of a web page. Raises ReadingError if there is no text in it."""
    source = _XML_DECLARATION.sub("", source.replace("\0", ""), count=1)
    outline = outline_of(source)
    seen = extract_page(outline.text)
    main = _main_text(source, outline) or outline.text
    if not any(character.isalnum() for character in main):
        raise ReadingError(
            _(
                "There is no text in this web page: copy the article out of the browser and paste it."
            )
        )
    headline = outline.headline or (seen.headline if seen.recognised else "") or outline.title
    published = _published(outline.published) or (seen.published if seen.recognised else None)
    section = seen.section if seen.recognised else ""
    text = main if main is outline.text else _with_head(main, section, published, headline)
    if not _has_all(extract_page(text), seen):
        text = outline.text
    return Reading(normalise(text), HTML, outline.url)


def _has_all(found: Page, seen: Page) -> bool:
    """Whether the main text has what surely is the article's: prose from its dateline on.

    trafilatura leaves out a paragraph here and there, and nobody would see it.
    """
    if not seen.dateline:
        return True
    kept = {_letters(paragraph.text) for paragraph in found.paragraphs}
    return all(_letters(p.text) in kept for p in seen.paragraphs if is_prose(p.text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _main_text(source: str, outline: Outline) -> str:
    if (
        outline.elements > _MOST_ELEMENTS
        or outline.attributes > _MOST_ATTRIBUTES
        or len(source) > _MOST_CHARACTERS
    ):
        return ""
    found = trafilatura.extract(
        source, include_comments=False, include_tables=True, favor_recall=True
    )
    return normalise(_TABLE_ROW.sub(r"\1", found or ""))


def _with_head(main: str, section: str, published: datetime | None, headline: str) -> str:
    """Main text with the lines above it that a person would have copied too."""
    first = main.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    head = []
    if published and not any(parse_date_line(line) for line in first):
        head = [section, published.strftime("%d.%m.%Y %H:%M")]
    if headline.casefold() not in {line.casefold() for line in first}:
        head.append(headline)
    return "\n".join([*filter(None, head), "", main])


def _published(value: str) -> datetime | None:
    """Local time out of a page's metadata; a time in UTC says nothing about the place."""
    try:
        moment = datetime.fromisoformat(value.strip()[:40])
    except ValueError:
        return None
    if moment.utcoffset() == timedelta(0) or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.replace(tzinfo=None, second=0, microsecond=0)
