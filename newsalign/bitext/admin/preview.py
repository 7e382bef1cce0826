"""What a bulk confirmation would do, before it is done."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from newsalign.bitext.admin.columns import beads_url
from newsalign.bitext.admin.text import side_text
from newsalign.bitext.models import Bead, BeadSentence, Pair

SHOWN = 3


class ThresholdForm(forms.Form):
    threshold = forms.FloatField(
        label=gettext_lazy("Confirm what is at least as sure as"),
        min_value=0,
        max_value=1,
        initial=0.9,
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )


@dataclass(frozen=True, slots=True)
class BeadPreview:
    source: SafeString
    target: SafeString
    confidence: float


@dataclass(frozen=True, slots=True)
class PairPreview:
    """How many beads would be confirmed of those not decided, and the least sure of them."""

    pair: Pair
    beads_url: str
    would: int
    rest: int
    least_sure: tuple[BeadPreview, ...]


def previews(pairs: Sequence[int], threshold: float) -> list[PairPreview]:
    undecided = Q(alignments__is_current=True, alignments__beads__state=Bead.State.AUTOMATIC)
    sure = undecided & Q(alignments__beads__confidence__gte=threshold)
    counted: Any = (
        Pair.objects.for_lists()
        .filter(pk__in=pairs)
        .annotate(
            would=Count("alignments__beads", filter=sure),
            rest=Count("alignments__beads", filter=undecided),
        )
        .order_by("pk")
    )
    shown = _least_sure(pairs, threshold)
    return [
        PairPreview(p, beads_url(p), p.would, p.rest, tuple(map(_preview, shown[p.pk])))
        for p in counted
    ]


def _least_sure(pairs: Sequence[int], threshold: float) -> dict[int, list[Bead]]:
    sure = Bead.objects.filter(
        alignment__pair__in=pairs,
        alignment__is_current=True,
        state=Bead.State.AUTOMATIC,
        confidence__gte=threshold,
    ).order_by("confidence", "position")
    keys: dict[int, list[int]] = defaultdict(list)
    for key, pair in sure.values_list("pk", "alignment__pair"):
        if len(keys[pair]) < SHOWN:
            keys[pair].append(key)
    found: dict[int, list[Bead]] = defaultdict(list)
    chosen = sure.filter(pk__in=[key for held in keys.values() for key in held])
    for bead in chosen.select_related("alignment").with_sentences():
        found[bead.alignment.pair_id].append(bead)
    return found


def _preview(bead: Bead) -> BeadPreview:
    source, target = (side_text(bead, side) for side in BeadSentence.Side.values)
    return BeadPreview(source, target, bead.confidence)
