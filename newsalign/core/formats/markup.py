"""Text in XML 1.0, which has no way to write most control characters."""

import re

# https://www.w3.org/TR/xml/#charsets
UNHOLDABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
# A parser turns a bare carriage return into a line feed, and white space in attributes into spaces.
_CONTENT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_CONTENT = str.maketrans(_CONTENT)
_IN_ATTRIBUTE = str.maketrans({**_CONTENT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def is_holdable(text: str) -> bool:
    """Whether XML 1.0 can write every character of `text`."""
    return not UNHOLDABLE.search(text)


def content(text: str) -> str:
    """`text` between tags; what XML cannot hold becomes U+FFFD."""
    return UNHOLDABLE.sub(_REPLACEMENT, text).translate(_IN_CONTENT)


def attribute(text: str) -> str:
    """`text` between double quotes; what XML cannot hold becomes U+FFFD."""
    return UNHOLDABLE.sub(_REPLACEMENT, text).translate(_IN_ATTRIBUTE)
