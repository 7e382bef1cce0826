from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Bead, BeadSentence, Pair, ReviewEvent
from newsalign.bitext.operations.confirmed import keep_confirmed
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.evidence import Route
from newsalign.bitext.operations.review.figures import figures
from newsalign.bitext.operations.review.grounds import Grounds, told
from newsalign.bitext.operations.review.session import last_number, lock, write_event
from newsalign.bitext.operations.review.store import StoredBeads, bead_values, write_beads
from newsalign.bitext.operations.review.values import BeadValue, Delta, carried_over
from newsalign.bitext.operations.texts import Texts
from newsalign.core import model
from newsalign.library.models import Sentence


@transaction.atomic
def save_alignment(
    *,
    pair: Pair,
    texts: Texts,
    found: model.Alignment,
    routes: Sequence[Route],
    user: User | None,
) -> Alignment:
    """Stores an alignment as the pair's current one; what people decided stays as it is."""
    pair = lock(pair)
    old = bead_values(pair.alignments.current().first())
    return replace_alignment(
        pair=pair,
        texts=texts,
        beads=carried_over(old, found),
        grounds=Grounds(sorted(found.evidence), [route.record for route in routes]),
        kind=ReviewEvent.Kind.ALIGN,
        user=user,
    )


@transaction.atomic
def replace_alignment(
    *,
    pair: Pair,
    texts: Texts,
    beads: Sequence[BeadValue],
    grounds: Grounds,
    kind: ReviewEvent.Kind,
    user: User | None,
) -> Alignment:
    """A new current alignment of just these beads, and the step in the pair's history."""
    pair = lock(pair)
    _check_sentences(pair, texts)
    current = pair.alignments.current().first()
    old = bead_values(current)
    number = last_number(pair) + 1
    last = pair.alignments.aggregate(last=Max("number"))["last"] or 0
    pair.alignments.current().update(is_current=False)
    covered = figures(texts, beads)
    alignment = Alignment.objects.create(
        pair=pair,
        number=last + 1,
        evidence=grounds.evidence,
        packages=grounds.packages,
        coverage_source=covered[0],
        coverage_target=covered[1],
        lowest_confidence=covered[2],
    )
    write_beads(alignment, StoredBeads((), _keys(texts)), beads, number)
    if any(b.state == Bead.State.CONFIRMED for b in (*old, *beads)):
        keep_confirmed(pairs=[pair.pk])
    _tell_state(pair, beads)
    details = told(Grounds.of(current) if current else None, grounds)
    write_event(pair, kind, user, Delta.between(old, beads), number, details=details)
    return alignment


def _keys(texts: Texts) -> dict[tuple[str, int], int]:
    return {
        (side, position): key
        for side, text in zip(BeadSentence.Side.values, texts, strict=True)
        for position, key in enumerate(text.sentence_ids)
    }


def _check_sentences(pair: Pair, texts: Texts) -> None:
    """A long job may have read the texts before somebody split a sentence."""
    for article, text in zip((pair.source_id, pair.target_id), texts, strict=True):
        keys = Sentence.objects.filter(article=article).order_by("position")
        if tuple(keys.values_list("pk", flat=True)) != text.sentence_ids:
            raise BitextError(
                _("Sentences of this pair were split or joined in the meantime: align it again.")
            )


def _tell_state(pair: Pair, beads: Sequence[BeadValue]) -> None:
    state = pair.state
    if state == Pair.State.WAITING:
        state = Pair.State.OPEN
    elif state == Pair.State.DONE and not all(bead.is_decided for bead in beads):
        state = Pair.State.IN_REVIEW
    if state != pair.state:
        pair.state = state
        pair.save(update_fields=["state"])
