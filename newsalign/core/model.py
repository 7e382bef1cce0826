"""The values newsalign works on: documents, beads, alignments.

Indices of sentences count over a whole document from 0; indices of paragraphs likewise.
All values are frozen: an aligner or a person makes a new one instead of changing one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property


class ParagraphKind(StrEnum):
    """A standfirst, a paragraph of the text, or a heading inside it."""

    LEAD = "lead"
    BODY = "body"
    SUBHEADING = "subheading"


class Evidence(StrEnum):
    """What an alignment rests on, besides lengths, numbers, names and shared tokens."""

    FORWARD_TRANSLATION = "forward"
    BACKWARD_TRANSLATION = "backward"
    LEXICON = "lexicon"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its span of characters: `paragraph.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose sentences cover all of its text except white space."""

    text: str
    sentences: tuple[Sentence, ...]
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True)
class Document:
    """One text of one edition. `published` is local time at the publisher, without a zone."""

    language: str
    paragraphs: tuple[Paragraph, ...]
    headline: str = ""
    section: str = ""
    published: datetime | None = None
    dateline: str = ""
    url: str = ""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those of all paragraphs, in order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)

    @cached_property
    def paragraph_of(self) -> tuple[int, ...]:
        """The paragraph's index for every sentence of the document."""
        return tuple(i for i, p in enumerate(self.paragraphs) for _ in p.sentences)

    @classmethod
    def of_sentences(cls, language: str, paragraphs: Iterable[Iterable[str]]) -> "Document":
        """A document from sentences already split, joined by one space in each paragraph."""
        return cls(language, tuple(_join(list(sentences)) for sentences in paragraphs))


def _join(texts: list[str]) -> Paragraph:
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(text, start, start + len(text)))
        start += len(text) + 1
    return Paragraph(" ".join(texts), tuple(sentences))


@dataclass(frozen=True, slots=True)
class Translations:
    """Machine translations by sentence, where there are any.

    `forward[i]` is source sentence i in the target's language, `backward[j]` target sentence j in
    the source's; an empty string is a sentence without translation.
    """

    forward: tuple[str, ...] | None = None
    backward: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that correspond: ascending indices, at least one side not empty.

    An empty target is an omission, an empty source an addition. `moved`: the bead crosses the
    main order. `confidence` is the estimated probability in 0..1 that the bead is right.
    `confirmed`: a person said so; an aligner keeps it as it is.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    moved: bool = False
    confirmed: bool = False

    @property
    def is_null(self) -> bool:
        """Whether a side is empty: an omission or an addition."""
        return not self.source or not self.target


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that hold every sentence of both documents exactly once.

    They are ordered by their first source sentence; additions stand where their place in the
    target is: behind the bead of the preceding target sentence.
    """

    beads: tuple[Bead, ...]
    evidence: frozenset[Evidence] = frozenset()
