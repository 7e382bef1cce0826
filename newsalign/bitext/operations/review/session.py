"""One step of a review: the pair is locked, read, checked, changed, and the step written down."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Pair, ReviewEvent
from newsalign.bitext.operations.confirmed import keep_confirmed
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import (
    ReviewConflict,
    Seen,
    check_seen,
    check_version,
)
from newsalign.bitext.operations.review.figures import figures
from newsalign.bitext.operations.review.grounds import Grounds, told
from newsalign.bitext.operations.review.store import (
    StoredBeads,
    read_beads,
    write_beads,
)
from newsalign.bitext.operations.review.values import (
    CONFIRMED,
    BeadValue,
    Delta,
    Side,
    settled,
    with_words_of,
)
from newsalign.bitext.operations.texts import Texts, texts_of


class Session:
    """A pair under its lock, inside a transaction. Everything that changes beads goes through it."""

    def __init__(self, pair: Pair, alignment: Alignment, user: User | None) -> None:
        self.pair, self.alignment, self.user = pair, alignment, user
        self.number = last_number(pair)
        self.stored: StoredBeads = read_beads(alignment)

    @classmethod
    def open(cls, pair: Pair, user: User | None) -> Self:
        """Raises BitextError where there is nothing to review, or the review is over."""
        pair = lock(pair)
        if pair.state == Pair.State.DONE:
            raise BitextError(_("The review of this pair is done: reopen it first."))
        alignment = pair.alignments.current().first()
        if alignment is None:
            raise BitextError(_("This pair has no alignment yet: align it first."))
        return cls(pair, alignment, user)

    @property
    def beads(self) -> tuple[BeadValue, ...]:
        return self.stored.values

    @cached_property
    def texts(self) -> Texts:
        return texts_of(self.pair)

    def take(self, seen: Iterable[Seen]) -> tuple[BeadValue, ...]:
        """The beads that were seen, in order. Raises ReviewConflict, BitextError where none is given."""
        chosen = check_seen(self.pair, self.stored.beads, seen)
        if not chosen:
            raise BitextError(_("Nothing was chosen: choose a row or a sentence first."))
        return tuple(bead.value for bead in chosen)

    def expect(self, version: int) -> None:
        check_version(self.pair, self.stored.beads, self.number, version)

    def refuse_newer(self, beads: Iterable[BeadValue], version: int) -> None:
        """Raises ReviewConflict where one of these beads changed after the pair was seen."""
        values = set(beads)
        newer = [b for b in self.stored.beads if b.version > version and b.value in values]
        if newer:
            raise ReviewConflict(newer, self.pair.events.for_history().first())

    def positions(self, keys: Iterable[int]) -> dict[Side, tuple[int, ...]]:
        """Positions of these sentences by side. Raises BitextError for one of another pair."""
        places = {key: place for place, key in self.stored.sentences.items()}
        try:
            found = [places[key] for key in dict.fromkeys(keys)]
        except KeyError as error:
            raise BitextError(
                _("That sentence is no longer in this pair: load the page again.")
            ) from error
        return {
            "source": tuple(sorted(k for side, k in found if side == "source")),
            "target": tuple(sorted(k for side, k in found if side == "target")),
        }

    def replace(
        self,
        kind: ReviewEvent.Kind,
        old: Sequence[BeadValue],
        new: Sequence[BeadValue],
        details: dict[str, Any] | None = None,
    ) -> ReviewEvent | None:
        """`new` in the place of `old`; order and moved beads are told anew, no note or flag is lost."""
        wanted = self.with_new(old, new)
        return self.store(kind, wanted, details=details) if wanted != self.beads else None

    def with_new(self, old: Sequence[BeadValue], new: Sequence[BeadValue]) -> tuple[BeadValue, ...]:
        gone = {bead.positions for bead in old}
        kept = (b for b in self.beads if b.positions not in gone)
        return settled([*kept, *with_words_of(old, new)])

    def store(
        self,
        kind: ReviewEvent.Kind,
        wanted: Sequence[BeadValue],
        *,
        details: dict[str, Any] | None = None,
        concerns: ReviewEvent | None = None,
        grounds: Grounds | None = None,
    ) -> ReviewEvent | None:
        """Makes `wanted` the pair's beads. None, and no step, where they are so already.

        `grounds`: what they rest on, where that is another thing than now.
        """
        delta = Delta.between(self.beads, wanted)
        if not delta.removed and not delta.added and concerns is None and not details:
            return None
        number = self.number + 1
        write_beads(self.alignment, self.stored, wanted, number)
        update_figures(self.alignment, self.texts, wanted)
        if any(b.state == CONFIRMED for b in (*delta.removed, *delta.added)):
            keep_confirmed(pairs=[self.pair.pk])
        self.put_in_review()
        said = {**(details or {}), **self._said(delta)}
        if grounds:
            said |= told(Grounds.of(self.alignment), grounds)
            grounds.write(self.alignment)
        return write_event(
            self.pair, kind, self.user, delta, number, details=said, concerns=concerns
        )

    def _said(self, delta: Delta) -> dict[str, Any]:
        """For the history's readers: how many beads, and the first paragraphs of one of them.

        Of the first that a person made or confirmed as a link, else of the first: what was left
        behind by a link comes before it as often as not.
        """
        old = {replace(bead, moved=False) for bead in delta.removed}
        new = [bead for bead in delta.added if replace(bead, moved=False) not in old]
        if not new:
            return {}
        told_of = next((b for b in new if b.state == CONFIRMED and not b.is_null), new[0])
        texts = (text.document.paragraph_of for text in self.texts)
        numbers = [
            paragraph_of[held[0]] + 1 if held else None
            for paragraph_of, held in zip(texts, told_of.positions, strict=True)
        ]
        return {"count": len(new), "at": numbers}

    def put_in_review(self) -> None:
        if self.pair.state != Pair.State.IN_REVIEW:
            self.pair.state = Pair.State.IN_REVIEW
            self.pair.save(update_fields=["state"])


def lock(pair: Pair) -> Pair:
    return Pair.objects.select_for_update().get(pk=pair.pk)


def last_number(pair: Pair) -> int:
    """The pair's version: how many steps its history has."""
    numbers = pair.events.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def write_event(
    pair: Pair,
    kind: ReviewEvent.Kind,
    user: User | None,
    delta: Delta,
    number: int,
    *,
    details: dict[str, Any] | None = None,
    concerns: ReviewEvent | None = None,
) -> ReviewEvent:
    details = dict(details or {})
    if delta.renumbering:
        details["renumbering"] = asdict(delta.renumbering)
    return ReviewEvent.objects.create(
        pair=pair,
        number=number,
        kind=kind,
        actor=user,
        removed=[bead.as_json() for bead in delta.removed],
        added=[bead.as_json() for bead in delta.added],
        details=details,
        concerns=concerns,
    )


def update_figures(alignment: Alignment, texts: Texts, beads: Sequence[BeadValue]) -> None:
    found = figures(texts, beads)
    if found != (
        alignment.coverage_source,
        alignment.coverage_target,
        alignment.lowest_confidence,
    ):
        alignment.coverage_source, alignment.coverage_target, alignment.lowest_confidence = found
        alignment.save(update_fields=["coverage_source", "coverage_target", "lowest_confidence"])
