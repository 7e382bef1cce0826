"""Offsets as browsers count them: in UTF-16 code units, where an emoji takes two."""

from itertools import accumulate
from unicodedata import combining

_LAST_OF_ONE_UNIT = 0xFFFF


def utf16_offsets(text: str) -> tuple[int, ...]:
    """For every offset 0..len(text) in characters, the same place in UTF-16 code units."""
    return tuple(accumulate((1 + (ord(c) > _LAST_OF_ONE_UNIT) for c in text), initial=0))


def with_marks(text: str, end: int) -> int:
    """`end`, moved behind the combining marks that belong to the character before it."""
    while end < len(text) and combining(text[end]):
        end += 1
    return end
