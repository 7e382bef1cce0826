"""Beads between the database and values: read in two queries, written as far as they changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Bead, BeadSentence
from newsalign.bitext.operations.review.values import BeadValue, Positions

_CLEAR = 1_000_000
"""Added to positions on their way, so that none is taken twice in between."""


@dataclass(frozen=True, slots=True)
class StoredBead:
    pk: int
    version: int
    value: BeadValue


@dataclass(frozen=True, slots=True)
class StoredBeads:
    """An alignment's beads in their order; `sentences` has every sentence's key by side and position."""

    beads: tuple[StoredBead, ...]
    sentences: Mapping[tuple[str, int], int]

    @property
    def values(self) -> tuple[BeadValue, ...]:
        return tuple(bead.value for bead in self.beads)


def read_beads(alignment: Alignment) -> StoredBeads:
    sides: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    sentences = {}
    members = BeadSentence.objects.filter(alignment=alignment).order_by("sentence__position")
    for bead, side, key, position in members.values_list(
        "bead_id", "side", "sentence_id", "sentence__position"
    ):
        sides[bead][side == BeadSentence.Side.TARGET].append(position)
        sentences[side, position] = key
    rows = alignment.beads.order_by("position").values_list(
        "pk", "version", "confidence", "moved", "state", "note", "flagged_for"
    )
    beads = tuple(
        StoredBead(
            pk,
            version,
            BeadValue(
                source=tuple(sides[pk][0]),
                target=tuple(sides[pk][1]),
                confidence=confidence,
                moved=moved,
                state=state,
                note=note,
                flagged_for=flagged,
            ),
        )
        for pk, version, confidence, moved, state, note, flagged in rows
    )
    return StoredBeads(beads, sentences)


def bead_values(alignment: Alignment | None) -> tuple[BeadValue, ...]:
    """The beads in their order; none where there is no alignment yet."""
    return read_beads(alignment).values if alignment else ()


def write_beads(
    alignment: Alignment, stored: StoredBeads, wanted: Sequence[BeadValue], version: int
) -> None:
    """Makes `wanted` the alignment's beads; a bead whose sentences stay keeps its key."""
    known = {bead.value.positions: bead for bead in stored.beads}
    places = {bead.positions: place for place, bead in enumerate(wanted)}
    gone = [bead.pk for positions, bead in known.items() if positions not in places]
    if gone:
        Bead.objects.filter(pk__in=gone).delete()
    _place(stored, places)
    _update(known, wanted, version)
    fresh = [bead for bead in wanted if bead.positions not in known]
    _create(alignment, fresh, places, stored.sentences, version)


def _place(stored: StoredBeads, places: Mapping[Positions, int]) -> None:
    shifts: dict[int, list[int]] = defaultdict(list)
    for old, bead in enumerate(stored.beads):
        new = places.get(bead.value.positions, old)
        if new != old:
            shifts[new - old].append(bead.pk)
    for shift, keys in shifts.items():
        Bead.objects.filter(pk__in=keys).update(position=F("position") + _CLEAR + shift)
    moved = [pk for keys in shifts.values() for pk in keys]
    if moved:
        Bead.objects.filter(pk__in=moved).update(position=F("position") - _CLEAR)


def _update(
    known: Mapping[Positions, StoredBead], wanted: Iterable[BeadValue], version: int
) -> None:
    """Beads that change alike are changed in one query: confirming a hundred is one."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    crossed: dict[bool, list[int]] = defaultdict(list)
    for new in wanted:
        bead = known.get(new.positions)
        if bead is None or bead.value == new:
            continue
        old = bead.value
        said = new.confidence, new.state, new.note, new.flagged_for
        if said != (old.confidence, old.state, old.note, old.flagged_for):
            alike[said].append(bead.pk)
        if new.moved != old.moved:
            crossed[new.moved].append(bead.pk)
    people = _people(flagged for *_rest, flagged in alike)
    for (confidence, state, note, flagged), keys in alike.items():
        Bead.objects.filter(pk__in=keys).update(
            confidence=confidence,
            state=state,
            note=note,
            flagged_for=flagged if flagged in people else None,
            version=version,
        )
    for moved, keys in crossed.items():
        Bead.objects.filter(pk__in=keys).update(moved=moved)


def _create(
    alignment: Alignment,
    fresh: Sequence[BeadValue],
    places: Mapping[Positions, int],
    sentences: Mapping[tuple[str, int], int],
    version: int,
) -> None:
    if not fresh:
        return
    people = _people(bead.flagged_for for bead in fresh)
    beads = Bead.objects.bulk_create(
        Bead(
            alignment=alignment,
            position=places[value.positions],
            confidence=value.confidence,
            moved=value.moved,
            state=value.state,
            note=value.note,
            flagged_for_id=value.flagged_for if value.flagged_for in people else None,
            version=version,
        )
        for value in fresh
    )
    BeadSentence.objects.bulk_create(
        BeadSentence(
            alignment=alignment, bead=bead, sentence_id=sentences[side, position], side=side
        )
        for bead, value in zip(beads, fresh, strict=True)
        for side, positions in zip(BeadSentence.Side.values, value.positions, strict=True)
        for position in positions
    )


def _people(keys: Iterable[object]) -> set[int]:
    """Those of them that still are: a step of long ago may flag a bead for somebody who left."""
    wanted = {key for key in keys if isinstance(key, int)}
    if not wanted:
        return set()
    return set(User.objects.filter(pk__in=wanted).values_list("pk", flat=True))
