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
from training.packages.measures import negation_kept, numerals
from training.packages.recipe import Refining
from training.packages.workplace import Workplace

# What is left of the reward of a translation that says the contrary.
_TURNED = 0.8


@dataclass(frozen=True, slots=True)
class RefiningRow:
    """`source` and `target` in pieces; `text` and `reference` are the same as text."""

    source: list[int]
    target: list[int]
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """`reward` is from 0 to 1 (Reward)."""

    pieces: list[int]
    reward: float


def candidates(
    place: Workplace,
    state: Mapping[str, Tensor],
    rows: Sequence[RefiningRow],
    seed: int,
) -> list[list[Candidate]]:
    """For each of `rows` Refining.beams and Refining.samples translations with the weights `state`
    in int8, the best one first, none longer than a row of pieces. The same may be there twice.
    """
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(place.tokenizer))
    sources = [tokenizer.id_to_piece(row.source) for row in rows]
    reward = Reward(place.from_code, place.to_code)
    found = []
    for row, texts in zip(rows, _translate(place, state, sources, seed), strict=True):
        numbers = [tokenizer.piece_to_id(pieces) for pieces in texts]
        found.append(
            [Candidate(n, reward(row.text, row.reference, tokenizer.decode(n))) for n in numbers]
        )
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
            length_penalty=0.2,  # as Argos translates
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


class Reward:
    """How good a translation is: the mean of sentence BLEU and chrF. It is less by the share that
    is lost of the numerals that source and reference have in common, and by a fifth where the
    translation negates and source and reference do not, or the reverse.
    """

    def __init__(self, from_code: str, to_code: str) -> None:
        self._from_code, self._to_code = from_code, to_code
        self._bleu, self._chrf = sacrebleu.BLEU(effective_order=True), sacrebleu.CHRF()

    def __call__(self, source: str, reference: str, translation: str) -> float:
        bleu = self._bleu.sentence_score(translation, [reference]).score
        chrf = self._chrf.sentence_score(translation, [reference]).score
        reward = float(bleu + chrf) / 200
        numbers = numerals(source) & numerals(reference)
        if numbers:
            reward *= (numbers & numerals(translation)).total() / numbers.total()
        asked = {
            negation_kept(source, self._from_code).kept,
            negation_kept(reference, self._to_code).kept,
        }
        turned = len(asked) == 1 and negation_kept(translation, self._to_code).kept not in asked
        return reward * (_TURNED if turned else 1)
