from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.rows import paragraphs_of, rows_of
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import BeadValue, merged

Kind = ReviewEvent.Kind


@transaction.atomic
def merge_beads(*, pair: Pair, user: User, seen: Sequence[Seen]) -> ReviewEvent | None:
    """Makes one confirmed bead of several."""
    session = Session.open(pair, user)
    chosen = session.take(seen)
    if len(chosen) < 2:
        raise BitextError(_("There is nothing to merge with: choose two beads or more."))
    return session.replace(Kind.MERGE, chosen, [merged(chosen)])


@transaction.atomic
def merge_rows(
    *, pair: Pair, user: User, seen: Sequence[Seen], following: Sequence[Seen]
) -> ReviewEvent | None:
    """Brings two rows together by as few of their beads as will do.

    The last bead of the one and the first of the other become one; a row with one side only gives
    all its sentences. Where that does not tie the rows, the next beads join in.
    """
    session = Session.open(pair, user)
    upper, lower = session.take(seen), session.take(following)
    if set(upper) & set(lower):
        raise BitextError(_("These rows share a bead already: split it first."))
    ends, heads = _joinable(upper), _joinable(lower)
    for count in range(1, max(len(ends), len(heads)) + 1):
        chosen = [*_part(ends, -count), *_part(heads, count)]
        wanted = session.with_new(chosen, [merged(chosen)])
        if _are_tied(session, wanted, chosen):
            break
    return session.store(Kind.MERGE, wanted)


def _joinable(row: Sequence[BeadValue]) -> list[list[BeadValue]]:
    """A row's beads in the order they may join in; all at once where it has one side only."""
    both = [bead for bead in row if not bead.is_null]
    in_place = [bead for bead in both if not bead.moved]
    return [[bead] for bead in in_place or both] or [list(row)]


def _part(steps: list[list[BeadValue]], count: int) -> list[BeadValue]:
    """The last `-count` of them, or the first `count`."""
    chosen = steps[count:] if count < 0 else steps[:count]
    return [bead for step in chosen for bead in step]


def _are_tied(session: Session, wanted: Sequence[BeadValue], chosen: Sequence[BeadValue]) -> bool:
    """Whether the beads' paragraphs stand on one row now."""
    source, target = paragraphs_of(session.texts, chosen)
    return any(
        source <= set(row.source) and target <= set(row.target)
        for row in rows_of(session.texts, wanted)
    )
