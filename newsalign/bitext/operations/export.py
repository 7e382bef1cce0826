from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched, chain

from django.utils.translation import gettext as _

from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.models.pair import PairQuerySet
from newsalign.bitext.operations.errors import BitextError
from newsalign.core.formats import Format, Segment, Side, Unit

BEADS_AT_ONCE = 500
KEY_LENGTH = 16
"""An article is named by this much of its content hash: the same wherever its text is stored."""
_Side = BeadSentence.Side


@dataclass(frozen=True, slots=True, kw_only=True)
class BeadFilter:
    """Which beads are wanted; no states are all states."""

    states: tuple[str, ...] = ()
    min_confidence: float = 0.0
    nulls: bool = True


def export_alignments(*, pairs: PairQuerySet, form: Format, wanted: BeadFilter) -> Iterator[str]:
    """The current alignments of these pairs as a file, piece by piece, in constant memory."""
    if form.one_language_pair and _has_several_languages(pairs):
        raise BitextError(
            _(
                "These pairs are of several languages, which one %(format)s file cannot hold:"
                " choose another format, or pairs of the same two languages."
            )
            % {"format": form.name}
        )
    units = _units(pairs, wanted)
    first = next(units, None)
    if first is None:
        raise BitextError(
            _(
                "There is nothing to export: no bead matches. Take a filter away, or wait for the alignment."
            )
        )
    return form.dump(chain([first], units))


def _has_several_languages(pairs: PairQuerySet) -> bool:
    languages = pairs.order_by().values_list("source__language", "target__language").distinct()
    return len(languages[:2]) > 1


def _units(pairs: PairQuerySet, wanted: BeadFilter) -> Iterator[Unit]:
    """Rows, not models: fetched members refer to their beads and back, which piles up in memory."""
    beads = Bead.objects.filter(
        alignment__is_current=True,
        alignment__pair__in=pairs.order_by().values("pk"),
        confidence__gte=wanted.min_confidence,
    ).order_by("alignment__pair", "position")
    if wanted.states:
        beads = beads.filter(state__in=wanted.states)
    rows = beads.values_list(
        "pk",
        "alignment__pair",
        "position",
        "confidence",
        "moved",
        "state",
        "note",
        "flagged_for__username",
        "alignment__pair__reviewer__username",
        "alignment__pair__source__content_hash",
        "alignment__pair__source__language",
        "alignment__pair__target__content_hash",
        "alignment__pair__target__language",
    )
    for chunk in batched(rows.iterator(chunk_size=BEADS_AT_ONCE), BEADS_AT_ONCE):
        segments = _segments([row[0] for row in chunk])
        for pk, pair, position, confidence, moved, state, note, *rest in chunk:
            people, articles = [name or "" for name in rest[:2]], rest[2:]
            source = Side(articles[0][:KEY_LENGTH], articles[1], tuple(segments[pk, _Side.SOURCE]))
            target = Side(articles[2][:KEY_LENGTH], articles[3], tuple(segments[pk, _Side.TARGET]))
            if wanted.nulls or (source.segments and target.segments):
                number = position + 1
                yield Unit(pair, number, source, target, confidence, moved, state, note, *people)


def _segments(beads: list[int]) -> dict[tuple[int, str], list[Segment]]:
    """The sentences of these beads, by bead and side."""
    found: dict[tuple[int, str], list[Segment]] = defaultdict(list)
    rows = (
        BeadSentence.objects.filter(bead__in=beads)
        .order_by("sentence__position")
        .values_list(
            "bead",
            "side",
            "sentence__position",
            "sentence__paragraph__position",
            "sentence__paragraph__text",
            "sentence__start",
            "sentence__end",
        )
    )
    for bead, side, position, paragraph, text, start, end in rows:
        found[bead, side].append(Segment(position + 1, paragraph + 1, text[start:end]))
    return found
