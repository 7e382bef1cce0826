"""Real Argos packages, small enough to be made in a test: untrained weights, trained tokenizers."""

import io
import itertools
import json
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2.specs
import numpy as np
import sentencepiece

from newsalign.engines.packages import argos

_WIDTH = 32
_HEADS = 4

PROSE = """\
Президент прибыл в Минск с рабочим визитом и посетил тракторный завод.
Завод выпустил 120 тракторов за месяц, на 5,6% больше, чем год назад.
Министр сообщил, что урожай зерновых составил 8,4 млн тонн.
В Гомеле открылась новая школа на шестьсот мест с бассейном и библиотекой.
Совет утвердил бюджет области, расходы на дороги вырастут на треть.
Авиакомпания возобновляет рейсы в Батуми с первого июня.
Жители деревни Озёрная попросили починить мост через реку.
Переговоры продолжатся в пятницу, сказала пресс-секретарь ведомства.
The president arrived in Minsk on a working visit and toured the tractor plant.
The plant made 120 tractors in a month, 5.6% more than a year ago.
The minister said that the grain harvest amounted to 8.4 million tonnes.
A new school for six hundred pupils with a pool and a library opened in Gomel.
The council approved the region's budget, spending on roads will grow by a third.
The airline resumes flights to Batumi on the first of June.
People of the village of Ozyornaya asked to have the bridge over the river repaired.
The talks will go on on Friday, a spokeswoman for the office said.
""".splitlines()


@dataclass(frozen=True)
class Recipe:
    """What a package is made of; `changes` overrides its metadata, None removes an entry."""

    from_code: str = "ru"
    to_code: str = "en"
    version: str = "1.0"
    tokenizer: str = "sentencepiece"
    target_prefix: str = ""
    seed: int = 1
    readme: str = "A package for tests."
    changes: Mapping[str, object] | None = None


def package_files(recipe: Recipe, aside: Path) -> dict[str, bytes]:
    """The files of a package by their path in it; `aside` is a folder for work."""
    tokenizer, pieces = _TOKENIZERS[recipe.tokenizer](aside)
    if recipe.target_prefix:
        pieces.append(recipe.target_prefix)
    _write_model(aside / "model", pieces, recipe.seed)
    metadata = {
        "package_version": recipe.version,
        "argos_version": "1.9",
        "from_code": recipe.from_code,
        "from_name": recipe.from_code.upper(),
        "to_code": recipe.to_code,
        "to_name": recipe.to_code.upper(),
        "target_prefix": recipe.target_prefix,
        **(recipe.changes or {}),
    }
    return {
        "metadata.json": json.dumps({k: v for k, v in metadata.items() if v is not None}).encode(),
        "README.md": recipe.readme.encode(),
        **tokenizer,
        **{f"model/{file.name}": file.read_bytes() for file in (aside / "model").iterdir()},
    }


def zipped(files: Mapping[str, bytes], top: str = "translate-xx_yy/") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(top + name, content)
    return packed.getvalue()


def _sentencepiece(aside: Path) -> tuple[dict[str, bytes], list[str]]:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(PROSE),
        model_writer=model,
        vocab_size=400,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())]
    return {"sentencepiece.model": model.getvalue()}, pieces


def _bpe(aside: Path) -> tuple[dict[str, bytes], list[str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for word in " ".join(PROSE).split():
        symbols = [*word[:-1], word[-1] + "</w>"]
        pairs.update(itertools.pairwise(symbols))
    merges = "\n".join(" ".join(pair) for pair, _ in pairs.most_common(60))
    file = aside / "bpe.model"
    file.write_text(f"#version: 0.2\n{merges}\n", encoding="utf-8")
    tokenizer = argos.load("tokenizer").BPETokenizer(file, "ru", "en")
    used = {token for line in PROSE for token in tokenizer.encode(line)}
    return {"bpe.model": file.read_bytes()}, ["<unk>", "<s>", "</s>", *sorted(used)]


_TOKENIZERS = {"sentencepiece": _sentencepiece, "bpe": _bpe}


def _write_model(folder: Path, pieces: list[str], seed: int) -> None:
    folder.mkdir()
    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=1, num_heads=_HEADS)
    random = np.random.default_rng(seed)
    for stack in (spec.encoder, spec.decoder):
        embeddings = stack.embeddings
        for one in embeddings if isinstance(embeddings, list) else [embeddings]:
            one.weight = _weights(random, len(pieces), _WIDTH)
        stack.scale_embeddings = False
        _norm(stack.layer_norm)
        for layer in stack.layer:
            _fill_layer(layer, random)
    # Large weights make up the mind of a model that never learned: no near ties, so that its
    # output is the same on every machine. The bias lets it end its sentences.
    spec.decoder.projection.weight = 4 * _weights(random, len(pieces), _WIDTH)
    spec.decoder.projection.bias = np.full(len(pieces), 0.0, dtype=np.float32)
    spec.decoder.projection.bias[pieces.index("</s>")] = 7.0
    spec.decoder.projection.bias[: pieces.index("</s>")] = -100.0
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _fill_layer(layer: Any, random: np.random.Generator) -> None:
    for name in ("self_attention", "attention"):
        if attention := getattr(layer, name, None):
            _norm(attention.layer_norm)
            fused = 3 if name == "self_attention" else 1
            rows = [fused * _WIDTH, _WIDTH] if fused == 3 else [_WIDTH, 2 * _WIDTH, _WIDTH]
            # What comes out must depend on what goes in, also without training.
            scale = 1.0 if name == "self_attention" else 3.0
            for linear, size in zip(attention.linear, rows, strict=True):
                _fill_linear(linear, random, size, _WIDTH)
                linear.weight *= scale
    _norm(layer.ffn.layer_norm)
    _fill_linear(layer.ffn.linear_0, random, 4 * _WIDTH, _WIDTH)
    _fill_linear(layer.ffn.linear_1, random, _WIDTH, 4 * _WIDTH)


def _fill_linear(linear: Any, random: np.random.Generator, rows: int, columns: int) -> None:
    linear.weight = _weights(random, rows, columns)
    linear.bias = np.zeros(rows, dtype=np.float32)


def _norm(norm: Any) -> None:
    norm.gamma = np.ones(_WIDTH, dtype=np.float32)
    norm.beta = np.zeros(_WIDTH, dtype=np.float32)


def _weights(random: np.random.Generator, rows: int, columns: int) -> Any:
    return random.normal(0.0, columns**-0.5, (rows, columns)).astype(np.float32)
