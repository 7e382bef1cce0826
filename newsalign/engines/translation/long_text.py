"""Cutting a sentence that is too long for the model, and joining what comes back."""

import re
import unicodedata
from collections.abc import Callable, Sequence

# Where a text may be cut, the best place first.
_CUTS = (
    re.compile(r"(?<=[.!?…;])[\"»”’)\]]*\s+|(?<=[。！？；])"),
    re.compile(r"(?<=[,:])\s+|\s+(?=[-–—]\s)|(?<=[，、：])"),
    re.compile(r"(?<!\d)\s+|\s+(?!\d)"),
)


def split_long(text: str, limit: int, count: Callable[[str], int]) -> list[str]:
    """Parts of `text` with at most `limit` tokens each, where `count` counts them.

    Halved again and again, between clauses where it can be, between words otherwise, inside a
    word only where there is no other place. Nothing but white space is lost.
    """
    if len(text) < 2 or count(text) <= limit:
        return [text]
    end, start = _place(text)
    return [*split_long(text[:end], limit, count), *split_long(text[start:], limit, count)]


def join_parts(parts: Sequence[str]) -> str:
    """The translated parts as one text, with a space between them unless the script has none."""
    joined = ""
    for part in filter(None, parts):
        if joined and not (_is_wide(joined[-1]) and _is_wide(part[0])):
            joined += " "
        joined += part
    return joined


def _place(text: str) -> tuple[int, int]:
    """Where the first part ends and the second starts: in the middle half, near the middle."""
    middle = len(text) / 2
    for cut in _CUTS:
        places = [
            (match.start() + len(match.group().rstrip()), match.end())
            for match in cut.finditer(text, len(text) // 4, len(text) * 3 // 4 + 1)
        ]
        inside = [(end, start) for end, start in places if end > 0 and start < len(text)]
        if inside:
            return min(inside, key=lambda place: abs(place[0] - middle))
    return len(text) // 2, len(text) // 2


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
