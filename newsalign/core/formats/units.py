"""What every exchange format carries: one unit for each bead."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence in its place; both numbers count over the whole article from 1."""

    number: int
    paragraph: int
    text: str

    def __post_init__(self) -> None:
        if self.number < 1 or self.paragraph < 1:
            raise ValueError("Sentences and paragraphs are numbered from 1.")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead, without segments where the bead is an omission or an addition.

    `article` names the article by its text, so that it is the same wherever that is stored.
    """

    article: str
    language: str
    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        if any(a.number >= b.number for a, b in pairwise(self.segments)):
            raise ValueError("A side's sentences stand in ascending order.")

    @property
    def text(self) -> str:
        """The sentences, joined by one space."""
        return " ".join(s.text for s in self.segments)

    @property
    def numbers(self) -> str:
        return " ".join(str(s.number) for s in self.segments)

    @property
    def paragraphs(self) -> str:
        """The paragraph of every sentence."""
        return " ".join(str(s.paragraph) for s in self.segments)


@dataclass(frozen=True, slots=True)
class Unit:
    """A bead as it is handed on.

    `pair` numbers the pair where it was exported, `number` the bead in its alignment from 1;
    `confidence` is a probability in 0..1. `flagged_for` is who is asked to look at it, `reviewer` who
    reviews the pair: usernames, empty for nobody, None where a file does not tell. Raises ValueError where that does not hold, or where
    both sides are empty.
    """

    pair: int
    number: int
    source: Side
    target: Side
    confidence: float
    moved: bool
    state: str
    note: str = ""
    flagged_for: str | None = None
    reviewer: str | None = None

    def __post_init__(self) -> None:
        if self.pair < 1 or self.number < 1:
            raise ValueError("Pairs and beads are numbered from 1.")
        if not 0 <= self.confidence <= 1:
            raise ValueError("A confidence is a probability.")
        if not self.source.segments and not self.target.segments:
            raise ValueError("A bead holds at least one sentence.")


class Problem(StrEnum):
    """Why a file cannot be read."""

    DAMAGED = "damaged"  # not well-formed: cut off, another encoding, another format
    ENTITIES = "entities"  # declares or uses entities, which could expand without end
    NOT_OURS = "not_ours"  # well-formed, but a unit lacks what an export says of it
    EMPTY = "empty"


class FormatError(ValueError):
    """`line` counts from 1; 0 where no line is to blame."""

    def __init__(self, problem: Problem, line: int = 0) -> None:
        super().__init__(f"{problem} (line {line})")
        self.problem = problem
        self.line = line
