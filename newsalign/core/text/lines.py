"""What a single line of a page is: prose, a button, a credit, a link elsewhere."""

import re
from urllib.parse import urlsplit

from newsalign.core.text.markers import all_markers
from newsalign.core.text.publishers import PUBLISHER_HOSTS, PUBLISHERS
from newsalign.core.text.timestamps import parse_date_line

_MARKERS = all_markers()
_PUBLISHER_KEYS = frozenset(name.casefold() for name in PUBLISHERS)
_FINAL = re.compile(r"[.!?…。！？][\s\"'«»“”„‘’)\]」』■]*$")
_URL = re.compile(r"(?:https?://|www\.)\S{3,2000}")
_CREDIT_END = re.compile(
    r"\((?:Photo by |Photo: |Xinhua/|Фото: )[^()\n]{1,80}\)$|РИА Новости, (?:\d{3,4}, )?\d\d\.\d\d\.\d{4}$"
)
_HASHTAGS = re.compile(r"#\S+(?:[\s,]+#\S+)*")
_COUNTER = re.compile(r"[\d\s.,/:+−-]{1,12}|\d{1,2}\s?/\s?\d{1,3}")
_COUNTED = re.compile(
    r"\d[\d\s.,]{0,9}[kк]?\s?(?:views?|comments?|shares?|просмотр\w{0,3}|комментари\w{1,3}|прагляд\w{0,3}"
    r"|каментар\w{1,3}|перегляд\w{0,3}|коментар\w{1,3})",
    re.IGNORECASE,
)
_EDGES = " :.,;!…»«>→←|•·*▶►■#"
_NAME_WORDS = 3
_CREDIT_WORDS = 5
_PROMOTION_LENGTH = 250
_PROSE_LENGTH = 40
_LONG_PROSE = 110


def key_of(line: str) -> str:
    """The form in which whole lines are compared with the tables of markers."""
    return line.casefold().strip(_EDGES) or line.strip()


def ends_sentence(line: str) -> bool:
    """Whether a mark that ends sentences stands last, quotes and brackets behind it aside."""
    return _FINAL.search(line[-12:]) is not None


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of running text, as headlines and menus are not."""
    dense = any(c >= "⺀" for c in line[:20])
    length = len(line) * (3 if dense else 1)
    return length >= _PROSE_LENGTH and ends_sentence(line) and not is_noise(line)


def is_long_prose(line: str) -> bool:
    """Prose beyond doubt: a headline may be a question, but not this long or with two stops."""
    return is_prose(line) and (len(line) >= _LONG_PROSE or line.rstrip('"”»').endswith((".", "。")))


def is_url(line: str) -> bool:
    """Whether a line is a web address and nothing else."""
    return _URL.fullmatch(line) is not None


def publisher_of_url(url: str) -> str:
    """The publisher whose site an address is of, with or without a scheme; "" if none is known."""
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    for known, publisher in PUBLISHER_HOSTS.items():
        if host == known or host.endswith(f".{known}"):
            return publisher
    return ""


def is_publisher(line: str) -> bool:
    """Whether a line is an agency's name and nothing else."""
    return key_of(line) in _PUBLISHER_KEYS


def is_navigation(line: str) -> bool:
    """Whether a line is an entry of a site's menu, a date behind it allowed."""
    key = key_of(line)
    if key in _MARKERS.navigation:
        return True
    first, _, rest = key.partition(" ")
    return first in _MARKERS.navigation and parse_date_line(rest) is not None


def is_section(line: str) -> bool:
    """Whether a line is the name of a section, in any language known here."""
    return key_of(line) in _MARKERS.sections


def starts_footer(line: str) -> bool:
    """Whether a line says that the article is over."""
    return key_of(line) in _MARKERS.footers


def is_related_heading(line: str) -> bool:
    """A heading of links; with text behind a colon it is heading and link in one."""
    return key_of(line) in _MARKERS.related


def is_noise(line: str) -> bool:
    """Whether a line is no text of the article wherever it stands: button, credit, link, tag."""
    key = key_of(line)
    if key in _MARKERS.chrome | _MARKERS.credits or is_url(line) or is_publisher(line):
        return True
    if _HASHTAGS.fullmatch(line) or _CREDIT_END.search(line[-140:]):
        return True
    if _COUNTER.fullmatch(line) or _COUNTED.fullmatch(line):
        return True
    return line.startswith(("©", "&copy;")) or _is_labelled(line, key)


def _is_labelled(line: str, key: str) -> bool:
    label, colon, rest = (part.strip() for part in key[:100].partition(":"))
    if colon and label in _MARKERS.credits | _MARKERS.related:
        return True
    if colon and label in _MARKERS.sources:
        return len(rest.split()) <= _NAME_WORDS
    if any(key.startswith(phrase) for phrase in _MARKERS.promotions):
        return len(line) <= _PROMOTION_LENGTH
    words = key.split()
    is_short = len(words) <= _CREDIT_WORDS and not ends_sentence(line)
    return is_short and words[0] in _MARKERS.photo
