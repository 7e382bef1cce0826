"""Beads as values, and what one step changes about them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from newsalign.core import model
from newsalign.core.align.order import arranged, main_chain

AUTOMATIC, CONFIRMED = "automatic", "confirmed"

NOT_JUDGED = 0.5
"""Confidence of a sentence that lost its counterpart: nobody has said that it has none."""

type Positions = tuple[tuple[int, ...], tuple[int, ...]]
type Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeadValue:
    """All there is to a bead; `flagged_for` is a user's key."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    moved: bool = False
    state: str = AUTOMATIC
    note: str = ""
    flagged_for: int | None = None

    @property
    def positions(self) -> Positions:
        return self.source, self.target

    @property
    def bead(self) -> model.Bead:
        """As the aligner and the comparison know it."""
        is_confirmed = self.state == CONFIRMED
        return model.Bead(self.source, self.target, self.confidence, self.moved, is_confirmed)

    @property
    def is_null(self) -> bool:
        return not self.source or not self.target

    @property
    def is_decided(self) -> bool:
        return self.state != AUTOMATIC

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        return cls(**{**given, "source": tuple(given["source"]), "target": tuple(given["target"])})


def in_order(beads: Iterable[BeadValue]) -> tuple[BeadValue, ...]:
    """As an alignment holds them; what moved stays as it is said to be."""
    by_positions = {bead.positions: bead for bead in beads}
    places = arranged([bead.bead for bead in by_positions.values()])
    return tuple(by_positions[place.source, place.target] for place in places)


def settled(beads: Iterable[BeadValue]) -> tuple[BeadValue, ...]:
    """In order, and it is told anew which of them crossed the main order."""
    given = list(beads)
    main = main_chain([bead.bead for bead in given])
    return in_order(replace(b, moved=not b.is_null and k not in main) for k, b in enumerate(given))


def fixed_points(beads: Iterable[BeadValue]) -> tuple[model.Bead, ...]:
    """What an aligner has to keep as it is: the confirmed ones."""
    return tuple(bead.bead for bead in beads if bead.state == CONFIRMED)


def merged(beads: Sequence[BeadValue]) -> BeadValue:
    """One bead of several, confirmed: a person put it together."""
    notes = dict.fromkeys(bead.note for bead in beads if bead.note)
    flags = [bead.flagged_for for bead in beads if bead.flagged_for]
    return BeadValue(
        source=tuple(sorted({i for bead in beads for i in bead.source})),
        target=tuple(sorted({j for bead in beads for j in bead.target})),
        state=CONFIRMED,
        note="\n".join(notes),
        flagged_for=flags[0] if flags else None,
    )


def without(bead: BeadValue, source: Iterable[int], target: Iterable[int]) -> list[BeadValue]:
    """What is left of a bead when sentences leave it; those who lost their counterpart stand alone."""
    gone = set(source), set(target)
    rest = (
        tuple(i for i in bead.source if i not in gone[0]),
        tuple(j for j in bead.target if j not in gone[1]),
    )
    if rest == bead.positions:
        return [bead]
    if all(rest):
        return [replace(bead, source=rest[0], target=rest[1], state=AUTOMATIC)]
    return alone(*rest)


def alone(source: Iterable[int], target: Iterable[int], state: str = AUTOMATIC) -> list[BeadValue]:
    """Every sentence in a bead of its own."""
    places: list[Positions] = [((i,), ()) for i in source]
    places += [((), (j,)) for j in target]
    confidence = NOT_JUDGED if state == AUTOMATIC else 1.0
    return [BeadValue(source=s, target=t, confidence=confidence, state=state) for s, t in places]


def with_words_of(old: Iterable[BeadValue], new: Iterable[BeadValue]) -> list[BeadValue]:
    """`new`, with the notes and flags of those `old` beads that are no more.

    Each goes to the first bead that has a sentence of its own, unless another such bead has it already.
    """
    found = list(new)
    there = {bead.positions for bead in found}
    for bead in old:
        if not (bead.note or bead.flagged_for) or bead.positions in there:
            continue
        heirs = [k for k, other in enumerate(found) if _share_sentences(bead, other)]
        if heirs and bead.note and not any(_says(found[k], bead.note) for k in heirs):
            note = "\n".join(filter(None, (found[heirs[0]].note, bead.note)))
            found[heirs[0]] = replace(found[heirs[0]], note=note)
        if heirs and bead.flagged_for and not any(found[k].flagged_for for k in heirs):
            found[heirs[0]] = replace(found[heirs[0]], flagged_for=bead.flagged_for)
    return found


