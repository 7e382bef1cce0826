"""The dateline: place, date and agency in front of an article's first sentence."""

import re
from dataclasses import dataclass

from newsalign.core.text.publishers import PUBLISHERS
from newsalign.core.text.timestamps import is_date

_AGENCIES = "|".join(sorted(map(re.escape, PUBLISHERS), key=len, reverse=True))
_DASHES = "[-–—−]{1,2}"
_BRACKETED = re.compile(
    rf"(?P<head>(?:[^()/\n]|(?<=\w)/(?=\w)){{0,80}}?)\s?(?:\((?P<round>[^()\n]{{2,80}})\)|/(?P<slash>[^/\n]{{2,80}})/)"
    rf"(?P<close>\s?[.,:])?(?P<dash>\s?{_DASHES})?(?=\s|$)"
)
_PLAIN = re.compile(
    rf"(?P<head>[^()\n]{{2,80}}?)(?:\s{_DASHES}|[.,])\s(?P<agency>{_AGENCIES})"
    rf"(?:,\s[^.,\n]{{2,60}})?(?:\.|\s{_DASHES})(?=\s|$)"
)
_CHINESE = re.compile(
    r"(?P<agency>新华社)(?P<head>[^\s，。]{0,20}?\d{1,2}月\d{1,2}日[电專专]电?)(?:[（(][^（）()]{1,40}[）)])?"
)
_KNOWN_AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCIES})(?!\w)")
_ANY_AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCIES})(?!\w)", re.IGNORECASE)
_PLACE = re.compile(r"(?:[гмс]\.\s)?[^\W\d_][\w'’ʼ-]*(?:\.?[\s/-][^\W\d_][\w'’ʼ-]*){0,4}")
_YEAR = re.compile(r"(?:19|20)\d\d(?: г\.?| года| р\.?)?")
_SHOWN_NAMES = {name.casefold(): shown for name, shown in PUBLISHERS.items()}
_SMALL_WORDS = frozenset(["de", "la", "del", "da", "do", "am", "der", "on", "the", "of", "на"])
# Words for the kind of a place stand in small letters beside its name.
_AREA = """
    район районе района область области край края сельсовет сельсовета поселок посёлок деревня агрогородок
    раён раёна вобласць вобласці сельсавет сельсавета вёска аграгарадок селище district region oblast village
"""
_AREA_WORDS = frozenset(_AREA.split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """`text` as it stands; the article goes on at `end`; `publisher` is "" where unknown."""

    text: str
    end: int
    publisher: str


def find_dateline(line: str) -> Dateline | None:
    """Recognise a dateline at the beginning of a paragraph.

    Forms: `PLACE, date (Agency) -`, `PLACE, date. /AGENCY/.`, `date, Place /Корр. АГЕНТСТВО/.`,
    `PLACE, date - Agency.`, `Place. Date. AGENCY -`, with any dash and without the date where the
    agency is known. Only the first 250 characters are looked at.
    """
    beginning = line[:250]
    for pattern in (_BRACKETED, _PLAIN, _CHINESE):
        match = pattern.match(beginning)
        if match and _is_sound(match):
            return Dateline(match[0].rstrip(), match.end(), _publisher(match))
    return None


def agency_named(line: str) -> str:
    """The agency a line names, by the name it uses in that language; "" if it names none."""
    match = _KNOWN_AGENCY.search(line)
    return _SHOWN_NAMES[match[0].casefold()] if match else ""


def _is_sound(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if match.re is _CHINESE:
        return True
    agency = parts.get("agency") or parts.get("round") or parts.get("slash") or ""
    known = _ANY_AGENCY.search(agency) is not None
    pieces = _pieces(parts["head"])
    if not all(_is_place(piece) or is_date(piece) for piece in pieces):
        return False
    has_date = any(is_date(piece) for piece in pieces)
    if match.re is _PLAIN:
        return has_date or (bool(pieces) and pieces[0].isupper())
    ends = bool(parts["close"] or parts["dash"])
    in_capitals = any(p.isupper() and not is_date(p) for p in pieces)
    return ends and bool(pieces) and (known or (has_date and in_capitals and agency[0].isupper()))


def _pieces(head: str) -> list[str]:
    """`Minsk, Aug. 8` -> `Minsk`, `Aug. 8`: a full stop counts only where it closes a piece."""
    pieces = re.split(r",\s?|\.\s(?=\d)|\.$|(?<=[^\W\d_]{4})\.\s|(?<=\d)\.\s", head.strip())
    whole = [piece.strip() for piece in pieces if piece and piece.strip()]
    return _join_months(whole)


def _join_months(pieces: list[str]) -> list[str]:
    """`Aug` and `8` were one date before the split at the abbreviation's full stop."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (_YEAR.fullmatch(piece) or is_date(f"{joined[-1]} {piece}")):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _is_place(text: str) -> bool:
    if len(text) > 50 or not _PLACE.fullmatch(text):
        return False
    words = re.split(r"[\s/]", text)
    return all(
        word[:1].isupper()
        or word in _SMALL_WORDS
        or word in _AREA_WORDS
        or re.fullmatch(r"[гмс]\.", word)
        for word in words
    )


def _publisher(match: re.Match[str]) -> str:
    parts = match.groupdict()
    found = _ANY_AGENCY.search(parts.get("agency") or parts["round"] or parts["slash"])
    return _SHOWN_NAMES[found[0].casefold()] if found else ""
