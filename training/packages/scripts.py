"""Which script a language is written in, and how much of a text is."""

import re
import sys
import unicodedata
from functools import cache

from babel.core import get_global

_LETTER = re.compile(r"[^\W\d_]")
# ISO 15924 codes and how the names of their letters begin in Unicode.
_NAMES = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL",),
    "Latn": ("LATIN",),
    "Thai": ("THAI",),
}


def script_share(text: str, language: str) -> float:
    """Share of the letters of `text` that belong to the language's script; 1.0 without letters
    and for scripts we have no name for.
    """
    own = _own_letters(language)
    letters = len(_LETTER.findall(text))
    return len(own.findall(text)) / letters if own and letters else 1.0


@cache
def _own_letters(language: str) -> re.Pattern[str] | None:
    likely = str(get_global("likely_subtags").get(language, ""))
    names = _NAMES.get(likely.split("_")[1] if "_" in likely else "")
    if not names:
        return None
    letters = filter(_LETTER.match, map(chr, range(sys.maxunicode + 1)))
    own = [char for char in letters if unicodedata.name(char, "").startswith(names)]
    return re.compile(f"[{''.join(own)}]")
