from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.models.pair import PairQuerySet
from newsalign.bitext.operations.errors import BitextError
from newsalign.core.formats import Format, Segment, Side, Unit
from newsalign.library.models import Article

BEADS_AT_ONCE = 500
KEY_LENGTH = 16


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


def article_key(article: Article) -> str:
    """Names an article by its text, which is stored once per language."""
    return article.content_hash[:KEY_LENGTH]


def _has_several_languages(pairs: PairQuerySet) -> bool:
    languages = pairs.order_by().values_list("source__language", "target__language").distinct()
    return len(languages[:2]) > 1


def _units(pairs: PairQuerySet, wanted: BeadFilter) -> Iterator[Unit]:
    beads = (
        Bead.objects.filter(
            alignment__is_current=True,
            alignment__pair__in=pairs.order_by().values("pk"),
            confidence__gte=wanted.min_confidence,
        )
        .select_related("alignment__pair__source", "alignment__pair__target")
        .defer("alignment__pair__source__original", "alignment__pair__target__original")
        .with_sentences()
        .order_by("alignment__pair", "position")
    )
    if wanted.states:
        beads = beads.filter(state__in=wanted.states)
    for bead in beads.iterator(chunk_size=BEADS_AT_ONCE):
        unit = _unit(bead)
        if wanted.nulls or (unit.source.segments and unit.target.segments):
            yield unit


def _unit(bead: Bead) -> Unit:
    pair, members = bead.alignment.pair, bead.members.all()
    return Unit(
        pair=pair.pk,
        number=bead.position + 1,
        source=_side(pair.source, BeadSentence.Side.SOURCE, members),
        target=_side(pair.target, BeadSentence.Side.TARGET, members),
        confidence=bead.confidence,
        moved=bead.moved,
        state=bead.state,
        note=bead.note,
    )


def _side(article: Article, side: str, members: Iterable[BeadSentence]) -> Side:
    sentences = [m.sentence for m in members if m.side == side]
    return Side(
        article_key(article),
        article.language,
        tuple(Segment(s.position + 1, s.paragraph.number, s.text) for s in sentences),
    )
