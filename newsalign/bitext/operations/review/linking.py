from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import (
    BeadValue,
    Side,
    alone,
    merged,
    without,
)

Kind = ReviewEvent.Kind


@transaction.atomic
def link_sentences(
    *, pair: Pair, user: User, seen: Sequence[Seen], sentences: Sequence[int]
) -> ReviewEvent | None:
    """Makes these sentences, of both sides, one confirmed bead; what they leave stays behind.

    `seen` are the beads they stand in. Whether the bead is moved is told by its place.
    """
    session = Session.open(pair, user)
    held = session.take(seen)
    chosen = session.positions(sentences)
    if not chosen["source"] or not chosen["target"]:
        raise BitextError(_("A link needs a sentence on each side: choose one on the other side."))
    _check_held(held, chosen)
    (taken,) = _taken(chosen)
    rest = [part for bead in held for part in without(bead, *taken.positions)]
    return session.replace(Kind.LINK, held, [taken, *rest])


@transaction.atomic
def move_sentences(
    *, pair: Pair, user: User, seen: Sequence[Seen], sentences: Sequence[int], into: Seen
) -> ReviewEvent | None:
    """Moves sentences from their beads (`seen`) into another bead, which is confirmed thereby."""
    session = Session.open(pair, user)
    held, (goal,) = session.take(seen), session.take([into])
    chosen = session.positions(sentences)
    held = tuple(bead for bead in held if bead != goal)
    _check_held((*held, goal), chosen)
    (taken,) = _taken(chosen)
    rest = [part for bead in held for part in without(bead, *taken.positions)]
    return session.replace(Kind.MOVE, [*held, goal], [merged([goal, taken]), *rest])


@transaction.atomic
def unlink_beads(*, pair: Pair, user: User, seen: Sequence[Seen]) -> ReviewEvent | None:
    """Every sentence of these beads stands alone."""
    session = Session.open(pair, user)
    chosen = [bead for bead in session.take(seen) if not bead.is_null]
    if not chosen:
        raise BitextError(_("There is no link here to take away."))
    return session.replace(
        Kind.UNLINK, chosen, [part for bead in chosen for part in alone(*bead.positions)]
    )


def _taken(chosen: dict[Side, tuple[int, ...]]) -> list[BeadValue]:
    if not chosen["source"] and not chosen["target"]:
        raise BitextError(_("Nothing was chosen: choose a row or a sentence first."))
    return [merged([BeadValue(source=chosen["source"], target=chosen["target"])])]


def _check_held(held: Sequence[BeadValue], chosen: dict[Side, tuple[int, ...]]) -> None:
    """The sentences stand in just the beads that were seen, so that nothing unseen is pulled apart."""
    source = {i for bead in held for i in bead.source}
    target = {j for bead in held for j in bead.target}
    if not source.issuperset(chosen["source"]) or not target.issuperset(chosen["target"]):
        raise BitextError(
            _("A chosen sentence stands in another bead than the page says: load it again.")
        )
