"""Which words of a stored bead correspond, in the terms of the page that shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.operations.evidence import lexicon_for
from newsalign.core import model
from newsalign.core.align.explain import WordSpan, explain
from newsalign.core.text.offsets import utf16_offsets, with_marks


class PageSpan(NamedTuple):
    """A word of a stored sentence: `start` to `end` of its text, in UTF-16 code units."""

    sentence: int
    start: int
    end: int


class PageLink(NamedTuple):
    """Two words that correspond, with a strength in 0..1."""

    source: PageSpan
    target: PageSpan
    strength: float


@dataclass(frozen=True, slots=True)
class BeadWords:
    """`alone`: the telling words of either side for which the lexicon knows no counterpart."""

    links: tuple[PageLink, ...]
    alone: tuple[PageSpan, ...]


def bead_words(bead: Bead) -> BeadWords:
    """By the lexicon as it is now, from the sentences of the bead alone."""
    pair = bead.alignment.pair
    source = _Side.of(bead, BeadSentence.Side.SOURCE, pair.source.language)
    target = _Side.of(bead, BeadSentence.Side.TARGET, pair.target.language)
    found = explain(
        source.document,
        target.document,
        model.Bead(tuple(range(len(source.keys))), tuple(range(len(target.keys)))),
        lexicon_for(pair.source.language, pair.target.language),
    )
    return BeadWords(
        tuple(
            PageLink(source.span(link.source), target.span(link.target), float(link.strength))
            for link in found.links
        ),
        (*map(source.span, found.source_only), *map(target.span, found.target_only)),
    )


@dataclass(frozen=True)
class _Side:
    """The sentences of one side of a bead as a document of their own."""

    keys: tuple[int, ...]
    document: model.Document
    offsets: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, bead: Bead, side: str, language: str) -> "_Side":
        sentences = bead.sentences_of(side)
        texts = [sentence.text for sentence in sentences]
        return cls(
            tuple(sentence.pk for sentence in sentences),
            model.Document.of_sentences(language, [texts]),
            tuple(map(utf16_offsets, texts)),
        )

    def span(self, word: WordSpan) -> PageSpan:
        offsets = self.offsets[word.sentence]
        end = with_marks(self.document.sentences[word.sentence].text, word.end)
        return PageSpan(self.keys[word.sentence], offsets[word.start], offsets[end])
