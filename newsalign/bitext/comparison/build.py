from dataclasses import dataclass
from datetime import datetime

from newsalign.bitext.comparison.overview import bands
from newsalign.bitext.comparison.views import (
    Comparison,
    Ghost,
    Marks,
    ParagraphView,
    RowPlace,
    RowView,
    SentenceView,
    SideView,
    row_key,
)
from newsalign.core.compare.coverage import coverage
from newsalign.core.compare.rows import Row, rows
from newsalign.core.compare.words import paragraph_words
from newsalign.core.model import Alignment, Document, Translations

EXCERPT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Head:
    """What a document does not know of itself: its edition's name, its address here, its zone."""

    edition: str = ""
    url: str = ""
    published: datetime | None = None


def build_comparison(
    source: Document,
    target: Document,
    alignment: Alignment,
    *,
    translations: Translations | None = None,
    heads: tuple[Head, Head] = (Head(), Head()),
    marks: Marks | None = None,
) -> Comparison:
    found = rows(source, target, alignment)
    translations = translations or Translations()
    given = (translations.forward, translations.backward)
    paragraphs = _Paragraphs((source, target), alignment, found, given, marks).both()
    covered = coverage(source, target, alignment)
    views = tuple(map(_side, (source, target), heads, covered, paragraphs, given))
    words = paragraph_words(source), paragraph_words(target)
    return Comparison(
        source=views[0],
        target=views[1],
        rows=_row_views(found, paragraphs, words),
        bands=bands(source, target, found),
        beads=alignment.beads,
        evidence=alignment.evidence,
    )


def _side(
    document: Document,
    head: Head,
    covered: float,
    paragraphs: tuple[ParagraphView, ...],
    translations: tuple[str, ...] | None,
) -> SideView:
    return SideView(
        language=document.language,
        edition=head.edition,
        headline=document.headline,
        section=document.section,
        published=head.published or document.published,
        dateline=document.dateline,
        coverage=covered,
        url=head.url,
        paragraphs=paragraphs,
        has_translation=translations is not None,
    )


class _Paragraphs:
    """Paragraphs of both sides with every sentence's bead and where its partner stands."""

    def __init__(
        self,
        documents: tuple[Document, Document],
        alignment: Alignment,
        found: tuple[Row, ...],
        translations: tuple[tuple[str, ...] | None, tuple[str, ...] | None],
        marks: Marks | None,
    ) -> None:
        self._marks = marks
        self._documents, self._beads, self._translations = documents, alignment.beads, translations
        self._bead_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
        for k, bead in enumerate(alignment.beads):
            for side, sentences in enumerate((bead.source, bead.target)):
                self._bead_of[side].update(dict.fromkeys(sentences, k))
        self._row_of: tuple[dict[int, RowPlace], dict[int, RowPlace]] = ({}, {})
        for number, row in enumerate(found, 1):
            place = RowPlace(number, row_key(row))
            for side, members in enumerate((row.source, row.target)):
                self._row_of[side].update(dict.fromkeys(members, place))

    def both(self) -> tuple[tuple[ParagraphView, ...], tuple[ParagraphView, ...]]:
        return self._side(0), self._side(1)

    def _side(self, side: int) -> tuple[ParagraphView, ...]:
        views, first = [], 0
        for index, paragraph in enumerate(self._documents[side].paragraphs):
            count = len(paragraph.sentences)
            views.append(
                ParagraphView(
                    number=index + 1,
                    kind=paragraph.kind.value,
                    sentences=tuple(self._sentence(side, index, first + k) for k in range(count)),
                )
            )
            first += count
        return tuple(views)

    def _sentence(self, side: int, paragraph: int, index: int) -> SentenceView:
        k = self._bead_of[side][index]
        bead = self._beads[k]
        texts = self._translations[side]
        mark = self._marks.beads[k] if self._marks else None
        return SentenceView(
            text=self._documents[side].sentences[index].text,
            bead=mark.key or -k - 1 if mark else k + 1,
            has_partner=not bead.is_null,
            moved=bead.moved,
            confidence=bead.confidence,
            translation=texts[index] if texts else "",
            row=self._partner_row(side, paragraph, k),
            key=self._marks.sentences[side][index] if self._marks else 0,
            mark=mark,
        )

    def _partner_row(self, side: int, paragraph: int, k: int) -> RowPlace | None:
        bead, other = self._beads[k], 1 - side
        partners = (bead.target, bead.source)[side]
        here = self._row_of[side][paragraph]
        places = {self._row_of[other][self._documents[other].paragraph_of[s]] for s in partners}
        return min(places) if places and here not in places else None


def _row_views(
    found: tuple[Row, ...],
    paragraphs: tuple[tuple[ParagraphView, ...], tuple[ParagraphView, ...]],
    words: tuple[list[int], list[int]],
) -> tuple[RowView, ...]:
    ghosts = _ghosts(found, paragraphs[1])
    views = []
    for number, row in enumerate(found, 1):
        source = tuple(paragraphs[0][p] for p in row.source)
        target = tuple(paragraphs[1][p] for p in row.target)
        sentences = [s for p in (*source, *target) for s in p.sentences]
        views.append(
            RowView(
                number=number,
                key=row_key(row),
                kind="both" if source and target else "omitted" if source else "added",
                moved=row.moved,
                before=row.moved and _stands_before(row, found),
                confidence=row.confidence,
                source=source,
                target=target,
                share=_share(row, words),
                elsewhere=tuple(sorted({s.row for s in sentences if s.row is not None})),
                ghosts=tuple(ghosts.get(number, ())),
            )
        )
    return tuple(views)


def _share(row: Row, words: tuple[list[int], list[int]]) -> float:
    if row.source and row.target:
        return 1.0
    side, members = (0, row.source) if row.source else (1, row.target)
    total = sum(words[side])
    return sum(words[side][p] for p in members) / total if total else 0.0


def _stands_before(row: Row, found: tuple[Row, ...]) -> bool:
    """Most of what it jumps over stands behind it in the source."""
    main = [r for r in found if r.source and r.target and not r.moved]
    later = sum(r.source[0] > row.source[0] and r.target[0] < row.target[0] for r in main)
    earlier = sum(r.source[0] < row.source[0] and r.target[0] > row.target[0] for r in main)
    return later >= earlier


def _ghosts(found: tuple[Row, ...], targets: tuple[ParagraphView, ...]) -> dict[int, list[Ghost]]:
    """For every moved row, a line behind the row that precedes it in the target's order."""
    main = {
        q: number
        for number, row in enumerate(found, 1)
        if not row.moved and row.target
        for q in row.target
    }
    ghosts: dict[int, list[Ghost]] = {}
    for number, row in enumerate(found, 1):
        if not row.moved:
            continue
        before = [q for q in main if q < row.target[0]]
        place = main[max(before)] if before else 1
        text = " ".join(s.text for s in targets[row.target[0]].sentences)
        excerpt = text if len(text) <= EXCERPT_CHARACTERS else text[:EXCERPT_CHARACTERS] + "…"
        numbers = tuple(targets[q].number for q in row.target)
        ghosts.setdefault(place, []).append(Ghost(RowPlace(number, row_key(row)), numbers, excerpt))
    return ghosts
