"""All that is known about two documents before any bead is judged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.coverage import Coverage, cover
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.links import Vocabulary
from newsalign.core.align.tokens import Token, length, tokenize
from newsalign.core.model import Document, Evidence, Translations


@dataclass(frozen=True, eq=False)
class Views:
    """Evidence on `rows` source and `columns` target sentences.

    `words`: the texts themselves, by lexicon, numbers and names. `translation`: the given
    translations, both directions together. Lengths are running sums of letters, from 0.
    `verbatim[i, j]`: the sentences are the same, letter by letter.
    """

    words: Coverage
    translation: Coverage | None
    source_length: Floats
    target_length: Floats
    verbatim: Booleans
    rests_on: frozenset[Evidence]

    @property
    def rows(self) -> int:
        return len(self.source_length) - 1

    @property
    def columns(self) -> int:
        return len(self.target_length) - 1

    @property
    def sources(self) -> tuple[Coverage, ...]:
        return (self.words,) if self.translation is None else (self.words, self.translation)


def gather(
    source: Document, target: Document, translations: Translations, lexicon: Lexicon | None
) -> Views:
    """Reads both documents; both must have at least one sentence.

    Raises ValueError if there is not one translation per sentence.
    """
    tokens = [[tokenize(s.text) for s in d.sentences] for d in (source, target)]
    words = [Vocabulary.of(d.language, t) for d, t in zip((source, target), tokens, strict=True)]
    fits = lexicon is not None and lexicon.knows(source.language, target.language)
    found = {Evidence.LEXICON} if fits and source.language != target.language else set()
    coverages = []
    if given := _translated(translations.forward, len(tokens[0])):
        coverages.append(cover(Vocabulary.of(target.language, given), words[1], lexicon))
        found.add(Evidence.FORWARD_TRANSLATION)
    if given := _translated(translations.backward, len(tokens[1])):
        coverages.append(cover(words[0], Vocabulary.of(source.language, given), lexicon))
        found.add(Evidence.BACKWARD_TRANSLATION)
    return Views(
        cover(words[0], words[1], lexicon),
        sum(coverages[1:], coverages[0]) if coverages else None,
        _lengths(tokens[0]),
        _lengths(tokens[1]),
        _verbatim(source, target),
        frozenset(found),
    )


def _translated(texts: Sequence[str] | None, size: int) -> list[list[Token]]:
    if texts is None or not any(text.strip() for text in texts):
        return []
    if len(texts) != size:
        raise ValueError(f"{len(texts)} translations for {size} sentences")
    return [tokenize(text) if text.strip() else [] for text in texts]


def _lengths(sentences: Sequence[Sequence[Token]]) -> Floats:
    return np.cumsum([0.0, *(length(tokens) for tokens in sentences)], dtype=np.float32)


def _verbatim(source: Document, target: Document) -> Booleans:
    ids: dict[str, int] = {}
    left, right = (
        np.array(
            [ids.setdefault(" ".join(s.text.split()).casefold(), len(ids)) for s in d.sentences]
        )
        for d in (source, target)
    )
    return np.asarray(np.equal.outer(left, right))
