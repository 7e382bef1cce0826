from dataclasses import dataclass


class ReadingError(Exception):
    """Input that cannot be read; the message is one translated sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Clean text, and the address that a page gives itself, "" where the file says nothing.

    For a saved page the text begins with headline and time, as if copied from the browser.
    """

    text: str
    media_type: str
    url: str = ""
