"""What people confirmed, in the translation memory: kept in step with the beads it comes from."""

from collections.abc import Iterable

from newsalign.bitext.models import Bead, BeadSentence, Pair, Translation
from newsalign.bitext.operations.memory import source_hash

type Key = tuple[int, str, str, str]


def keep_confirmed(*, pairs: Iterable[int]) -> None:
    """Human translations of these pairs are just those of their confirmed beads, both ways.

    The number of queries does not depend on how many there are. A text that a pair has twice
    keeps the translation of its first bead.
    """
    pairs = list(pairs)
    wanted = _wanted(pairs)
    stored: dict[Key, str] = {}
    stale: list[int] = []
    for row in Translation.objects.filter(origin=Translation.Origin.HUMAN, pair__in=pairs):
        key = (row.pair_id or 0, row.from_language, row.to_language, row.source_hash)
        if wanted.get(key, ("", ""))[1] == row.text:
            stored[key] = row.text
        else:
            stale.append(row.pk)
    if stale:
        Translation.objects.filter(pk__in=stale).delete()
    Translation.objects.bulk_create(
        Translation(
            origin=Translation.Origin.HUMAN,
            pair_id=key[0],
            from_language=key[1],
            to_language=key[2],
            source_hash=key[3],
            source=source,
            text=text,
        )
        for key, (source, text) in wanted.items()
        if key not in stored
    )


def _wanted(pairs: list[int]) -> dict[Key, tuple[str, str]]:
    languages = {
        pk: (source, target)
        for pk, source, target in Pair.objects.filter(pk__in=pairs).values_list(
            "pk", "source__language", "target__language"
        )
    }
    beads = (
        Bead.objects.filter(
            alignment__pair__in=pairs, alignment__is_current=True, state=Bead.State.CONFIRMED
        )
        .select_related("alignment")
        .with_sentences()
        .order_by("alignment", "position")
    )
    wanted: dict[Key, tuple[str, str]] = {}
    for bead in beads:
        pair = bead.alignment.pair_id
        source, target = (_text(bead, side) for side in BeadSentence.Side.values)
        if not source or not target:
            continue
        here, there = languages[pair]
        wanted.setdefault((pair, here, there, source_hash(source)), (source, target))
        wanted.setdefault((pair, there, here, source_hash(target)), (target, source))
    return wanted


def _text(bead: Bead, side: str) -> str:
    return " ".join(m.sentence.text for m in bead.members.all() if m.side == side)
