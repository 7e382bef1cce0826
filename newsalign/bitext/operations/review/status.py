from dataclasses import dataclass

from django.db.models import Count, Q

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations.review.deltas import undo_stacks
from newsalign.bitext.operations.review.session import last_number
from newsalign.bitext.operations.review.workflow import MAY_REVIEW


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How far a pair's review is, and what the asker can do about it."""

    version: int
    may_review: bool
    can_undo: bool
    can_redo: bool
    decided: int
    total: int

    @property
    def rest(self) -> int:
        return self.total - self.decided


def review_status(pair: Pair, user: User) -> ReviewStatus:
    """In three queries, however long the history."""
    done, undone = undo_stacks(pair)
    counts = Bead.objects.filter(alignment__pair=pair, alignment__is_current=True).aggregate(
        total=Count("pk"), decided=Count("pk", filter=~Q(state=Bead.State.AUTOMATIC))
    )
    is_open = user.has_perm(MAY_REVIEW) and pair.state != Pair.State.DONE
    return ReviewStatus(
        version=last_number(pair),
        may_review=user.has_perm(MAY_REVIEW),
        # The first of all is how the pair was aligned.
        can_undo=is_open and len(done) > 1,
        can_redo=is_open and bool(undone),
        decided=counts["decided"],
        total=counts["total"],
    )
