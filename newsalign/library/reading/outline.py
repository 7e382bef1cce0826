"""A web page as plain lines, with what its head says: read as a stream, at any depth."""

import re
from dataclasses import dataclass, field

from lxml import etree

from newsalign.core.text.normalise import normalise

_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "select",
        "textarea",
        "head",
    ]
)
_INLINE = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
_INLINE_TAGS = frozenset(_INLINE.split())
_URL_META = frozenset(["og:url", "twitter:url"])
_TITLE_META = frozenset(["og:title", "twitter:title"])
_TIME_META = frozenset(["article:published_time", "datepublished", "dc.date.issued", "pubdate"])
_SPACE = re.compile(r"\s+")
# Where an inline element begins or ends there is a space, except beside marks that have none.
_EDGE = "\0"
_EDGES = re.compile(f"{_EDGE}+")
_NO_SPACE = re.compile(f"(?<=[«“„(\\[]){_EDGE}|{_EDGE}(?=[,.;:!?…)\\]»”])")
_LONGEST_URL = 1000
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Outline:
    """`text` has a line for each block; `headline` is the page's only h1 or its og:title.

    `attributes` counts those of the element that has the most.
    """

    text: str
    title: str
    headline: str
    url: str
    published: str
    elements: int
    attributes: int


def outline_of(source: str) -> Outline:
    """Read a page's source in linear time, without building a tree."""
    target = _Target()
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    parser.feed(source.encode("utf-8", "replace"))
    return parser.close()  # type: ignore[no-any-return]  # what the target's close returns


@dataclass
class _Target:
    """Receives the parser's events (lxml's target interface)."""

    _pieces: list[str] = field(default_factory=list)
    _title: list[str] = field(default_factory=list)
    _headlines: list[list[str]] = field(default_factory=list)
    _meta: dict[str, str] = field(default_factory=dict)
    _hidden: int = 0
    _elements: int = 0
    _attributes: int = 0
    _inside: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._attributes = max(self._attributes, len(attributes))
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in {"title", "h1"}:
            self._inside = tag
            if tag == "h1":
                self._headlines.append([])
        if tag == "meta":
            name = (
                attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            )
            self._meta.setdefault((name or "").lower(), attributes.get("content", ""))
        if tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self._meta.setdefault("canonical", attributes.get("href", ""))
        if tag == "time" and "datetime" in attributes:
            self._meta.setdefault("time", attributes["datetime"])
        self._pieces.append(_EDGE if tag in _INLINE_TAGS else "\n")

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        if tag == self._inside:
            self._inside = ""
        self._pieces.append(_EDGE if tag in _INLINE_TAGS else "\n")

    def data(self, text: str) -> None:
        if self._inside == "title":
            self._title.append(text)
        if self._hidden:
            return
        if self._inside == "h1":
            self._headlines[-1].append(text)
        # A character reference comes in a piece of its own.
        self._pieces.append(_SPACE.sub(" ", text))

    def close(self) -> Outline:
        headlines = {_title(" ".join(pieces)) for pieces in self._headlines}
        only = headlines.pop() if len(headlines) == 1 else ""
        text = "".join(self._pieces)
        return Outline(
            text=normalise(_NO_SPACE.sub("", _EDGES.sub(_EDGE, text)).replace(_EDGE, " ")),
            title=_title("".join(self._title)),
            headline=only or _title(self._first(_TITLE_META)),
            url=self._url(),
            published=self._first(_TIME_META) or self._meta.get("time", ""),
            elements=self._elements,
            attributes=self._attributes,
        )

    def _first(self, names: frozenset[str]) -> str:
        return next((value for name, value in self._meta.items() if name in names), "").strip()

    def _url(self) -> str:
        url = self._meta.get("canonical", "") or self._first(_URL_META)
        is_sound = url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL
        return url if is_sound and not any(c.isspace() for c in url) else ""


def _title(text: str) -> str:
    clean = " ".join(normalise(text).split())
    return clean if len(clean) <= _LONGEST_TITLE else ""
