"""What a search takes for the same: capitals and small letters, typed and typographic marks."""

import re

_SAME = ("'’ʼ‘`", '"«»“”„', "-–—−", "её")
_FIRST = str.maketrans({other: same[0] for same in _SAME for other in same[1:]})
_ANY = {letter: f"[{same}]" for same in _SAME for letter in same}


def fold(text: str) -> str:
    """The form in which texts are compared: at most three letters for one of the text."""
    return text.casefold().translate(_FIRST)


def folding_pattern(text: str) -> str:
    """A regular expression for texts that fold to the same, where case is ignored."""
    return "".join(_ANY.get(letter) or re.escape(letter) for letter in text)
