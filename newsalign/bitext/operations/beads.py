from collections.abc import Iterable

from django.db import transaction

from newsalign.bitext.models import Bead
from newsalign.bitext.operations.people import keep_confirmed


@transaction.atomic
def confirm_beads(*, beads: Iterable[Bead]) -> int:
    return _set_state(beads, Bead.State.CONFIRMED)


@transaction.atomic
def reject_beads(*, beads: Iterable[Bead]) -> int:
    return _set_state(beads, Bead.State.REJECTED)


@transaction.atomic
def note_bead(*, bead: Bead, note: str) -> None:
    bead.note = note
    bead.save(update_fields=["note"])


def _set_state(beads: Iterable[Bead], state: Bead.State) -> int:
    chosen = Bead.objects.filter(pk__in=[b.pk for b in beads])
    changed = chosen.update(state=state)
    keep_confirmed(pairs=chosen.order_by().values_list("alignment__pair", flat=True).distinct())
    return changed
