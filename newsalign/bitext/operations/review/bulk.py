"""Beads of several pairs at once, as lists choose them: one step in each pair's history."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.decisions import decide_beads


@transaction.atomic
def confirm_beads(*, beads: Iterable[Bead], user: User) -> int:
    """How many changed."""
    return _decide(beads, user, Bead.State.CONFIRMED)


@transaction.atomic
def reject_beads(*, beads: Iterable[Bead], user: User) -> int:
    return _decide(beads, user, Bead.State.REJECTED)


def _decide(beads: Iterable[Bead], user: User, state: Bead.State) -> int:
    by_pair: dict[int, list[Seen]] = defaultdict(list)
    for bead in beads:
        if bead.state != state:
            by_pair[bead.alignment.pair_id].append(Seen(bead.pk, bead.version))
    for pair in Pair.objects.filter(pk__in=by_pair).order_by("pk"):
        decide_beads(pair=pair, user=user, seen=by_pair[pair.pk], state=state)
    return sum(len(seen) for seen in by_pair.values())
