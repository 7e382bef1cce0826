"""A view: two texts side by side in words that can be compared.

The words of source and target themselves are one view, a translation and what it should match are
another.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Floats, Integers, spread
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.links import Vocabulary, WordLinks, link_words

_NOTHING = np.zeros(1, np.int64)


@dataclass(frozen=True, eq=False)
class Row:
    """Word numbers and weights; sentence k is at starts[k]..starts[k+1]-1, behind a place of weight 0."""

    words: Integers
    weights: Floats
    starts: Integers


@dataclass(frozen=True, eq=False)
class Side:
    """One text of a view, and how well each sentence of the other text explains its words.

    `weights[w]`: how much word w tells. `explained[s, w]`: the strength in 0..1 of the best link from
    sentence s of the other text to word w.
    """

    vocabulary: Vocabulary
    weights: Floats
    explained: Floats

    @property
    def size(self) -> int:
        return len(self.vocabulary.sentences)

    @cached_property
    def sentence_weights(self) -> Floats:
        """The summed weights of every sentence's words, never 0."""
        sums = [self.weights[ids].sum() for ids in self.vocabulary.sentences]
        return np.maximum(np.array(sums, np.float32), 1e-6)

    @cached_property
    def in_row(self) -> "Row":
        """The words of all sentences, one sentence after the other."""
        parts = [part for ids in self.vocabulary.sentences for part in (_NOTHING, ids)]
        words = np.concatenate(parts)
        sizes = np.array([len(ids) + 1 for ids in self.vocabulary.sentences], np.int64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        weights = self.weights[words]
        weights[starts[:-1]] = 0
        return Row(words, weights, starts)


@dataclass(frozen=True, eq=False)
class View:
    source: Side
    target: Side


def view(source: Vocabulary, target: Vocabulary, lexicon: Lexicon | None) -> View:
    """Two texts with what their words say of each other."""
    links = link_words(source, target, lexicon)
    back = WordLinks(links.target, links.source, links.strength)
    return View(
        Side(source, source.weights(lexicon), _best(target, len(source.keys), back)),
        Side(target, target.weights(lexicon), _best(source, len(target.keys), links)),
    )


def _best(by: Vocabulary, size: int, links: WordLinks) -> Floats:
    """The strength of the best link from each sentence of a text to each word of the other."""
    order = np.argsort(links.source, kind="stable")
    starts = np.searchsorted(links.source[order], np.arange(len(by.keys) + 1))
    best = np.zeros((len(by.sentences), size), np.float32)
    if len(by.sentences):
        words = np.concatenate(by.sentences)
        sentence = np.repeat(np.arange(len(by.sentences)), [len(ids) for ids in by.sentences])
        found, counts = spread(starts[words], starts[words + 1])
        link = order[found]
        np.maximum.at(best, (np.repeat(sentence, counts), links.target[link]), links.strength[link])
    return best
