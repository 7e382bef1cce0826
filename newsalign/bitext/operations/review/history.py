from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.deltas import delta_of, state_after, undo_stacks
from newsalign.bitext.operations.review.grounds import grounds_after, read
from newsalign.bitext.operations.review.sentences import renumber
from newsalign.bitext.operations.review.session import Session

Kind = ReviewEvent.Kind


@transaction.atomic
def undo(*, pair: Pair, user: User, version: int) -> ReviewEvent | None:
    """Takes back the last step that is not taken back yet. Nobody's step goes unseen: see `version`."""
    session = Session.open(pair, user)
    session.expect(version)
    done, _undone = undo_stacks(session.pair)
    if not done:
        raise BitextError(_("There is nothing to undo."))
    if len(done) == 1:
        raise BitextError(_("There is nothing to undo: this is how the pair was aligned first."))
    return _apply(session, ReviewEvent.objects.get(pk=done[-1]), Kind.UNDO)


@transaction.atomic
def redo(*, pair: Pair, user: User, version: int) -> ReviewEvent | None:
    session = Session.open(pair, user)
    session.expect(version)
    _done, undone = undo_stacks(session.pair)
    if not undone:
        raise BitextError(_("There is nothing to redo."))
    return _apply(session, ReviewEvent.objects.get(pk=undone[-1]), Kind.REDO)


def _apply(session: Session, event: ReviewEvent, kind: Kind) -> ReviewEvent | None:
    delta = delta_of(event.removed, event.added, event.details)
    if kind == Kind.UNDO:
        delta = delta.inverse()
    if delta.renumbering:
        return renumber(session, kind, delta.renumbering, concerns=event)
    grounds = read(event.details, "before" if kind == Kind.UNDO else "after")
    return session.store(kind, delta.apply(session.beads), concerns=event, grounds=grounds)


@transaction.atomic
def restore(*, pair: Pair, user: User, number: int, version: int) -> ReviewEvent | None:
    """Makes the beads what they were after step `number`; all steps since stay in the history."""
    session = Session.open(pair, user)
    session.expect(version)
    if not session.pair.events.filter(number=number).exists():
        raise BitextError(_("The history has no such step: load the page again."))
    earlier = state_after(session.pair, number, session.beads)
    if not earlier:
        raise BitextError(_("There is nothing to restore: the pair was not aligned yet."))
    return session.store(
        Kind.RESTORE,
        earlier,
        details={"number": number},
        grounds=grounds_after(session.pair, number),
    )
