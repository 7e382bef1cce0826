"""Takes a page apart that was copied out of a browser: what is article, what is the site's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newsalign.core.model import ParagraphKind
from newsalign.core.text import lines as line_kinds
from newsalign.core.text.dateline import agency_named
from newsalign.core.text.head import Head, read_head
from newsalign.core.text.normalise import normalise
from newsalign.core.text.timestamps import join_times, parse_date_line

_SUBHEADING_LENGTH = 120
_HEADLINE_LENGTH = 200
_STATEMENT_LENGTH = 15
_MOST_LINKS = 8
_ENOUGH_SIGNS = 2
_PUBLISHER_LINE = 60


class PageParagraph(NamedTuple):
    """A paragraph of a page, as `build_document` takes it."""

    text: str
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Page:
    """What a page consists of. Every line of the (normalised) page is in exactly one place.

    `published` is local time at the publisher; its line is among `dropped`, as are navigation,
    credits, links and footer. `dateline` is as it stood in front of the first sentence.
    `publisher` is a hint, "" if no agency was recognised, `url` the first address that has a line
    of its own. `recognised`: this is an agency's page; otherwise everything is in `paragraphs`,
    except a plain headline.
    """

    headline: str
    section: str
    published: datetime | None
    dateline: str
    publisher: str
    url: str
    paragraphs: tuple[PageParagraph, ...]
    dropped: tuple[str, ...]
    recognised: bool


def extract_page(text: str) -> Page:
    """Find headline, section, time, dateline and paragraphs in a page as copied from the browser.

    Every line is a paragraph of its own, with or without an empty line between. Text that is no
    agency page passes through whole. Pure; linear in the length of the text.
    """
    lines = join_times(line for line in normalise(text).split("\n") if line)
    head = read_head(lines)
    if head is None:
        return _whole(lines)
    body = _Body(lines, head)
    if not _is_agency_page(lines, head, body):
        return _whole(lines)
    dropped = sorted({*range(head.body)} - (head.assigned - {head.date_line}) | body.dropped)
    return Page(
        headline=_line(lines, head.headline),
        section=_line(lines, head.section),
        published=head.published,
        dateline=head.dateline.text if head.dateline else "",
        publisher=_publisher(lines, head, dropped),
        url=_url(lines),
        paragraphs=body.paragraphs(),
        dropped=tuple(lines[i] for i in dropped),
        recognised=True,
    )


class _Body:
    """Sorts the lines behind the head into paragraphs and lines that are not the article's."""

    def __init__(self, lines: Sequence[str], head: Head) -> None:
        self._lines = lines
        self._head = head
        self.end = self._end()
        self.dropped = set(range(self.end, len(lines))) | self._noise()

    def paragraphs(self) -> tuple[PageParagraph, ...]:
        kept = [i for i in range(self._head.body, self.end) if i not in self.dropped]
        first = self._head.dateline_at or self._head.body
        leads = [*self._head.leads, *(i for i in kept if i < first)]
        texts = [text for i in kept if i >= first and (text := self._text(i))]
        return (
            *(PageParagraph(self._lines[i], ParagraphKind.LEAD) for i in leads),
            *with_kinds(texts),
        )

    def _text(self, i: int) -> str:
        head = self._head
        if head.dateline and i == head.dateline_at:
            return self._lines[i][head.dateline.end :].strip()
        return self._lines[i]

    def _end(self) -> int:
        """The first line of the footer: a known one, or a button with no prose behind it."""
        lines = self._lines
        start = max(self._head.body, self._head.dateline_at or 0)
        hard = next(
            (i for i in range(start + 1, len(lines)) if line_kinds.starts_footer(lines[i])),
            len(lines),
        )
        last_prose = next((i for i in range(hard - 1, start, -1) if _is_statement(lines[i])), start)
        tail = range(last_prose + 1, hard)
        return next((i for i in tail if _is_chrome(lines[i])), hard)

    def _noise(self) -> set[int]:
        lines, noise, links = self._lines, set(), 0
        for i in range(self._head.body, self.end):
            if i == self._head.dateline_at:
                continue
            if line_kinds.is_related_heading(lines[i]):
                noise.add(i)
                links = _MOST_LINKS
            elif links and not line_kinds.ends_sentence(lines[i]):
                noise.add(i)
                links -= 1
            else:
                links = 0
                if line_kinds.is_noise(lines[i]):
                    noise.add(i)
        return noise