def _says(bead: BeadValue, note: str) -> bool:
    return f"\n{note}\n" in f"\n{bead.note}\n"


def _share_sentences(one: BeadValue, other: BeadValue) -> bool:
    return any(set(a) & set(b) for a, b in zip(one.positions, other.positions, strict=True))


def laid_over(beads: Iterable[BeadValue], fixed: Iterable[BeadValue]) -> list[BeadValue]:
    """The fixed beads as they are, and what they leave of the others."""
    fixed = list(fixed)
    source = {i for bead in fixed for i in bead.source}
    target = {j for bead in fixed for j in bead.target}
    kept = [rest for bead in beads for rest in without(bead, source, target)]
    return fixed + kept


def carried_over(old: Iterable[BeadValue], found: model.Alignment) -> tuple[BeadValue, ...]:
    """What an aligner found, with all that people decided and noted on the same beads.

    Confirmed beads stay even where the aligner did not know of them yet: they are laid over.
    Notes and flags of beads that the aligner grouped anew stay with their sentences.
    """
    known = {
        bead.positions: bead for bead in old if bead.is_decided or bead.note or bead.flagged_for
    }
    beads = [_carried(known.get((b.source, b.target)), b) for b in found.beads]
    there = {bead.positions for bead in beads}
    lost = [b for b in known.values() if b.state == CONFIRMED and b.positions not in there]
    whole = settled(laid_over(beads, lost)) if lost else beads
    return tuple(with_words_of(known.values(), whole))


def _carried(known: BeadValue | None, bead: model.Bead) -> BeadValue:
    return BeadValue(
        source=bead.source,
        target=bead.target,
        confidence=bead.confidence,
        moved=bead.moved,
        state=known.state if known else AUTOMATIC,
        note=known.note if known else "",
        flagged_for=known.flagged_for if known else None,
    )


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A sentence was split after `position`, or joined with the next one.

    `offset` is where in the paragraph the second of the two begins; `end` where the first ends.
    """

    side: Side
    position: int
    end: int
    offset: int
    is_split: bool

    def inverse(self) -> "Renumbering":
        return replace(self, is_split=not self.is_split)

    def apply(self, bead: BeadValue) -> BeadValue:
        moved = [self._new(i) for i in getattr(bead, self.side)]
        flat = tuple(dict.fromkeys(i for new in moved for i in new))
        return replace(bead, source=flat) if self.side == "source" else replace(bead, target=flat)

    def _new(self, index: int) -> tuple[int, ...]:
        if index < self.position:
            return (index,)
        if self.is_split:
            return (index, index + 1) if index == self.position else (index + 1,)
        return (index if index == self.position else index - 1,)


@dataclass(frozen=True, slots=True)
class Delta:
    """What a step changes: the sentences first, then beads go and beads come."""

    removed: tuple[BeadValue, ...] = ()
    added: tuple[BeadValue, ...] = ()
    renumbering: Renumbering | None = None

    @classmethod
    def between(cls, old: Iterable[BeadValue], new: Iterable[BeadValue]) -> Self:
        before, after = list(old), list(new)
        common = set(before) & set(after)
        return cls(
            tuple(b for b in before if b not in common), tuple(b for b in after if b not in common)
        )

    def apply(self, beads: Iterable[BeadValue]) -> tuple[BeadValue, ...]:
        if self.renumbering:
            beads = [self.renumbering.apply(bead) for bead in beads]
        gone = {bead.positions for bead in self.removed}
        return in_order([*(b for b in beads if b.positions not in gone), *self.added])

    def inverse(self) -> "Delta":
        """Undoes it. A step moves sentences or changes beads, never both, so the order is free."""
        turned = self.renumbering.inverse() if self.renumbering else None
        return Delta(self.added, self.removed, turned)
