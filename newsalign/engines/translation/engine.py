"""One Argos package on CTranslate2, many sentences at a time."""

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import ctranslate2

from newsalign.core.ports import Translated
from newsalign.engines.packages import Package, PackageError, PackageFault
from newsalign.engines.translation.batches import plan_batches
from newsalign.engines.translation.long_text import join_parts, split_long
from newsalign.engines.translation.options import EngineOptions
from newsalign.engines.translation.tokens import Tokenizer, clean

# As argostranslate.translate has it.
_LENGTH_PENALTY = 0.2
# Tokens of the longest sentence that is not cut. Models see few that are longer, and CTranslate2
# ends every translation at 256 tokens. Our starters were trained on sentences of up to 96 tokens;
# of longer ones they translate the beginning (newstest2020: beyond 112 tokens chrF 33 whole, 52 cut).
_LONGEST = 192
_LONGEST_OF_STARTERS = 96
_WINDOW = 2048

Batch = list[tuple[int, Translated]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence to translate, or one of the `parts` that an over-long one was cut into."""

    sentence: int
    number: int
    parts: int
    tokens: list[str]


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    log_prob: float
    tokens: int


class CTranslateEngine:
    """Translates sentences of one direction; safe to use from several threads.

    The same sentence gives the same text as `argostranslate.translate` with the same package:
    beam search of size 4, length penalty 0.2, unknown words replaced by what they stand for. Only
    a sentence of more than `longest` tokens is cut first, between clauses where that is possible.
    """

    def __init__(self, package: Package, options: EngineOptions) -> None:
        """Load model and tokenizer. Raises PackageError (NOT_INSTALLED, DOES_NOT_WORK)."""
        if not package.path.is_dir():
            raise PackageError(
                PackageFault.NOT_INSTALLED, f"The package {package.key} is not installed."
            )
        try:
            self._tokenizer = Tokenizer(package)
            self._model = ctranslate2.Translator(
                str(package.path / "model"),
                device=options.device,
                compute_type=options.compute_type,
                inter_threads=options.workers,
                intra_threads=options.threads,
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise PackageError(
                PackageFault.DOES_NOT_WORK, f"The package {package.key} does not load: {error}"
            ) from error
        self.package = package
        self.options = options
        self.longest = _LONGEST_OF_STARTERS if package.is_starter else _LONGEST

    def translate(self, sentences: Sequence[str]) -> list[Translated]:
        """One result per sentence, in order; an empty sentence gives an empty text and score 0."""
        results = [Translated("", 0.0)] * len(sentences)
        for batch in self.translate_batches(sentences):
            for index, translated in batch:
                results[index] = translated
        return results

    def translate_batches(self, sentences: Iterable[str]) -> Iterator[Batch]:
        """Batches of (index, result) as they are ready, in no order, every index once.

        Memory does not grow with the number of sentences. To cancel, stop iterating: at most the
        few batches under way are translated for nothing.
        """
        for window in itertools.batched(enumerate(sentences), _WINDOW):
            yield from self._translate_window(window)

    def count_tokens(self, sentence: str) -> int:
        """Tokens the model reads for `sentence`."""
        return len(self._tokenizer.encode(sentence))

    def _translate_window(self, window: Sequence[tuple[int, str]]) -> Iterator[Batch]:
        parts: list[_Part] = []
        empty: Batch = []
        for index, sentence in window:
            found = self._parts(index, sentence)
            parts += found
            if not found:
                empty.append((index, Translated("", 0.0)))
        if empty:
            yield empty
        waiting: dict[int, dict[int, _Decoded]] = {}
        lengths = [len(part.tokens) for part in parts]
        for batch, results in self._run(lengths, lambda ks: self._submit(parts, ks)):
            ready: Batch = []
            for k, result in zip(batch, results, strict=True):
                part = parts[k]
                done = waiting.setdefault(part.sentence, {})
                done[part.number] = self._decode(result)
                if len(done) == part.parts:
                    ready.append((part.sentence, _joined(waiting.pop(part.sentence))))
            yield ready

    def _parts(self, index: int, sentence: str) -> list[_Part]:
        texts = split_long(clean(sentence), self.longest, self.count_tokens)
        tokens = [found for found in map(self._tokenizer.encode, texts) if found]
        return [_Part(index, number, len(tokens), found) for number, found in enumerate(tokens)]

    def _run(
        self, lengths: Sequence[int], submit: Callable[[list[int]], list[Any]]
    ) -> Iterator[tuple[list[int], list[Any]]]:
        """Every planned batch with its results; a few batches more than workers are under way."""
        under_way: deque[tuple[list[int], list[Any]]] = deque()
        for batch in plan_batches(lengths, self.options.batch_tokens):
            under_way.append((batch, submit(batch)))
            if len(under_way) > 2 * self.options.workers:
                yield _finished(under_way.popleft())
        while under_way:
            yield _finished(under_way.popleft())

    def _submit(self, parts: Sequence[_Part], batch: Sequence[int]) -> list[Any]:
        prefix = self._tokenizer.target_prefix
        submitted: list[Any] = self._model.translate_batch(
            [parts[k].tokens for k in batch],
            target_prefix=[[prefix]] * len(batch) if prefix else None,
            beam_size=self.options.beam_size,
            length_penalty=_LENGTH_PENALTY,
            replace_unknowns=True,
            return_scores=True,
            asynchronous=True,
        )
        return submitted

    def _decode(self, result: Any) -> _Decoded:
        tokens = result.hypotheses[0]
        # CTranslate2 divides by length ** penalty, where the end of the sentence counts as one.
        length = len(tokens) + 1
        log_prob = min(0.0, result.scores[0]) * length**_LENGTH_PENALTY
        return _Decoded(self._tokenizer.decode(tokens), log_prob, length)


def _finished(submitted: tuple[list[int], list[Any]]) -> tuple[list[int], list[Any]]:
    batch, results = submitted
    return batch, [result.result() for result in results]


def _joined(parts: dict[int, _Decoded]) -> Translated:
    ordered = [parts[number] for number in sorted(parts)]
    log_prob = math.fsum(part.log_prob for part in ordered)
    text = join_parts([part.text for part in ordered])
    return Translated(text, log_prob / sum(part.tokens for part in ordered))
