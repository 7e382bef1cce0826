from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.session import Session

MOST_CHARACTERS = 2000


@transaction.atomic
def note_bead(*, pair: Pair, user: User, seen: Seen, note: str) -> ReviewEvent | None:
    """An empty note takes the note away."""
    if len(note) > MOST_CHARACTERS:
        raise BitextError(
            _("The note is too long: keep it to %(most)d characters.") % {"most": MOST_CHARACTERS}
        )
    session = Session.open(pair, user)
    chosen = session.take([seen])
    noted = [replace(bead, note=note) for bead in chosen]
    return session.replace(ReviewEvent.Kind.NOTE, chosen, noted, {"is_taken_away": not note})


@transaction.atomic
def flag_beads(
    *, pair: Pair, user: User, seen: Sequence[Seen], flagged_for: User | None
) -> ReviewEvent | None:
    """Asks somebody to look at these beads; nobody takes the flag away."""
    session = Session.open(pair, user)
    chosen = session.take(seen)
    key = flagged_for.pk if flagged_for else None
    flagged = [replace(bead, flagged_for=key) for bead in chosen]
    name = flagged_for.get_username() if flagged_for else ""
    return session.replace(ReviewEvent.Kind.FLAG, chosen, flagged, {"name": name})
