"""All that is known about two documents before any bead is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.coverage import Coverage, cover
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.tokens import Word, length, words
from newsalign.core.align.views import View, view
from newsalign.core.align.vocabulary import Vocabulary
from newsalign.core.model import Document, Evidence, Translations


@dataclass(frozen=True, eq=False)
class Known:
    """Evidence on `rows` source and `columns` target sentences.

    `sources` are one or two groups of views: first the texts themselves, by lexicon, numbers and
    names; then the given translations, one or both directions. Lengths are in letters.
    `verbatim[i, j]`: the sentences are the same in one language, letter by letter.
    """

    sources: tuple[tuple[View, ...], ...]
    source_lengths: Floats
    target_lengths: Floats
    verbatim: Booleans
    rests_on: frozenset[Evidence]

    @property
    def rows(self) -> int:
        return len(self.source_lengths)

    @property
    def columns(self) -> int:
        return len(self.target_lengths)

    @cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """One for every group of views."""
        found = [[cover(view) for view in group] for group in self.sources]
        return tuple(sum(group[1:], group[0]) for group in found)

    @property
    def kind(self) -> str:
        """What the odds may rest on, the key of the weights to use."""
        lexicon = Evidence.LEXICON in self.rests_on
        if len(self.sources) == 1:
            return "lexicon" if lexicon else "bare"
        return "lexicon+translation" if lexicon else "translation"


def gather(
    source: Document, target: Document, translations: Translations, lexicon: Lexicon | None
) -> Known:
    """Reads both documents; both must have at least one sentence.

    Raises ValueError if there is not one translation per sentence.
    """
    texts = [[words(s.text) for s in d.sentences] for d in (source, target)]
    one, other = (
        Vocabulary.of(d.language, t, lexicon) for d, t in zip((source, target), texts, strict=True)
    )
    found = set()
    if lexicon and lexicon.knows(source.language, target.language):
        found.add(Evidence.LEXICON)
    translated = []
    if given := _translated(translations.forward, len(texts[0])):
        translated.append(view(Vocabulary.of(target.language, given, lexicon), other))
        found.add(Evidence.FORWARD_TRANSLATION)
    if given := _translated(translations.backward, len(texts[1])):
        translated.append(view(one, Vocabulary.of(source.language, given, lexicon)))
        found.add(Evidence.BACKWARD_TRANSLATION)
    itself = (view(one, other),)
    return Known(
        (itself, tuple(translated)) if translated else (itself,),
        _lengths(texts[0]),
        _lengths(texts[1]),
        _verbatim(source, target),
        frozenset(found),
    )


def _translated(texts: Sequence[str] | None, size: int) -> list[list[Word]]:
    if texts is None or not any(text.strip() for text in texts):
        return []
    if len(texts) != size:
        raise ValueError(f"{len(texts)} translations for {size} sentences")
    return [words(text) if text.strip() else [] for text in texts]


def _lengths(sentences: Sequence[Sequence[Word]]) -> Floats:
    return np.array([length(sentence) for sentence in sentences], np.float32)


def _verbatim(source: Document, target: Document) -> Booleans:
    if source.language != target.language:
        return np.zeros((len(source.sentences), len(target.sentences)), bool)
    ids: dict[str, int] = {}
    left, right = (
        np.array(
            [ids.setdefault(" ".join(s.text.split()).casefold(), len(ids)) for s in d.sentences]
        )
        for d in (source, target)
    )
    return np.asarray(np.equal.outer(left, right))
