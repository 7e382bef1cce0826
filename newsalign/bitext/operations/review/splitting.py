from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.session import Session
from newsalign.bitext.operations.review.values import AUTOMATIC, BeadValue, alone
from newsalign.core.model import Document


@transaction.atomic
def split_bead(
    *, pair: Pair, user: User, seen: Seen, sentences: Sequence[int]
) -> ReviewEvent | None:
    """Cuts a bead before a sentence: one of either side, or one of each.

    A side without a given sentence is cut where its length fits best.
    """
    session = Session.open(pair, user)
    (bead,) = session.take([seen])
    given = session.positions(sentences)
    documents = session.texts[0].document, session.texts[1].document
    cuts = (
        _given_cut(bead.source, given["source"]),
        _given_cut(bead.target, given["target"]),
    )
    if cuts == (None, None):
        raise BitextError(_("Choose the sentence before which to split."))
    source, target = cuts
    if source is None:
        source = _fitting(documents[0], bead.source, _share(documents[1], bead.target, target or 0))
    if target is None:
        target = _fitting(documents[1], bead.target, _share(documents[0], bead.source, source))
    parts = [
        *_part(bead, bead.source[:source], bead.target[:target]),
        *_part(bead, bead.source[source:], bead.target[target:]),
    ]
    return session.replace(ReviewEvent.Kind.SPLIT, [bead], parts)


def _given_cut(side: tuple[int, ...], sentences: tuple[int, ...]) -> int | None:
    if not sentences:
        return None
    if len(sentences) > 1 or sentences[0] not in side:
        raise BitextError(_("Choose the sentence before which to split."))
    place = side.index(sentences[0])
    if place == 0:
        raise BitextError(_("The bead begins with this sentence: choose a later one."))
    return place


def _share(document: Document, side: tuple[int, ...], cut: int) -> float:
    """The share of a side's characters that stands before the cut."""
    lengths = [len(document.sentences[k].text) for k in side]
    return sum(lengths[:cut]) / sum(lengths) if lengths else 0.0


def _fitting(document: Document, side: tuple[int, ...], share: float) -> int:
    """Where a side's share before the cut comes nearest; neither part is left without, if it can be."""
    cuts = range(1, len(side)) if len(side) > 1 else range(len(side) + 1)
    return min(cuts, key=lambda cut: abs(_share(document, side, cut) - share))


def _part(bead: BeadValue, source: tuple[int, ...], target: tuple[int, ...]) -> list[BeadValue]:
    if source and target:
        return [replace(bead, source=source, target=target, state=AUTOMATIC)]
    return alone(source, target)
