"""From two documents to an alignment: the steps in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsalign.core.align.arrays import Booleans
from newsalign.core.align.beads import beads_of
from newsalign.core.align.confidence import with_confidence
from newsalign.core.align.evidence import gather
from newsalign.core.align.facing import joined
from newsalign.core.align.judging import judge
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.order import arranged, main_chain
from newsalign.core.align.refinement import refine
from newsalign.core.align.weights import WEIGHTS
from newsalign.core.model import Alignment, Bead, Document, Evidence, Translations

_OTHER_WAY = {
    Evidence.FORWARD_TRANSLATION: Evidence.BACKWARD_TRANSLATION,
    Evidence.BACKWARD_TRANSLATION: Evidence.FORWARD_TRANSLATION,
}


@dataclass(frozen=True)
class AlignOptions:
    """`lexicon` is used if it is for the two languages; `confirmed` beads stay as they are."""

    lexicon: Lexicon | None = None
    confirmed: tuple[Bead, ...] = ()


NONE_GIVEN = Translations()
DEFAULTS = AlignOptions()


def align(
    source: Document,
    target: Document,
    translations: Translations = NONE_GIVEN,
    options: AlignOptions = DEFAULTS,
) -> Alignment:
    """Aligns the sentences of two documents: a pure function, deterministic.

    Swapping the sides, with translations and confirmed beads, mirrors the beads. Raises ValueError
    if a translation has not one text per sentence, or confirmed beads overlap or reach out of
    the documents.
    """
    _check(options.confirmed, len(source.sentences), len(target.sentences))
    if _orientation(source) > _orientation(target):
        swapped = Translations(translations.backward, translations.forward)
        mirrored = replace(options, confirmed=tuple(_mirror(b) for b in options.confirmed))
        alignment = _align(target, source, swapped, mirrored)
        evidence = frozenset(_OTHER_WAY.get(e, e) for e in alignment.evidence)
        return Alignment(arranged([_mirror(b) for b in alignment.beads]), evidence)
    return _align(source, target, translations, options)


def _orientation(document: Document) -> tuple[str, tuple[str, ...]]:
    """Ties are broken and sums rounded in one order of the two sides, whichever comes first."""
    return document.language, tuple(s.text for s in document.sentences)


def _mirror(bead: Bead) -> Bead:
    return replace(bead, source=bead.target, target=bead.source)


def _check(confirmed: Iterable[Bead], rows: int, columns: int) -> None:
    used: set[tuple[str, int]] = set()
    for bead in confirmed:
        for side, indices, size in (
            ("source", bead.source, rows),
            ("target", bead.target, columns),
        ):
            for index in indices:
                if not 0 <= index < size:
                    raise ValueError(f"a confirmed bead has {side} sentence {index} of {size}")
                if (side, index) in used:
                    raise ValueError(f"{side} sentence {index} is in two confirmed beads")
                used.add((side, index))


def _align(
    source: Document, target: Document, translations: Translations, options: AlignOptions
) -> Alignment:
    rows, columns = len(source.sentences), len(target.sentences)
    confirmed = [replace(b, confirmed=True, confidence=1.0) for b in options.confirmed]
    if not rows or not columns:
        return Alignment(arranged([*confirmed, *_nulls(confirmed, rows, columns)]))
    known = gather(source, target, translations, options.lexicon)
    weights = WEIGHTS[known.kind]
    judged = judge(known, weights, confirmed)
    links, odds = refine(judged.pairs, judged.links, weights)
    found = with_confidence(_unconfirmed(links, confirmed), judged.pairs, links, odds, weights)
    placed = _placed([*confirmed, *found])
    beads = joined(placed, known.source_lengths, known.target_lengths)
    return Alignment(arranged(beads), known.rests_on)


def _nulls(beads: Iterable[Bead], rows: int, columns: int) -> list[Bead]:
    used = {i for b in beads for i in b.source}, {j for b in beads for j in b.target}
    omitted = [Bead((i,), ()) for i in range(rows) if i not in used[0]]
    return omitted + [Bead((), (j,)) for j in range(columns) if j not in used[1]]


def _unconfirmed(links: Booleans, confirmed: Sequence[Bead]) -> list[Bead]:
    rows = {i for b in confirmed for i in b.source}
    columns = {j for b in confirmed for j in b.target}
    return [
        b for b in beads_of(links) if rows.isdisjoint(b.source) and columns.isdisjoint(b.target)
    ]


def _placed(beads: Sequence[Bead]) -> list[Bead]:
    main = main_chain(beads)
    return [replace(b, moved=not b.is_null and k not in main) for k, b in enumerate(beads)]
