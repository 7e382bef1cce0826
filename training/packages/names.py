"""Which variable of a CTranslate2 model is which weight of ours: the same arrays, other names."""

import re

_EMBEDDING = "embedding.weight"
# Three places that share one matrix.
_TIED = {
    "encoder/embeddings_0/weight": _EMBEDDING,
    "decoder/embeddings/weight": _EMBEDDING,
    "decoder/projection/weight": _EMBEDDING,
}
_PARTS = {
    "own.norm": "self_attention/layer_norm",
    "own.inputs": "self_attention/linear_0",
    "own.output": "self_attention/linear_1",
    "crossing.norm": "attention/layer_norm",
    "crossing.query": "attention/linear_0",
    "crossing.inputs": "attention/linear_1",
    "crossing.output": "attention/linear_2",
    "forward_part.norm": "ffn/layer_norm",
    "forward_part.inner": "ffn/linear_0",
    "forward_part.output": "ffn/linear_1",
}
_LAYER = re.compile(r"(encoder|decoder)\.(\d+)\.(.+)\.(weight|bias)")
_LAST_NORM = re.compile(r"(encoder|decoder)_norm\.(weight|bias)")
_NORM = {"weight": "gamma", "bias": "beta"}


def variables(name: str) -> list[str]:
    """The CTranslate2 variables that hold the weight `name` of model.Transformer."""
    if name == _EMBEDDING:
        return list(_TIED)
    if match := _LAST_NORM.fullmatch(name):
        return [f"{match[1]}/layer_norm/{_NORM[match[2]]}"]
    match = _LAYER.fullmatch(name)
    if not match:
        raise ValueError(f"no variable for {name}")
    kind = _NORM[match[4]] if match[3].endswith("norm") else match[4]
    return [f"{match[1]}/layer_{match[2]}/{_PARTS[match[3]]}/{kind}"]
