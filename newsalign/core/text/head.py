"""The head of a page: where the article begins, its headline, section and publication time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsalign.core.text.dateline import Dateline, find_dateline
from newsalign.core.text.lines import (
    is_long_prose,
    is_navigation,
    is_noise,
    is_publisher,
    is_related_heading,
    is_section,
    starts_footer,
)
from newsalign.core.text.timestamps import DateLine, parse_date_line

_SEARCHED_LINES = 400
_LEADS_BEFORE_DATELINE = 2
_HEADLINE_WORDS = 3
_LONGEST_HEADLINE = 200
_LEAD_WORDS = 5
_SECTION_WORDS = 5
_REST_WORDS = 4
_UPDATED = ("updated", "обновлен", "изменен", "абноўлен", "оновлен")


@dataclass(frozen=True, slots=True)
class Head:
    """Indices of lines, None where there is no such line; the body begins at `body`.

    `leads` are standfirsts between headline and body. `navigation` counts known menu entries.
    """

    body: int
    headline: int | None
    section: int | None
    date_line: int | None
    published: datetime | None
    has_time: bool
    leads: tuple[int, ...]
    navigation: int
    dateline_at: int | None
    dateline: Dateline | None

    @property
    def assigned(self) -> frozenset[int]:
        """Indices of the lines that have a part in the head."""
        named = (self.headline, self.section, self.date_line, *self.leads)
        return frozenset(i for i in named if i is not None)


def read_head(lines: Sequence[str]) -> Head | None:
    """Take the head of a page apart; None where no running text follows it."""
    dateline_at, dateline = _first_dateline(lines)
    limit = _first_prose(lines, 0, len(lines)) if dateline_at is None else dateline_at
    if limit is None:
        return None
    date_at, date = _publication(lines[:limit])
    first_prose = _first_prose(lines, 0 if date_at is None else date_at + 1, limit)
    body = limit if first_prose is None else first_prose
    headline = _headline(lines, date_at, body)
    if headline is None and body < limit and len(lines[body]) <= _LONGEST_HEADLINE:
        headline, body = body, body + 1
    return Head(
        body=body,
        headline=headline,
        section=_section(lines, date_at, headline),
        date_line=date_at,
        published=date.published if date else None,
        has_time=date.has_time if date else False,
        leads=tuple(_leads(lines, headline, body)),
        navigation=sum(is_navigation(line) for line in lines[:body]),
        dateline_at=dateline_at,
        dateline=dateline,
    )


def _first_dateline(lines: Sequence[str]) -> tuple[int | None, Dateline | None]:
    """The first dateline, unless so much prose stands before it that it heads another text."""
    prose = 0
    for i, line in enumerate(lines[:_SEARCHED_LINES]):
        found = find_dateline(line)
        if found:
            return i, found
        prose += is_long_prose(line)
        if prose > _LEADS_BEFORE_DATELINE:
            break
    return None, None


def _first_prose(lines: Sequence[str], start: int, end: int) -> int | None:
    return next((i for i in range(start, end) if is_long_prose(lines[i])), None)


def _publication(lines: Sequence[str]) -> tuple[int | None, DateLine | None]:
    """The line that says when the article was published: the likeliest, the last of equals."""
    best, best_rank = None, 0
    for i, line in enumerate(lines):
        date = parse_date_line(line)
        rank = _date_rank(line, date) if date else 0
        if date and rank and rank >= best_rank:
            best, best_rank = (i, date), rank
    return best or (None, None)


def _date_rank(line: str, date: DateLine) -> int:
    """0 for no publication line; today's date of a masthead comes last."""
    words = len(date.rest.split())
    if any(word in line.lower() for word in _UPDATED) and line.lower().startswith(("(", *_UPDATED)):
        return 1
    if date.has_time:
        return 0 if words > _REST_WORDS else 5 - (words > 0) - (date.published is None)
    if words or date.published is None:
        return 0
    return 1 if date.has_weekday else 2


def _is_usable(line: str) -> bool:
    """Whether a line of the head may be headline or lead."""
    known = is_noise(line) or is_navigation(line) or is_section(line) or is_publisher(line)
    if known or starts_footer(line) or is_related_heading(line):
        return False
    date = parse_date_line(line)
    return date is None or bool(date.rest)


def _word_count(line: str) -> int:
    """Words; text without spaces counts two characters as a word."""
    dense = sum(c >= "⺀" for c in line)
    return dense // 2 if dense * 2 > len(line) else len(line.split())


def _headline(lines: Sequence[str], date_at: int | None, body: int) -> int | None:
    if date_at is None:
        return _headline_without_date(lines, body)
    after = [i for i in range(date_at + 1, body) if _is_usable(lines[i])]
    before = [i for i in range(date_at - 1, -1, -1) if _is_usable(lines[i])]
    long_after = [i for i in after if _word_count(lines[i]) >= _HEADLINE_WORDS]
    long_before = [i for i in before if _word_count(lines[i]) >= _HEADLINE_WORDS]
    for group in (long_after, after, long_before):
        if group:
            return group[0]
    return None


def _headline_without_date(lines: Sequence[str], body: int) -> int | None:
    """Of up to two long lines the first, so that the second is a lead; of more the last one."""
    usable = [i for i in range(body) if _is_usable(lines[i])]
    long = [i for i in usable if _word_count(lines[i]) > _HEADLINE_WORDS]
    if not long:
        return usable[-1] if usable else None
    return long[0] if len(long) <= 2 else long[-1]


def _section(lines: Sequence[str], date_at: int | None, headline: int | None) -> int | None:
    """The line above the date, if it is a known section, or one right above the headline.

    A line above the date that is no known section is one if it looks like it.
    """
    above_date = date_at - 1 if date_at and (headline is None or headline > date_at) else None
    if above_date is not None and is_section(lines[above_date]):
        is_menu = above_date >= 2 and all(map(is_section, lines[above_date - 2 : above_date]))
        return None if is_menu else above_date
    if headline and is_section(lines[headline - 1]):
        return headline - 1
    if above_date is None or not _is_usable(lines[above_date]):
        return None
    is_short = _word_count(lines[above_date]) <= _SECTION_WORDS
    return above_date if is_short and not set(">›»|/") & set(lines[above_date]) else None


def _leads(lines: Sequence[str], headline: int | None, body: int) -> Iterator[int]:
    if headline is None:
        return
    for i in range(headline + 1, body):
        is_lead = _is_usable(lines[i]) and _word_count(lines[i]) >= _LEAD_WORDS
        if is_lead and lines[i] != lines[headline]:
            yield i
