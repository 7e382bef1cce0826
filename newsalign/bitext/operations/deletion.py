"""A pair taken out for good: what goes with it is said first, and stays in the admin's log."""

from dataclasses import dataclass

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.session import last_number, lock


@dataclass(frozen=True, slots=True)
class Contents:
    """What people put into a pair; `version` is the pair's as it was counted."""

    version: int
    confirmed: int
    rejected: int
    notes: int
    steps: int
    people: tuple[str, ...]

    @property
    def is_untouched(self) -> bool:
        return not self.steps


def contents_of(pair: Pair) -> Contents:
    counts = Bead.objects.filter(alignment__pair=pair, alignment__is_current=True).aggregate(
        confirmed=Count("pk", filter=Q(state=Bead.State.CONFIRMED)),
        rejected=Count("pk", filter=Q(state=Bead.State.REJECTED)),
        notes=Count("pk", filter=~Q(note="")),
    )
    by_people = pair.events.exclude(kind=ReviewEvent.Kind.ALIGN)
    people = by_people.exclude(actor=None).order_by("actor__username")
    return Contents(
        version=last_number(pair),
        steps=by_people.count(),
        people=tuple(people.values_list("actor__username", flat=True).distinct()),
        **counts,
    )


@transaction.atomic
def delete_pair(*, pair: Pair, user: User, version: int) -> None:
    """Its articles stay. Raises BitextError where somebody worked on it since `version` was seen."""
    pair = lock(pair)
    if last_number(pair) != version:
        raise BitextError(
            _("The pair changed in the meantime: see what would be lost now, and decide again.")
        )
    LogEntry.objects.log_actions(user.pk, [pair], DELETION)
    pair.delete()
