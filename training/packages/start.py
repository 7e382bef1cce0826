"""The weights of an earlier package, to train on from there."""

import struct
import zipfile
from pathlib import Path
from typing import IO

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.packages.errors import TrainingError
from training.packages.names import variables
from training.packages.vocabulary import packed_vocabulary
from training.packages.workplace import Workplace

# Numbers of the types in CTranslate2's model files.
_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_VERSION = 6


def first_weights(place: Workplace, package: Path, model: nn.Module) -> dict[str, Tensor]:
    """The state of `model` that `package` holds.

    Raises TrainingError where the package is of another shape or the work has other pieces, which
    the weights would take for their own.
    """
    if place.need(place.tokenizer, "vocabulary").read_bytes() != packed_vocabulary(package):
        raise TrainingError(
            f"{package} has other pieces than the work: give --continue to the step "
            "“vocabulary”, too, and encode the text again."
        )
    return read_weights(package, model)


def read_weights(package: Path, model: nn.Module) -> dict[str, Tensor]:
    """The state of `model` that `package` holds, int8 weights back to float32.

    Raises TrainingError where the package is of another shape.
    """
    with zipfile.ZipFile(package) as archive:
        name = next((n for n in archive.namelist() if n.endswith("/model/model.bin")), None)
        if name is None:
            raise TrainingError(f"{package} has no model.")
        with archive.open(name) as file:
            arrays = read_variables(file)
    state = {}
    for name, weight in model.state_dict().items():
        found = _weight(arrays, variables(name)[0])
        if found is None or found.shape != tuple(weight.shape):
            raise TrainingError(f"{package} has another shape than the recipe's model.")
        state[name] = torch.from_numpy(found)
    return state


def read_variables(file: IO[bytes]) -> dict[str, NDArray[np.generic]]:
    """The variables of a model.bin, as ctranslate2.specs.ModelSpec.save writes it."""
    version, _spec, _revision = _number(file, "I"), _string(file), _number(file, "I")
    if version != _VERSION:
        raise TrainingError(f"Model files of version {version} cannot be read.")
    arrays: dict[str, NDArray[np.generic]] = {}
    for _ in range(_number(file, "I")):
        name = _string(file)
        shape = [_number(file, "I") for _ in range(_number(file, "B"))]
        kind = _TYPES[_number(file, "B")]
        arrays[name] = np.frombuffer(file.read(_number(file, "I")), dtype=kind).reshape(shape)
    for _ in range(_number(file, "I")):
        alias, name = _string(file), _string(file)
        arrays[alias] = arrays[name]
        if f"{name}_scale" in arrays:
            arrays[f"{alias}_scale"] = arrays[f"{name}_scale"]
    return arrays


def _weight(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32] | None:
    if name not in arrays:
        return None
    weight = arrays[name].astype(np.float32)
    scale = arrays.get(f"{name}_scale")
    return weight if scale is None else weight / scale.astype(np.float32)[:, None]


def _number(file: IO[bytes], kind: str) -> int:
    form = f"<{kind}"
    number: int = struct.unpack(form, file.read(struct.calcsize(form)))[0]
    return number


def _string(file: IO[bytes]) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()
