"""What people confirmed, in the translation memory: kept in step with the beads it comes from."""

from collections.abc import Iterable

from django.db.models import Q

from newsalign.bitext.models import Bead, Pair, Translation
from newsalign.bitext.operations.bead_texts import bead_texts
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
    rows = Translation.objects.filter(origin=Translation.Origin.HUMAN, pair__in=pairs)
    for pk, text, pair, source, target, digest in rows.values_list(
        "pk", "text", "pair", "from_language", "to_language", "source_hash"
    ):
        key = (pair or 0, source, target, digest)
        if wanted.get(key, ("", ""))[1] == text:
            stored[key] = text
        else:
            stale.append(pk)
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
    wanted: dict[Key, tuple[str, str]] = {}
    confirmed = Q(alignment__pair__in=pairs, bead__state=Bead.State.CONFIRMED)
    for pair, source, target in bead_texts(confirmed):
        here, there = languages[pair]
        wanted.setdefault((pair, here, there, source_hash(source)), (source, target))
        wanted.setdefault((pair, there, here, source_hash(target)), (target, source))
    return wanted
