"""What the comparison page shows, ready for a template. All numbers count from 1."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsalign.core.compare.rows import Row
from newsalign.core.model import Bead, Evidence


def row_key(row: Row) -> str:
    """A row's name on the page, `s5` or `t7`: its first paragraph, whatever rows come before it."""
    return f"s{row.source[0] + 1}" if row.source else f"t{row.target[0] + 1}"


@dataclass(frozen=True, slots=True, order=True)
class RowPlace:
    """Where a row stands, and its name."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class BeadMark:
    """What a review knows of a bead. `token` says which bead was seen, and in which version."""

    key: int
    token: str
    state: str
    confidence: float
    note: str = ""
    flagged_for: str = ""

    @property
    def is_decided(self) -> bool:
        return self.state != "automatic"


@dataclass(frozen=True, slots=True)
class Marks:
    """For a stored pair: a mark for every bead, and the keys of both sides' sentences."""

    beads: tuple[BeadMark, ...]
    sentences: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """`bead` ties partners together on the page. `row` is where the partner stands, if elsewhere.

    `key` is the stored sentence's, 0 where nothing is stored.
    """

    text: str
    bead: int
    has_partner: bool
    moved: bool
    confidence: float
    translation: str
    row: RowPlace | None
    key: int = 0
    mark: BeadMark | None = None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    number: int
    kind: str
    sentences: tuple[SentenceView, ...]

    @property
    def translation(self) -> str:
        return " ".join(s.translation for s in self.sentences if s.translation)


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a moved passage of the target would stand: a line that leads to its row."""

    row: RowPlace
    numbers: tuple[int, ...]
    excerpt: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row; `kind` is `both`, `omitted` (source only) or `added` (target only).

    `share`: the one-sided row's share (0..1) of its edition's words. `before`: it stands earlier
    in the source than in the target, for moved rows. `elsewhere`: rows that hold partners of
    sentences of this one. `ghosts` follow the row. `key` is its name, which stays.
    """

    number: int
    key: str
    kind: str
    moved: bool
    before: bool
    confidence: float
    source: tuple[ParagraphView, ...]
    target: tuple[ParagraphView, ...]
    share: float
    elsewhere: tuple[RowPlace, ...]
    ghosts: tuple[Ghost, ...]

    def anywhere(self) -> "RowView":
        """As it looks wherever it stands: without its number, and without what follows it."""
        return replace(self, number=0, ghosts=())

    @property
    def marks(self) -> tuple[BeadMark, ...]:
        """Of the beads that have a sentence in the row, each once."""
        sentences = [s for p in (*self.source, *self.target) for s in p.sentences]
        return tuple(dict.fromkeys(s.mark for s in sentences if s.mark))

    @property
    def tokens(self) -> str:
        return " ".join(mark.token for mark in self.marks if mark.token)

    @property
    def is_decided(self) -> bool:
        return all(mark.is_decided for mark in self.marks)

    @property
    def doubt(self) -> float:
        """The lowest confidence of what nobody decided; 1 where all is decided."""
        return min((m.confidence for m in self.marks if not m.is_decided), default=1.0)

    @property
    def relation(self) -> str:
        """`3 : 1` where it is not one to one."""
        counts = (len(self.source), len(self.target))
        return f"{counts[0]} : {counts[1]}" if all(counts) and counts != (1, 1) else ""

    @property
    def differs(self) -> bool:
        """Something else than one paragraph standing for one, in its place and whole."""
        whole = all(s.has_partner for p in (*self.source, *self.target) for s in p.sentences)
        return self.kind != "both" or self.moved or bool(self.elsewhere) or not whole


@dataclass(frozen=True, slots=True)
class SideView:
    """One edition's article: head of its column, and its paragraphs in their own order."""

    language: str
    edition: str
    headline: str
    section: str
    published: datetime | None
    dateline: str
    coverage: float
    url: str
    paragraphs: tuple[ParagraphView, ...]
    has_translation: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A ribbon of the overview: one row by its key, as the path of an SVG of 46 by 420 units.

    `source`, `target`: where it stands in each column, stretches as `top,bottom top,bottom`.
    """

    row: str
    kind: str
    moved: bool
    path: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Comparison:
    source: SideView
    target: SideView
    rows: tuple[RowView, ...]
    bands: tuple[Band, ...]
    beads: tuple[Bead, ...]
    evidence: frozenset[Evidence]

    @property
    def omitted(self) -> int:
        return sum(row.kind == "omitted" for row in self.rows)

    @property
    def added(self) -> int:
        return sum(row.kind == "added" for row in self.rows)

    @property
    def moved(self) -> int:
        return sum(row.moved for row in self.rows)

    @property
    def joined(self) -> int:
        return sum(bool(row.relation) for row in self.rows)

    def first(self, kind: str) -> str | None:
        """Key of the first row of a kind (`omitted`, `added`, `moved`, `joined`), for a link to it."""
        for row in self.rows:
            if kind in (row.kind, "moved" if row.moved else "", "joined" if row.relation else ""):
                return row.key
        return None

    @property
    def firsts(self) -> dict[str, str | None]:
        return {kind: self.first(kind) for kind in ("omitted", "added", "moved", "joined")}
