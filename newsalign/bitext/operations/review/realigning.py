from django.db import transaction

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.evidence import lexicon_for
from newsalign.bitext.operations.remembered import remembered
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import carried_over, fixed_points
from newsalign.core.align import AlignOptions, align


@transaction.atomic
def realign(*, pair: Pair, user: User, version: int) -> ReviewEvent | None:
    """Aligns again around what is confirmed, with the translations that are stored already."""
    session = Session.open(pair, user)
    session.expect(version)
    source, target = (text.document for text in session.texts)
    options = AlignOptions(
        lexicon=lexicon_for(source.language, target.language),
        confirmed=fixed_points(session.beads),
    )
    found = align(source, target, remembered(session.alignment, session.texts), options)
    return session.store(ReviewEvent.Kind.REALIGN, carried_over(session.beads, found))
