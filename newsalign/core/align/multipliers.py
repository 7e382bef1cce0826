"""Numerals before a word for thousands or millions: `1,26 тыс.` is 1,260."""

import re
from decimal import Decimal
from functools import lru_cache

_WORDS = {
    3: r"тыс|тысяч\w{0,3}|thousands?|tausend|mille",
    6: r"млн|миллион\w{0,3}|мільён\w{0,3}|mln|mio|million(?:s|en)?",
    9: r"млрд|миллиард\w{0,3}|мільярд\w{0,3}|bn|billions?|mrd|milliarden?|milliards?",
    12: r"трлн|триллион\w{0,3}|trillions?|billionen",
}
_POWERS = {power: re.compile(words) for power, words in _WORDS.items()}
_VALUE = re.compile(r"#(\d+(?:\.\d+)?)")


@lru_cache(maxsize=20_000)
def multiplied(key: str, following: str) -> str:
    """The key of a numeral with the word behind it, in lower case, worked in; other keys as they are."""
    power = _power(following) if key[0] == "#" else 0
    value = _VALUE.fullmatch(key)
    if not power or not value:
        return key
    product = Decimal(value[1]).scaleb(power)
    return f"#{product.normalize():f}"


def _power(word: str) -> int:
    return next((power for power, words in _POWERS.items() if words.fullmatch(word)), 0)
