"""Step “convert”: the averaged or refined weights as a CTranslate2 model in int8."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec, common_spec
from torch import Tensor

from training.packages.model import sinusoids
from training.packages.names import variables
from training.packages.vocabulary import START
from training.packages.workplace import Workplace


def convert(place: Workplace) -> None:
    weights = place.refined if place.refined.exists() else place.need(place.averaged, "average")
    shutil.rmtree(place.model, ignore_errors=True)
    place.model.mkdir()
    state = torch.load(weights, map_location="cpu", weights_only=True)
    write_model(place, state, place.model)


def write_model(place: Workplace, state: Mapping[str, Tensor], folder: Path) -> None:
    """Write the weights `state` of a model.Transformer into `folder`, with the work's vocabulary."""
    shape = place.recipe.shape
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    for name, weight in state.items():
        for variable in variables(name):
            # A copy, for the specification scales what it is given in place.
            _assign(spec, variable, weight.float().cpu().numpy().copy())
    positions = sinusoids(shape.width).numpy()
    _assign(spec, "encoder/position_encodings/encodings", positions)
    _assign(spec, "decoder/position_encodings/encodings", positions)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    pieces = _pieces(place)
    _assign(spec, "decoder/projection/bias", np.zeros(len(pieces), dtype=np.float32))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_bos = spec.config.add_source_eos = False
    spec.config.decoder_start_token = pieces[START]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _assign(spec: Any, variable: str, array: Any) -> None:
    *path, last = variable.split("/")
    for name in path:
        if hasattr(spec, name):
            spec = getattr(spec, name)
        else:
            listed, _, number = name.rpartition("_")
            spec = getattr(spec, listed)[int(number)]
    setattr(spec, last, array)


def _pieces(place: Workplace) -> list[str]:
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_file=str(place.need(place.tokenizer, "vocabulary"))
    )
    return [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
