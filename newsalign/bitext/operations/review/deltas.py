"""What the history's steps change, and the states they lead through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.review.values import (
    BeadValue,
    Delta,
    Renumbering,
    in_order,
    without,
)


def delta_of(
    removed: list[dict[str, Any]], added: list[dict[str, Any]], details: dict[str, Any]
) -> Delta:
    given = details.get("renumbering")
    return Delta(
        tuple(BeadValue.from_json(bead) for bead in removed),
        tuple(BeadValue.from_json(bead) for bead in added),
        Renumbering(**given) if given else None,
    )


def deltas(pair: Pair, *, after: int) -> Iterator[Delta]:
    """Of the steps after this number, in order."""
    rows = pair.events.filter(number__gt=after).order_by("number")
    for row in rows.values_list("removed", "added", "details"):
        yield delta_of(*row)


def state_after(pair: Pair, number: int, current: Sequence[BeadValue]) -> tuple[BeadValue, ...]:
    """The beads after step `number`, their sentences numbered as they are today.

    Found by going back from the current ones: near states are cheap.
    """
    later = list(deltas(pair, after=number))
    beads = tuple(current)
    for delta in reversed(later):
        beads = delta.inverse().apply(beads)
    for delta in later:
        if delta.renumbering:
            beads = carried(beads, delta.renumbering)
    return beads


def carried(beads: Iterable[BeadValue], renumbering: Renumbering) -> tuple[BeadValue, ...]:
    """The beads with today's sentences: one that was joined belongs where its beginning was."""
    found: list[BeadValue] = []
    for bead in beads:
        held = getattr(bead, renumbering.side)
        second = renumbering.position + 1
        if not renumbering.is_split and second in held and renumbering.position not in held:
            gone = {renumbering.side: (second,)}
            parts = without(bead, gone.get("source", ()), gone.get("target", ()))
        else:
            parts = [bead]
        found += [renumbering.apply(part) for part in parts]
    return in_order(found)


def undo_stacks(pair: Pair) -> tuple[list[int], list[int]]:
    """Keys of the steps that can be undone, and of those that can be redone, the next one last."""
    done: list[int] = []
    undone: list[int] = []
    steps = pair.events.exclude(kind__in=ReviewEvent.WITHOUT_BEADS).order_by("number")
    for key, kind in steps.values_list("pk", "kind"):
        if kind == ReviewEvent.Kind.UNDO:
            undone.append(done.pop())
        elif kind == ReviewEvent.Kind.REDO:
            done.append(undone.pop())
        else:
            done.append(key)
            undone.clear()
    return done, undone
