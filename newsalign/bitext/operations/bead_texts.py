"""The two texts of many beads, read as values: for there may be hundreds of thousands."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q

from newsalign.bitext.models import BeadSentence


def bead_texts(wanted: Q) -> Iterator[tuple[int, str, str]]:
    """Pair, source and target of every bead of a current alignment that has both sides.

    `wanted` chooses among the members of beads, as in `Q(bead__state=...)`.
    """
    members = (
        BeadSentence.objects.filter(wanted, alignment__is_current=True)
        .order_by("alignment", "bead__position", "sentence__position")
        .values_list(
            "alignment__pair",
            "bead",
            "side",
            "sentence__paragraph__text",
            "sentence__start",
            "sentence__end",
        )
        .iterator()
    )
    for (pair, _bead), held in groupby(members, key=lambda member: member[:2]):
        texts: dict[str, list[str]] = {side: [] for side in BeadSentence.Side.values}
        for _pair, _key, side, text, start, end in held:
            texts[side].append(text[start:end])
        source, target = (" ".join(found) for found in texts.values())
        if source and target:
            yield pair, source, target
