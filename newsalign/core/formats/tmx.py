"""TMX 1.4b (LISA OSCAR): a translation unit for each bead.

An omission or addition has one variant only. What TMX has no field for stands in properties whose
types begin with `x-newsalign-`.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from xml.parsers import expat

from newsalign.core.formats.markup import attribute, content, is_holdable
from newsalign.core.formats.units import FormatError, Problem, Segment, Side, Unit

PREFIX = "x-newsalign-"
EXACT_TEXT = PREFIX + "text"
ANY_LANGUAGE = "*all*"
_VERSION = "1"  # of our properties
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="newsalign" creationtoolversion="{_VERSION}" segtype="sentence" o-tmf="newsalign" \
adminlang="en" srclang="%s" datatype="plaintext"/>
<body>
"""
_FOOT = "</body>\n</tmx>\n"


def dump(units: Iterable[Unit]) -> Iterator[str]:
    """The document, a unit at a time; its source language is the first unit's, or any if there is none."""
    rest = iter(units)
    first = next(rest, None)
    yield _HEAD % attribute(first.source.language if first else ANY_LANGUAGE)
    for unit in chain([first] if first else [], rest):
        yield _tu(unit)
    yield _FOOT


def _tu(unit: Unit) -> str:
    lines = [f'<tu tuid="{unit.pair}.{unit.number}" srclang="{attribute(unit.source.language)}">']
    if unit.note:
        lines.append(f"<note>{content(unit.note)}</note>")
        lines += _exact("note", unit.note)
    lines += [_prop(name, value) for name, value in _properties(unit)]
    lines += [_tuv(side) for side in (unit.source, unit.target) if side.segments]
    return "\n".join([*lines, "</tu>\n"])


def _properties(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "pair", str(unit.pair)
    yield "bead", str(unit.number)
    yield "state", unit.state
    yield "confidence", repr(unit.confidence)
    yield "moved", "yes" if unit.moved else "no"
    for name, side in (("source", unit.source), ("target", unit.target)):
        yield f"{name}-language", side.language
        yield f"{name}-article", side.article
        if side.segments:
            yield f"{name}-sentences", side.numbers
            yield f"{name}-paragraphs", side.paragraphs
            yield f"{name}-lengths", " ".join(str(len(s.text)) for s in side.segments)


def _tuv(side: Side) -> str:
    text = side.text
    properties = "".join(_exact("text", text))
    return (
        f'<tuv xml:lang="{attribute(side.language)}">{properties}<seg>{content(text)}</seg></tuv>'
    )


def _exact(name: str, text: str) -> list[str]:
    """In JSON, which has escapes for every character, where XML cannot hold the text."""
    return [] if is_holdable(text) else [_prop(name, json.dumps(text))]


def _prop(name: str, value: str) -> str:
    return f'<prop type="{PREFIX}{name}">{content(value)}</prop>'


def parse(data: bytes) -> tuple[Unit, ...]:
    """The units of a file that `dump` wrote, in any encoding that its declaration names.

    Raises FormatError; entities are refused before any is expanded, and nothing else is loaded.
    """
    reader = _Reader()
    try:
        reader.read(data)
    except FormatError:
        raise
    # expat knows no encodings of several bytes but Unicode's, and says so with ValueError
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise FormatError(Problem.DAMAGED, reader.line) from error
    if not reader.units:
        raise FormatError(Problem.EMPTY)
    return tuple(reader.units)


class _Reader:
    """Keeps the texts of one unit at a time; all other elements pass by."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse
        self._parser.SkippedEntityHandler = self._refuse
        self._depth = 0
        self._text: list[str] | None = None
        self._text_depth = 0
        self._type = ""
        self._properties: dict[str, str] = {}
        self._note = ""
        self._exact: str | None = None
        self._segments: list[tuple[str, str | None]] = []

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != "tmx":
            raise FormatError(Problem.NOT_OURS, self.line)
        if name == "tu":
            self._properties, self._note, self._segments = {}, "", []
        elif name == "tuv":
            self._exact = None
        elif name in ("prop", "note", "seg") and self._text is None:
            self._text, self._text_depth = [], self._depth
            self._type = attributes.get("type", "")

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if self._text is not None and self._depth == self._text_depth:
            self._keep(name, "".join(self._text))
            self._text = None
        elif name == "tu":
            try:
                self.units.append(_unit(self._properties, self._note, self._segments))
            except (KeyError, TypeError, ValueError, RecursionError) as error:
                raise FormatError(Problem.NOT_OURS, self.line) from error
        self._depth -= 1

    def _keep(self, name: str, text: str) -> None:
        if name == "note":
            self._note = text
        elif name == "seg":
            self._segments.append((text, self._exact))
        elif self._type == EXACT_TEXT:
            self._exact = text
        elif self._type.startswith(PREFIX):
            self._properties[self._type.removeprefix(PREFIX)] = text

    def _refuse(self, *_declared: object) -> None:
        raise FormatError(Problem.ENTITIES, self.line)


def _from_json(text: str) -> str:
    found = json.loads(text)
    if not isinstance(found, str):
        raise TypeError("A text in JSON is a string.")
    return found


def _unit(properties: dict[str, str], note: str, segments: list[tuple[str, str | None]]) -> Unit:
    rest = iter([text if exact is None else _from_json(exact) for text, exact in segments])
    source, target = (_side(name, properties, rest) for name in ("source", "target"))
    if next(rest, None) is not None:
        raise ValueError("There are more variants than sides.")
    return Unit(
        pair=int(properties["pair"]),
        number=int(properties["bead"]),
        source=source,
        target=target,
        confidence=float(properties["confidence"]),
        moved={"yes": True, "no": False}[properties["moved"]],
        state=properties["state"],
        note=_from_json(properties["note"]) if "note" in properties else note,
    )


def _side(name: str, properties: dict[str, str], texts: Iterator[str]) -> Side:
    numbers, paragraphs, lengths = (
        [int(n) for n in properties.get(f"{name}-{kind}", "").split()]
        for kind in ("sentences", "paragraphs", "lengths")
    )
    pieces = _cut(next(texts, ""), lengths) if lengths else []
    return Side(
        article=properties[f"{name}-article"],
        language=properties[f"{name}-language"],
        segments=tuple(
            Segment(*segment) for segment in zip(numbers, paragraphs, pieces, strict=True)
        ),
    )


def _cut(text: str, lengths: list[int]) -> list[str]:
    ends = list(accumulate(lengths, lambda end, length: end + 1 + length))
    pieces = [text[end - length : end] for end, length in zip(ends, lengths, strict=True)]
    if min(lengths) < 0 or ends[-1] != len(text) or " ".join(pieces) != text:
        raise ValueError("The sentences do not add up to the text.")
    return pieces
