"""Sentences as a file has them, where some were split or joined before it was exported."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsalign.bitext.operations.review.values import Renumbering, Side
from newsalign.core.formats import Segment
from newsalign.core.model import Document

type Span = tuple[int, int, int]
"""A sentence: its paragraph, and where in it it begins and ends."""
type Cut = tuple[int, int, int]
"""Between two sentences: their paragraph, where the first ends and the second begins."""

_WHITE = re.compile(r"\s*")


class MisfitError(ValueError):
    """`number` is the first sentence that is not the text's, 0 where some stand twice or not at all."""

    def __init__(self, number: int = 0) -> None:
        super().__init__(f"sentence {number}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Changes:
    """From the sentences of a document to others: first all splits, then all joins."""

    splits: tuple[Renumbering, ...]
    joins: tuple[Renumbering, ...]


def changes(side: Side, document: Document, segments: Iterable[Segment]) -> Changes:
    """Raises MisfitError where the segments are not all of the document's text, in its order."""
    now = [(k, s.start, s.end) for k, p in enumerate(document.paragraphs) for s in p.sentences]
    old = _cuts(now)
    new = _cuts(_spans(document, sorted(segments, key=lambda segment: segment.number)))
    splits, joins = [], []
    for paragraph, end, offset in sorted(new - old):
        at = _holding(now, paragraph, end)
        splits.append(Renumbering(side, at, end, offset, is_split=True))
        now[at : at + 1] = [(paragraph, now[at][1], end), (paragraph, offset, now[at][2])]
    for paragraph, end, offset in sorted(old - new):
        at = _holding(now, paragraph, end)
        joins.append(Renumbering(side, at, end, offset, is_split=False))
        now[at : at + 2] = [(paragraph, now[at][1], now[at + 1][2])]
    return Changes(tuple(splits), tuple(joins))


def _spans(document: Document, segments: Sequence[Segment]) -> list[Span]:
    if [s.number for s in segments] != list(range(1, len(segments) + 1)):
        raise MisfitError
    found: list[Span] = []
    rest = iter(segments)
    segment = next(rest, None)
    for index, text in enumerate(p.text for p in document.paragraphs):
        place = _after_white(text, 0)
        while place < len(text):
            if segment is None:
                raise MisfitError
            if segment.paragraph != index + 1 or not _stands(segment.text, text, place):
                raise MisfitError(segment.number)
            end = place + len(segment.text)
            found.append((index, place, end))
            place, segment = _after_white(text, end), next(rest, None)
    if segment is not None:
        raise MisfitError(segment.number)
    return found


def _after_white(text: str, place: int) -> int:
    found = _WHITE.match(text, place)
    return found.end() if found else place


def _stands(sentence: str, text: str, place: int) -> bool:
    return bool(sentence) and sentence == sentence.strip() and text.startswith(sentence, place)


def _cuts(spans: Iterable[Span]) -> set[Cut]:
    return {(p, end, start) for (p, _, end), (q, start, _) in pairwise(spans) if p == q}


def _holding(spans: Sequence[Span], paragraph: int, end: int) -> int:
    """The sentence of this paragraph that ends there, or goes on beyond."""
    return next(k for k, (p, a, b) in enumerate(spans) if p == paragraph and a < end <= b)
