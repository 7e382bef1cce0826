"""Translations of a sentence by a model as it stands, and how good each of them is."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece
from torch import Tensor

from training.packages.conversion import write_model
from training.packages.recipe import Refining
from training.packages.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Candidate:
    """`reward` is the mean of sentence BLEU and chrF, 0 to 1."""

    pieces: list[int]
    reward: float


def candidates(
    place: Workplace,
    state: Mapping[str, Tensor],
    sources: Sequence[Sequence[int]],
    references: Sequence[str],
    seed: int,
) -> list[list[Candidate]]:
    """For each of `sources` (pieces) `beams` and `samples` translations with the weights `state`,
    none longer than a row.
    """
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(place.tokenizer))
    written = _translate(place, state, [tokenizer.id_to_piece(list(s)) for s in sources], seed)
    reward = _Reward()
    found = []
    for texts, reference in zip(written, references, strict=True):
        numbers = [tokenizer.piece_to_id(pieces) for pieces in texts]
        found.append([Candidate(n, reward(tokenizer.decode(n), reference)) for n in numbers])
    return found


def _translate(
    place: Workplace, state: Mapping[str, Tensor], sources: list[list[str]], seed: int
) -> list[list[list[str]]]:
    refining: Refining = place.recipe.refining
    options = {
        "max_batch_size": 2048,
        "batch_type": "tokens",
        "max_decoding_length": place.recipe.learning.row - 1,
    }
    with tempfile.TemporaryDirectory() as folder:
        write_model(place, state, Path(folder))
        translator = ctranslate2.Translator(folder, intra_threads=1, inter_threads=1)
        ctranslate2.set_random_seed(seed)
        best = translator.translate_batch(
            sources,
            beam_size=refining.beams,
            num_hypotheses=refining.beams,
            length_penalty=0.2,
            **options,
        )
        drawn = translator.translate_batch(
            sources,
            beam_size=1,
            num_hypotheses=refining.samples,
            sampling_topk=refining.drawn_from,
            **options,
        )
    return [b.hypotheses + d.hypotheses for b, d in zip(best, drawn, strict=True)]


class _Reward:
    def __init__(self) -> None:
        self._bleu, self._chrf = sacrebleu.BLEU(effective_order=True), sacrebleu.CHRF()

    def __call__(self, text: str, reference: str) -> float:
        bleu = self._bleu.sentence_score(text, [reference]).score
        return (bleu + self._chrf.sentence_score(text, [reference]).score) / 200
