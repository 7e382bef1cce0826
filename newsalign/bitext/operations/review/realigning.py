from django.db import transaction

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.evidence import lexicon_for
from newsalign.bitext.operations.remembered import remembered
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import CONFIRMED, carried_over
from newsalign.core import model
from newsalign.core.align import AlignOptions, align


@transaction.atomic
def realign(*, pair: Pair, user: User, version: int) -> ReviewEvent | None:
    """Aligns again around what is confirmed, with the translations that are stored already."""
    session = Session.open(pair, user)
    session.expect(version)
    source, target = (text.document for text in session.texts)
    confirmed = tuple(
        model.Bead(*bead.positions, moved=bead.moved, confirmed=True)
        for bead in session.beads
        if bead.state == CONFIRMED
    )
    options = AlignOptions(
        lexicon=lexicon_for(source.language, target.language), confirmed=confirmed
    )
    found = align(source, target, remembered(session.alignment, session.texts), options)
    return session.store(ReviewEvent.Kind.REALIGN, carried_over(session.beads, found))
