"""From two documents to an alignment: the steps in their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from newsalign.core.align.candidates import candidate_spans
from newsalign.core.align.evidence import gather
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.moved import chains
from newsalign.core.align.odds import gains
from newsalign.core.align.order import arranged, main_chain
from newsalign.core.align.search import Candidate
from newsalign.core.model import Alignment, Bead, Document, Evidence, Translations

_FIXED = 1000.0  # a confirmed bead outweighs every chain around it
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
        return Alignment(_completed(confirmed, rows, columns))
    views = gather(source, target, translations, options.lexicon)
    spans = candidate_spans(views)
    odds = gains(views, spans)
    spans = spans[odds > 0]
    place = 1e-4 * np.abs((spans.i + spans.n / 2) / rows - (spans.j + spans.m / 2) / columns)
    gain = odds[odds > 0] - place
    numbers = zip(*(a.tolist() for a in (spans.i, spans.n, spans.j, spans.m, gain)), strict=True)
    free = _free((Candidate(*x) for x in numbers), confirmed)
    anchors = [
        Candidate(b.source[0], 1, b.target[0], 1, _FIXED) for b in confirmed if not b.is_null
    ]
    found = [
        Bead(
            tuple(range(c.i, c.i + c.n)),
            tuple(range(c.j, c.j + c.m)),
            1 / (1 + float(np.exp(-c.gain))),
        )
        for c in chains(anchors + free, columns)
        if c not in anchors
    ]
    return Alignment(_completed(confirmed + found, rows, columns), views.rests_on)


def _free(candidates: Iterable[Candidate], confirmed: Iterable[Bead]) -> list[Candidate]:
    rows = {i for b in confirmed for i in b.source}
    columns = {j for b in confirmed for j in b.target}
    return [
        c
        for c in candidates
        if c.gain > 0
        and rows.isdisjoint(range(c.i, c.i + c.n))
        and columns.isdisjoint(range(c.j, c.j + c.m))
    ]


def _completed(beads: list[Bead], rows: int, columns: int) -> tuple[Bead, ...]:
    used = {i for b in beads for i in b.source}, {j for b in beads for j in b.target}
    omitted = [Bead((i,), ()) for i in range(rows) if i not in used[0]]
    added = [Bead((), (j,)) for j in range(columns) if j not in used[1]]
    main = main_chain(beads)
    marked = [replace(b, moved=not b.is_null and k not in main) for k, b in enumerate(beads)]
    return arranged(marked + omitted + added)
