from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from newsalign.bitext.models import Alignment, Bead, BeadSentence, Pair
from newsalign.bitext.operations.evidence import Route
from newsalign.bitext.operations.people import keep_confirmed
from newsalign.core import model
from newsalign.core.compare.coverage import coverage
from newsalign.library.operations import StoredText


def confirmed_beads(pair: Pair) -> dict[tuple[tuple[int, ...], tuple[int, ...]], Bead]:
    """What a person confirmed, by the positions of its sentences."""
    beads = (
        Bead.objects.filter(
            alignment__pair=pair, alignment__is_current=True, state=Bead.State.CONFIRMED
        )
        .with_sentences()
        .order_by("position")
    )
    return {positions(bead): bead for bead in beads}


def positions(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    sides: dict[str, list[int]] = {side: [] for side in BeadSentence.Side.values}
    for member in bead.members.all():
        sides[member.side].append(member.sentence.position)
    return tuple(sides[BeadSentence.Side.SOURCE]), tuple(sides[BeadSentence.Side.TARGET])


@transaction.atomic
def save_alignment(
    *,
    pair: Pair,
    texts: tuple[StoredText, StoredText],
    found: model.Alignment,
    routes: Sequence[Route],
) -> Alignment:
    """Stores an alignment as the pair's current one; what was confirmed stays confirmed."""
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    kept = confirmed_beads(pair)
    covered = coverage(texts[0].document, texts[1].document, found)
    last = pair.alignments.aggregate(last=Max("number"))["last"] or 0
    pair.alignments.filter(is_current=True).update(is_current=False)
    alignment = Alignment.objects.create(
        pair=pair,
        number=last + 1,
        evidence=sorted(found.evidence),
        packages=[_record(r) for r in routes],
        coverage_source=covered[0],
        coverage_target=covered[1],
        lowest_confidence=min((b.confidence for b in found.beads), default=1.0),
    )
    beads = Bead.objects.bulk_create(
        _bead(alignment, position, bead, kept.get((bead.source, bead.target)))
        for position, bead in enumerate(found.beads)
    )
    _store_members(alignment, beads, found, texts)
    if kept:
        keep_confirmed(pairs=[pair.pk])
    if pair.state == Pair.State.WAITING:
        pair.state = Pair.State.OPEN
        pair.save(update_fields=["state"])
    return alignment


def _record(route: Route) -> dict[str, object]:
    source, target = route.languages
    return {
        "key": route.key,
        "from": source,
        "to": target,
        "via": route.via,
        "version": route.version,
        "is_starter": route.is_starter,
    }


def _bead(alignment: Alignment, position: int, bead: model.Bead, kept: Bead | None) -> Bead:
    return Bead(
        alignment=alignment,
        position=position,
        confidence=bead.confidence,
        moved=bead.moved,
        state=kept.state if kept else Bead.State.AUTOMATIC,
        note=kept.note if kept else "",
    )


def _store_members(
    alignment: Alignment,
    beads: list[Bead],
    found: model.Alignment,
    texts: tuple[StoredText, StoredText],
) -> None:
    sides = (BeadSentence.Side.SOURCE, BeadSentence.Side.TARGET)
    BeadSentence.objects.bulk_create(
        BeadSentence(
            alignment=alignment, bead=stored, sentence_id=text.sentence_ids[index], side=side
        )
        for stored, bead in zip(beads, found.beads, strict=True)
        for side, text, indices in zip(sides, texts, (bead.source, bead.target), strict=True)
        for index in indices
    )
