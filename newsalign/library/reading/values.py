from dataclasses import dataclass
from datetime import datetime


class ReadingError(Exception):
    """Input that cannot be read; the message is one translated sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Clean text and what the file said about itself.

    `encoding` is a codec's name, "" where the format has its own. `published` is local time at the
    publisher. `url`, `published` and `headline` are hints, empty where the file says nothing; for a
    saved page the text begins with headline and time, as if copied from the browser.
    """

    text: str
    media_type: str
    encoding: str = ""
    url: str = ""
    published: datetime | None = None
    headline: str = ""
