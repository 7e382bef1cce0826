"""A view: two texts side by side in words that can be compared.

The words of source and target themselves are one view, a translation and what it should match are
another.
"""

from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Floats, spread
from newsalign.core.align.links import WordLinks, link_words
from newsalign.core.align.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Side:
    """One text of a view, and how well each sentence of the other text explains its words.

    `explained[s, w]`: the strength in 0..1 of the best link from sentence s of the other text to word w,
    `twice[s, w]` that from the words which stand in sentence s more than once.
    """

    vocabulary: Vocabulary
    explained: Floats
    twice: Floats

    @property
    def size(self) -> int:
        return len(self.vocabulary.sentences)


@dataclass(frozen=True, eq=False)
class View:
    source: Side
    target: Side


def view(source: Vocabulary, target: Vocabulary) -> View:
    """Two texts with what their words say of each other."""
    links = link_words(source, target)
    back = WordLinks(links.target, links.source, links.strength)
    return View(
        Side(source, *_best(target, len(source.keys), back)),
        Side(target, *_best(source, len(target.keys), links)),
    )


def _best(by: Vocabulary, size: int, links: WordLinks) -> tuple[Floats, Floats]:
    """The strength of the best link from each sentence of a text, and from its repeated words, to each word of the other."""
    order = np.argsort(links.source, kind="stable")
    starts = np.searchsorted(links.source[order], np.arange(len(by.keys) + 1))
    best, twice = (np.zeros((len(by.sentences), size), np.float32) for _ in range(2))
    for chosen, into in ((by.sentences, best), (by.repeated, twice)):
        if len(chosen):
            words = np.concatenate(chosen)
            sentence = np.repeat(np.arange(len(chosen)), [len(ids) for ids in chosen])
            found, counts = spread(starts[words], starts[words + 1])
            link = order[found]
            np.maximum.at(
                into, (np.repeat(sentence, counts), links.target[link]), links.strength[link]
            )
    return best, twice
