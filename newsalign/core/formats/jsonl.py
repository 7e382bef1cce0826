"""JSON Lines (jsonlines.org): an object for each unit, with all that is known of it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newsalign.core.formats.units import FormatError, Problem, Segment, Side, Unit

_BOM = b"\xef\xbb\xbf"


def dump(units: Iterable[Unit]) -> Iterator[str]:
    """A line for each unit, its line feed included."""
    for unit in units:
        record = {
            "pair": unit.pair,
            "bead": unit.number,
            "source": _side(unit.source),
            "target": _side(unit.target),
            "confidence": unit.confidence,
            "moved": unit.moved,
            "state": unit.state,
            "note": unit.note,
            "flagged_for": unit.flagged_for,
            "reviewer": unit.reviewer,
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {
        "article": side.article,
        "language": side.language,
        "sentences": [
            {"number": s.number, "paragraph": s.paragraph, "text": s.text} for s in side.segments
        ],
    }


def parse(data: bytes) -> tuple[Unit, ...]:
    """The units of a file that `dump` wrote, in UTF-8.

    Raises FormatError. Unknown fields are passed over, blank lines too.
    """
    # Split as bytes: text would be split at characters that JSON allows inside its strings.
    lines = data.removeprefix(_BOM).split(b"\n")
    units = tuple(_unit(line, k) for k, line in enumerate(lines, 1) if line.strip())
    if not units:
        raise FormatError(Problem.EMPTY)
    return units


def _unit(line: bytes, number: int) -> Unit:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FormatError(Problem.DAMAGED, number) from error
    try:
        return Unit(
            pair=_of(int, record["pair"]),
            number=_of(int, record["bead"]),
            source=_read_side(record["source"]),
            target=_read_side(record["target"]),
            confidence=_share(record["confidence"]),
            moved=_of(bool, record["moved"]),
            state=_of(str, record["state"]),
            note=_of(str, record["note"]),
            flagged_for=_name(record.get("flagged_for")),
            reviewer=_name(record.get("reviewer")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(Problem.NOT_OURS, number) from error


def _read_side(record: Any) -> Side:
    sentences = _of(list, record["sentences"])
    return Side(
        article=_of(str, record["article"]),
        language=_of(str, record["language"]),
        segments=tuple(
            Segment(_of(int, s["number"]), _of(int, s["paragraph"]), _of(str, s["text"]))
            for s in sentences
        ),
    )


def _name(value: Any) -> str | None:
    return None if value is None else _of(str, value)


def _of[T](kind: type[T], value: Any) -> T:
    if type(value) is not kind:  # a Boolean is an int to isinstance
        raise TypeError(kind.__name__)
    return value


def _share(value: Any) -> float:
    return float(value) if type(value) is int else _of(float, value)
