"""Translating through other languages."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from newsalign.core.ports import Translated, Translator
from newsalign.engines.translation.engine import Batch

_WINDOW = 256


class PivotTranslator:
    """Applies translators one after the other; the scores of the steps are added.

    The sum is the log-probability of the chain, per token of each step: a pivoted sentence never
    looks better than its worst step.
    """

    def __init__(self, steps: Sequence[Translator]) -> None:
        self._steps = tuple(steps)

    def translate(self, sentences: Sequence[str]) -> list[Translated]:
        """One result per sentence, in order; an empty sentence gives an empty text and score 0."""
        results = [Translated(sentence, 0.0) for sentence in sentences]
        for step in self._steps:
            translated = step.translate([result.text for result in results])
            results = [
                Translated(new.text, old.score + new.score)
                for old, new in zip(results, translated, strict=True)
            ]
        return results

    def translate_batches(self, sentences: Iterable[str]) -> Iterator[Batch]:
        """Batches of (index, result), every index once; to cancel, stop iterating."""
        for window in itertools.batched(enumerate(sentences), _WINDOW):
            results = self.translate([sentence for _, sentence in window])
            yield [(index, new) for (index, _), new in zip(window, results, strict=True)]
