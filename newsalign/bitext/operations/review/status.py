from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations.review.deltas import undo_stacks
from newsalign.bitext.operations.review.session import last_number
from newsalign.bitext.operations.review.workflow import people
from newsalign.bitext.permissions import MAY_ASSIGN, MAY_REVIEW

DONE = Pair.State.DONE


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How far a pair's review is, and what the asker can do about it."""

    version: int
    may_review: bool
    may_assign: bool
    can_undo: bool
    can_redo: bool
    decided: int
    total: int
    people: tuple[User, ...] = ()
    """Whom a pair can be given to, and a passage flagged for; told to reviewers."""

    @property
    def rest(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What a person did, and has in hand."""

    name: str
    steps: int
    pairs: int
    finished: int
    in_hand: int
    last: datetime | None


def reviewers() -> list[Reviewer]:
    """All who took a step of a review, or have a pair in hand, the busiest first."""
    by_people = ReviewEvent.objects.exclude(kind__in=ReviewEvent.FIRST)
    done = (
        by_people.exclude(actor=None)
        .values("actor__username")
        .annotate(
            steps=Count("pk"),
            pairs=Count("pair", distinct=True),
            finished=Count(
                "pair", distinct=True, filter=Q(kind=ReviewEvent.Kind.FINISH, pair__state=DONE)
            ),
            last=Max("at"),
        )
    )
    found = {row["actor__username"]: row for row in done}
    hands = Pair.objects.awaiting_review().exclude(reviewer=None).order_by()
    in_hand = dict(hands.values_list("reviewer__username").annotate(Count("pk")))
    people = []
    for name in found.keys() | in_hand.keys():
        row = found.get(name)
        people.append(
            Reviewer(
                name=name,
                steps=row["steps"] if row else 0,
                pairs=row["pairs"] if row else 0,
                finished=row["finished"] if row else 0,
                in_hand=in_hand.get(name, 0),
                last=row["last"] if row else None,
            )
        )
    return sorted(people, key=lambda person: (-person.steps, person.name))


def review_status(pair: Pair, user: User) -> ReviewStatus:
    """In four queries, however long the history."""
    may_review = user.has_perm(MAY_REVIEW)
    done, undone = undo_stacks(pair)
    counts = Bead.objects.filter(alignment__pair=pair, alignment__is_current=True).aggregate(
        total=Count("pk"), decided=Count("pk", filter=~Q(state=Bead.State.AUTOMATIC))
    )
    is_open = may_review and pair.state != Pair.State.DONE
    return ReviewStatus(
        version=last_number(pair),
        may_review=may_review,
        may_assign=may_review and user.has_perm(MAY_ASSIGN),
        # The first of all is how the pair was aligned.
        can_undo=is_open and len(done) > 1,
        can_redo=is_open and bool(undone),
        decided=counts["decided"],
        total=counts["total"],
        people=tuple(people()) if may_review else (),
    )