def with_kinds(texts: Sequence[str]) -> tuple[PageParagraph, ...]:
    """Mark subheadings: a short line without a full stop, alone between running text."""
    short = [_looks_like_heading(text) for text in texts]
    kinds = [ParagraphKind.BODY] * len(texts)
    for i in range(1, len(texts) - 1):
        if short[i] and not short[i - 1] and not short[i + 1]:
            kinds[i] = ParagraphKind.SUBHEADING
    return tuple(map(PageParagraph, texts, kinds))


def _looks_like_heading(text: str, longest: int = _SUBHEADING_LENGTH) -> bool:
    if len(text) > longest or not any(c.isalpha() for c in text):
        return False
    is_item = text[0] in "-–—•*·" or text[:3].rstrip(" ").endswith((")", "."))
    return not is_item and not line_kinds.ends_sentence(text) and text[-1] not in ',;:-–—»”"'


def _is_statement(line: str) -> bool:
    """Text of the article even at its end: a link elsewhere may be a question, hardly a sentence."""
    if line_kinds.is_noise(line):
        return False
    is_sentence = len(line) >= _STATEMENT_LENGTH and line[-6:].rstrip('"»”■ ').endswith((".", "。"))
    return is_sentence or line_kinds.is_prose(line)


def _is_site_line(line: str) -> bool:
    return line_kinds.is_noise(line) or line_kinds.starts_footer(line)


def _is_chrome(line: str) -> bool:
    if line_kinds.is_noise(line) or line_kinds.is_navigation(line):
        return True
    date = parse_date_line(line)
    return line_kinds.is_related_heading(line) or (date is not None and not date.rest)


def _is_agency_page(lines: Sequence[str], head: Head, body: _Body) -> bool:
    """A dateline, a time or two smaller signs; a bare date only where no other line is lost."""
    if head.dateline or (head.has_time and head.headline is not None):
        return True
    if head.navigation + sum(map(_is_site_line, lines[body.end :])) >= _ENOUGH_SIGNS:
        return True
    has_unknown_section = head.section is not None and not line_kinds.is_section(
        lines[head.section]
    )
    is_all_assigned = head.date_line is not None and len(head.assigned) == head.body
    return is_all_assigned and not has_unknown_section


def _whole(lines: Sequence[str]) -> Page:
    headline = lines[0] if _has_plain_headline(lines) else ""
    texts = lines[1:] if headline else lines
    return Page(
        headline, "", None, "", "", _url(lines), with_kinds(texts), dropped=(), recognised=False
    )


def _has_plain_headline(lines: Sequence[str]) -> bool:
    if len(lines) < 2:
        return False
    return _looks_like_heading(lines[0], _HEADLINE_LENGTH) and line_kinds.is_prose(lines[1])


def _publisher(lines: Sequence[str], head: Head, dropped: Sequence[int]) -> str:
    if head.dateline and head.dateline.publisher:
        return head.dateline.publisher
    hosts = (line_kinds.publisher_of_url(lines[i]) for i in dropped if line_kinds.is_url(lines[i]))
    short = (lines[i] for i in dropped if len(lines[i]) <= _PUBLISHER_LINE)
    named = (agency_named(line) for line in short if line_kinds.is_noise(line))
    return next((name for name in (*hosts, *named) if name), "")


def _url(lines: Sequence[str]) -> str:
    return next((line for line in lines if line_kinds.is_url(line)), "")


def _line(lines: Sequence[str], index: int | None) -> str:
    return "" if index is None else lines[index]
