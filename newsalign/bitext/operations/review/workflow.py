"""A pair's way through the review: given to somebody, begun, done, taken up again."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.session import Session, last_number, lock, write_event
from newsalign.bitext.operations.review.values import Delta
from newsalign.bitext.permissions import MAY_REVIEW

Kind = ReviewEvent.Kind


def people() -> QuerySet[User]:
    """All who may review, by name."""
    return User.objects.with_perm(MAY_REVIEW).order_by("username")


@transaction.atomic
def assign(*, pair: Pair, user: User, reviewer: User | None) -> ReviewEvent | None:
    """Gives the pair to a reviewer, or to nobody in particular."""
    if reviewer and not reviewer.has_perm(MAY_REVIEW):
        raise BitextError(
            _("%(name)s may not review: choose a reviewer.") % {"name": reviewer.get_username()}
        )
    pair = lock(pair)
    if pair.reviewer_id == (reviewer.pk if reviewer else None):
        return None
    pair.reviewer = reviewer
    pair.save(update_fields=["reviewer"])
    return _write(pair, Kind.ASSIGN, user, {"name": reviewer.get_username() if reviewer else ""})


@transaction.atomic
def begin(*, pair: Pair, user: User) -> ReviewEvent | None:
    """Says that somebody is at it; the first step that changes a bead says so too."""
    return _turn(pair, user, Kind.BEGIN, (Pair.State.OPEN, Pair.State.IN_REVIEW))


@transaction.atomic
def finish(*, pair: Pair, user: User, version: int, rest_as_is: bool) -> ReviewEvent:
    """The review is done: every bead is decided, or the rest is said to stay as it is."""
    session = Session.open(pair, user)
    session.expect(version)
    rest = session.alignment.beads.filter(state=Bead.State.AUTOMATIC).count()
    if rest and not rest_as_is:
        raise BitextError(
            ngettext(
                "%(count)d bead is not decided: decide it, or leave the rest as it is.",
                "%(count)d beads are not decided: decide them, or leave the rest as it is.",
                rest,
            )
            % {"count": rest}
        )
    session.pair.state = Pair.State.DONE
    session.pair.save(update_fields=["state"])
    return _write(session.pair, Kind.FINISH, user, {"rest": rest})


@transaction.atomic
def reopen(*, pair: Pair, user: User) -> ReviewEvent | None:
    return _turn(pair, user, Kind.REOPEN, (Pair.State.DONE, Pair.State.IN_REVIEW))


def _turn(
    pair: Pair, user: User, kind: Kind, states: tuple[Pair.State, Pair.State]
) -> ReviewEvent | None:
    """From the one state to the other; None where the pair is in another."""
    before, after = states
    pair = lock(pair)
    if pair.state != before:
        return None
    pair.state = after
    pair.save(update_fields=["state"])
    return _write(pair, kind, user, {})


def _write(pair: Pair, kind: Kind, user: User, details: dict[str, Any]) -> ReviewEvent:
    return write_event(pair, kind, user, Delta(), last_number(pair) + 1, details=details)
