"""Lines of a page that say when it was published, in the languages agencies write in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sept sep|october oct|november nov|december dec",
    "ru": "января январь янв|февраля февраль фев|марта март мар|апреля апрель апр|мая май|"
    "июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|"
    "октября октябрь окт|ноября ноябрь ноя|декабря декабрь дек",
    "be": "студзеня студзень студз|лютага люты лют|сакавіка сакавік сак|красавіка красавік крас|"
    "мая травень трав|чэрвеня чэрвень чэрв|ліпеня ліпень ліп|жніўня жнівень жнів|"
    "верасня верасень верас|кастрычніка кастрычнік кастр|лістапада лістапад ліст|"
    "снежня снежань снеж",
    "uk": "січня січень січ|лютого лютий лют|березня березень бер|квітня квітень квіт|"
    "травня травень трав|червня червень черв|липня липень лип|серпня серпень серп|"
    "вересня вересень вер|жовтня жовтень жовт|листопада листопад лист|грудня грудень груд",
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|"
    "listopada|grudnia",
}
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "be": "панядзелак аўторак серада чацвер пятніца субота нядзеля",
    "uk": "понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя",
}
_FILLERS = {
    "en": "at on published updated posted date time minsk kyiv moscow local msk gmt utc est edt by",
    "ru": "в г года год обновлено опубликовано дата публикации время мск минск москва изменено",
    "be": "у ў г года апублікавана абноўлена дата",
    "uk": "о р року рік опубліковано оновлено дата",
}


def _month_numbers() -> dict[str, int]:
    return {
        name: number
        for names in _MONTHS.values()
        for number, month in enumerate(names.split("|"), start=1)
        for name in month.split()
    }


MONTH_NUMBERS = _month_numbers()
_WEEKDAY_NAMES = frozenset(word for words in _WEEKDAYS.values() for word in words.split())
_FILLER_WORDS = frozenset(word for words in _FILLERS.values() for word in words.split())

_MONTH = "|".join(sorted(map(re.escape, MONTH_NUMBERS), key=len, reverse=True))
_DAY_MONTH = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|-го|\.)?\s(?P<name>{_MONTH})\b\.?"
_MONTH_DAY = rf"\b(?P<name>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})\b(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DATES = [
    re.compile(rf"(?<!\d){_DAY_MONTH},?\s{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_MONTH_DAY},?\s{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-]{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR}[./-](?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    re.compile(rf"(?<!\d){_DAY_MONTH}", re.IGNORECASE),
    re.compile(rf"{_MONTH_DAY}", re.IGNORECASE),
]
_TIME = re.compile(
    r"(?<![\d:.])T?(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\(?(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::\d\d)?\)?|[+-]\d\d:?\d\d$|Z$", re.IGNORECASE
)
_LONGEST_LINE = 100


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date. `published` is None where the line names no year or no real day.

    `rest` is what else stands in the line; a masthead's line of today has a weekday and no time.
    """

    published: datetime | None
    has_time: bool
    has_weekday: bool
    rest: str


def parse_date_line(line: str) -> DateLine | None:
    """Read a line that says when something was published; None if it holds no date.

    Local time as it stands, without a zone; a date without a time is midnight. Understood are day
    and month names of the tables above, numeric dates (day first), ISO dates, times with `:` (with
    `.` next to a date) and a.m./p.m. Lines over 100 characters are never dates.
    """
    if len(line) > _LONGEST_LINE:
        return None
    date = next((match for pattern in _DATES if (match := pattern.search(line))), None)
    if date is None:
        return None
    outside = line[: date.start()] + " | " + line[date.end() :]
    time = _TIME.search(outside)
    words, has_weekday = _rest_words(outside)
    return DateLine(_moment(date, time), time is not None, has_weekday, " ".join(words))


def is_date(text: str) -> bool:
    """Whether a short text is a date and nothing else, as in a dateline: `8 August`, `Aug. 8`."""
    date = parse_date_line(text)
    return date is not None and not date.rest


def join_times(lines: Iterable[str]) -> list[str]:
    """Lines in which a date and the time that stood alone below it are one.

    A date with its weekday keeps to itself: it is today's, in a masthead.
    """
    joined: list[str] = []
    for line in lines:
        if joined and _TIME.fullmatch(line) and _lacks_time(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _lacks_time(line: str) -> bool:
    date = parse_date_line(line)
    if date is None or date.published is None:
        return False
    return not (date.has_time or date.has_weekday or date.rest)


def _moment(date: re.Match[str], time: re.Match[str] | None) -> datetime | None:
    parts = date.groupdict()
    if not parts.get("year"):
        return None
    month = parts.get("month") or MONTH_NUMBERS[parts["name"].lower()]
    hour = minute = 0
    if time:
        hour, minute = int(time["hour"]), int(time["minute"])
        if time["half"] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    try:
        return datetime(int(parts["year"]), int(month), int(parts["day"]), hour, minute)  # noqa: DTZ001 - local time at the publisher; the edition knows the zone
    except ValueError:
        return None


def _rest_words(outside: str) -> tuple[list[str], bool]:
    """What is left of a line besides dates and times, and whether a weekday was among it."""
    for pattern in (_ZONE, *_DATES, _TIME):
        outside = pattern.sub(" ", outside)
    words = [word for word in re.split(r"[\s,|•·()\[\]:;/–—-]+", outside) if word.strip(".")]
    keys = [word.lower().strip(".") for word in words]
    rest = [
        w for w, key in zip(words, keys, strict=True) if key not in _WEEKDAY_NAMES | _FILLER_WORDS
    ]
    return rest, any(key in _WEEKDAY_NAMES for key in keys)
