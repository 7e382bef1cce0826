"""XLIFF 2.1 (OASIS Standard, 2018): a file element for each pair, a unit with one segment for each bead.

What the core has no field for stands in the metadata module.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from newsalign.core.formats.markup import UNHOLDABLE, attribute, content
from newsalign.core.formats.units import Side, Unit

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" \
xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="%s" trgLang="%s">
"""
_STATES = {"confirmed": "final", "rejected": "initial"}


def dump(units: Iterable[Unit]) -> Iterator[str]:
    """Raises ValueError where there is no unit, or units are of different languages."""
    rest = iter(units)
    first = next(rest, None)
    if first is None:
        raise ValueError("An XLIFF document holds at least one unit.")
    languages = first.source.language, first.target.language
    yield _HEAD % tuple(map(attribute, languages))
    for pair, members in groupby(chain([first], rest), key=lambda unit: unit.pair):
        yield f'<file id="pair-{pair}" canResegment="no" xml:space="preserve">\n'
        for unit in members:
            if (unit.source.language, unit.target.language) != languages:
                raise ValueError("An XLIFF document is of one source and one target language.")
            yield _unit(unit)
        yield "</file>\n"
    yield "</xliff>\n"


def _unit(unit: Unit) -> str:
    note = f"<notes><note>{content(unit.note)}</note></notes>\n" if unit.note else ""
    target = f"<target>{_inline(unit.target)}</target>" if unit.target.segments else ""
    # Without a target nothing can be in a later state.
    state = _STATES.get(unit.state, "translated") if target else "initial"
    return (
        f'<unit id="bead-{unit.number}">\n'
        f"{_metadata(unit)}{note}"
        f'<segment state="{state}" subState="newsalign:{attribute(unit.state)}">'
        f"<source>{_inline(unit.source)}</source>{target}</segment>\n</unit>\n"
    )


def _metadata(unit: Unit) -> str:
    values = {
        "confidence": f"{unit.confidence:.3f}",
        "moved": "yes" if unit.moved else "no",
        "source-sentences": unit.source.numbers,
        "target-sentences": unit.target.numbers,
        "source-paragraphs": unit.source.paragraphs,
        "target-paragraphs": unit.target.paragraphs,
    }
    metas = "".join(
        f'<mda:meta type="{name}">{value}</mda:meta>' for name, value in values.items() if value
    )
    return (
        f'<mda:metadata><mda:metaGroup category="newsalign">{metas}'
        "</mda:metaGroup></mda:metadata>\n"
    )


def _inline(side: Side) -> str:
    """Text whose control characters stand as code points, as XLIFF has it."""
    text, parts, end = side.text, [], 0
    for found in UNHOLDABLE.finditer(text):
        parts += [content(text[end : found.start()]), f'<cp hex="{ord(found[0]):04X}"/>']
        end = found.end()
    return "".join([*parts, content(text[end:])])
