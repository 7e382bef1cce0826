"""Text is cleaned once, where it comes in: line ends, normal form, spaces, invisible characters."""

import re
import unicodedata


def _ranges(points: list[int]) -> str:
    """Ascending code points as the ranges of a character class."""
    starts = [point for point in points if point - 1 not in points]
    ends = [point for point in points if point + 1 not in points]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_JOINERS = re.compile(
    "(?<![\u0600-\u06ff\u0900-\u0dff\u200d\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_MOST_MARKS = 30
_COMBINING = _ranges(
    [point for point in range(0x300, 0x1E94B) if unicodedata.combining(chr(point))]
)
_LONG_MARKS = re.compile(f"[{_COMBINING}][{_COMBINING}]{{{_MOST_MARKS - 1}}}(?=[{_COMBINING}])")
_GRAPHEME_JOINER = "\u034f"


def normalise(text: str) -> str:
    """Clean text: `\\n` line ends, NFC, single spaces, no invisible characters, no outer space.

    Between lines at most one empty line stays. Typographic quotes and dashes stay as they are;
    typographic hyphens become `-`. Joiners stay in the scripts that spell with them. A lone
    surrogate, which no encoding can store, becomes U+FFFD. Long runs of combining marks are parted
    as in the Stream-Safe Text Format (UAX #15), because sorting them takes quadratic time.
    Idempotent; linear time.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub("", text)
    text = _LONE_SURROGATES.sub("\ufffd", text)
    text = _LONG_MARKS.sub(rf"\g<0>{_GRAPHEME_JOINER}", text)
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    lines = [line.strip(" ") for line in text.split("\n")]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip("\n")
