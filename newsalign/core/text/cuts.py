"""Where a sentence that was segmented wrongly can be cut."""

import re

# Between words, and (initials aside) behind a mark that ends a clause where the blank after it was forgotten.
_CUT = re.compile(r"(?<=\S)\s+(?=\S)|(?<=[.!?…:;,»”)\]。！？、])(?<!\b\w\.)(?=[^\W\d_]|[«“„(\[])")
_END = re.compile(r"[.!?…。！？][»”\"')\]]*\s*\Z")


def cuts(text: str) -> tuple[int, ...]:
    """Offsets in `text`, ascending, at which a second sentence could begin."""
    return tuple(found.end() for found in _CUT.finditer(text))


def likely_cut(text: str) -> int | None:
    """The last of them behind a mark that ends a sentence, else the first; None without any."""
    places = cuts(text)
    ends = [at for at in places if _END.search(text[:at])]
    return (ends[-1:] or places[:1] or (None,))[0]
