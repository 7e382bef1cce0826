from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.rows import down_to
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import BeadValue, alone

Kind = ReviewEvent.Kind
CONFIRMED = Bead.State.CONFIRMED.value

KINDS = {
    Bead.State.CONFIRMED: Kind.CONFIRM,
    Bead.State.REJECTED: Kind.REJECT,
    Bead.State.AUTOMATIC: Kind.WITHDRAW,
}


@transaction.atomic
def decide_beads(
    *, pair: Pair, user: User, seen: Sequence[Seen], state: Bead.State
) -> ReviewEvent | None:
    """Confirms or rejects beads, or takes such a decision back."""
    session = Session.open(pair, user)
    chosen = session.take(seen)
    return session.replace(KINDS[state], chosen, [replace(b, state=state.value) for b in chosen])


@transaction.atomic
def confirm_above(*, pair: Pair, user: User, seen: Seen, version: int) -> ReviewEvent | None:
    """Confirms what nobody decided in the row of this bead and in all rows above it.

    `version` is the pair's as it was seen: a bead up there that changed since is a conflict.
    """
    session = Session.open(pair, user)
    (last,) = session.take([seen])
    above = down_to(session.texts, session.beads, last)
    chosen = [bead for bead in session.beads if bead in above and not bead.is_decided]
    session.refuse_newer(chosen, version)
    return session.replace(Kind.CONFIRM_ABOVE, chosen, _confirmed(chosen))


@transaction.atomic
def mark_one_sided(*, pair: Pair, user: User, seen: Sequence[Seen]) -> ReviewEvent | None:
    """Says that these sentences were left out or added on purpose: confirmed, without counterpart."""
    session = Session.open(pair, user)
    chosen = session.take(seen)
    parts = [part for bead in chosen for part in _one_sided(bead)]
    return session.replace(Kind.ONE_SIDED, chosen, parts)


def _one_sided(bead: BeadValue) -> list[BeadValue]:
    if bead.is_null:
        return _confirmed([bead])
    return alone(bead.source, bead.target, state=CONFIRMED)


def _confirmed(beads: Sequence[BeadValue]) -> list[BeadValue]:
    return [replace(bead, state=CONFIRMED) for bead in beads]


@transaction.atomic
def confirm_from(*, pair: Pair, user: User, threshold: float) -> ReviewEvent | None:
    """Confirms every bead that nobody decided and whose confidence is `threshold` or more."""
    if not 0 <= threshold <= 1:
        raise BitextError(_("Give a confidence between 0 and 1."))
    session = Session.open(pair, user)
    chosen = [b for b in session.beads if not b.is_decided and b.confidence >= threshold]
    return session.replace(Kind.CONFIRM, chosen, _confirmed(chosen))
