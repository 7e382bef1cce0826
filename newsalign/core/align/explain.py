"""Which words of a bead correspond, for highlighting them and for seeing what has no counterpart.

Competitive linking (Melamed 2000, Models of translational equivalence among words): the strongest
link is taken first and each word is linked once; between equals, words at like places go together.
"""

from dataclasses import dataclass

from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.links import link_words
from newsalign.core.align.tokens import Token, tokenize
from newsalign.core.align.vocabulary import Vocabulary
from newsalign.core.model import Bead, Document

LEAST_STRENGTH = 0.15
# A word without counterpart is worth showing from this inverse frequency on, in nats: below it are
# the words that every text has (`has`, `there`, `также`) and that every translation renders freely.
LEAST_WEIGHT = 4.5
_PLACE = 0.1


@dataclass(frozen=True, slots=True, order=True)
class WordSpan:
    """Characters start..end-1 of a sentence, numbered over the whole document."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordLink:
    """Two words that correspond, with a strength in 0..1."""

    source: WordSpan
    target: WordSpan
    strength: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Word links of a bead in source order, and the telling words of either side that have none."""

    links: tuple[WordLink, ...]
    source_only: tuple[WordSpan, ...]
    target_only: tuple[WordSpan, ...]


@dataclass(frozen=True)
class _Text:
    """The tokens of one side of a bead, with their spans, keys and weights."""

    vocabulary: Vocabulary
    spans: tuple[WordSpan, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, sentences: tuple[int, ...], lexicon: Lexicon | None) -> "_Text":
        found: list[list[Token]] = [tokenize(document.sentences[s].text) for s in sentences]
        spans = [
            WordSpan(s, t.start, t.end)
            for s, tokens in zip(sentences, found, strict=True)
            for t in tokens
        ]
        keys = [token.key for tokens in found for token in tokens]
        words = [[(t.key, t.form) for t in tokens] for tokens in found]
        return cls(Vocabulary.of(document.language, words, lexicon), tuple(spans), tuple(keys))

    def places(self, key: str) -> list[int]:
        return [place for place, other in enumerate(self.keys) if other == key]

    def alone(self, linked: set[int]) -> tuple[WordSpan, ...]:
        weights = dict(zip(self.vocabulary.keys, self.vocabulary.general_weights, strict=True))
        return tuple(
            span
            for place, (span, key) in enumerate(zip(self.spans, self.keys, strict=True))
            if place not in linked and weights[key] >= LEAST_WEIGHT
        )


def explain(
    source: Document, target: Document, bead: Bead, lexicon: Lexicon | None = None
) -> Explanation:
    """The word links of a bead of two documents. Raises IndexError if the bead reaches out of them."""
    one, other = (
        _Text.of(d, s, lexicon) for d, s in ((source, bead.source), (target, bead.target))
    )
    links: list[tuple[int, int, float]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for strength, a, b in _candidates(one, other):
        if a not in taken[0] and b not in taken[1]:
            links.append((a, b, strength))
            taken[0].add(a)
            taken[1].add(b)
    return Explanation(
        tuple(WordLink(one.spans[a], other.spans[b], strength) for a, b, strength in sorted(links)),
        one.alone(taken[0]),
        other.alone(taken[1]),
    )


def _candidates(one: _Text, other: _Text) -> list[tuple[float, int, int]]:
    """(strength, place, place) of all linkable tokens, the one to be taken first in front."""
    if not one.keys or not other.keys:
        return []
    links = link_words(one.vocabulary, other.vocabulary)
    found = []
    for u, v, strength in zip(
        links.source.tolist(), links.target.tolist(), links.strength.tolist(), strict=True
    ):
        if strength >= LEAST_STRENGTH:
            for a in one.places(one.vocabulary.keys[u]):
                for b in other.places(other.vocabulary.keys[v]):
                    apart = abs((a + 0.5) / len(one.keys) - (b + 0.5) / len(other.keys))
                    found.append((strength - _PLACE * apart, strength, a, b))
    return [
        (strength, a, b) for _, strength, a, b in sorted(found, key=lambda x: (-x[0], x[2], x[3]))
    ]
