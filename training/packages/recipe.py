"""What a package is made of and how: read from a TOML file, the same for both directions."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.packages.errors import TrainingError


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of rows; `share` is how often an epoch sees each (1.5: half of them twice). Rows whose
    first column has less than `ratio` times the characters of the second are left out. With
    `language` it is text of that language alone, of which `lines` are translated back (back.py).
    `varied` is the share of its rows with numbers or Latin words on both sides that are there
    once more with others (varying.py). `mark` is the number (1 to 31) of a mark that the file's
    sources begin with: its manner is then learned as that of the mark, not of all text; 0 is none.

    `about` names origins and licences and is printed in the package's card.
    """

    file: str
    share: float = 1.0
    ratio: float = 0.0
    language: str = ""
    lines: int = 0
    varied: float = 0.0
    mark: int = 0
    about: str = ""

    def __post_init__(self) -> None:
        if self.mark not in range(32):
            raise ValueError(f"a mark is a whole number from 1 to 31, not {self.mark}")

    @property
    def name(self) -> str:
        return self.file.split(".")[0]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`longest` in characters; `ratio` of the longer to the shorter side, in characters;
    `script` the least share of letters in the language's own script; `copied` the largest share
    of words that both sides have in common.
    """

    longest: int = 600
    ratio: float = 2.2
    script: float = 0.5
    copied: float = 0.6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of the joint vocabulary, and rows it is learned from at most, by file."""

    size: int = 8000
    rows: int = 50_000


@dataclass(frozen=True, slots=True)
class Shape:
    """A Transformer: much encoder and little decoder translate fastest for their quality."""

    width: int = 256
    heads: int = 4
    inner: int = 1024
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.0


@dataclass(frozen=True, slots=True)
class Learning:
    """`row` pieces in a row of packed sentences, `rows` in a batch.

    The learning rate rises over `warmup` batches, stays at `rate` until the share `hold` of the
    budget is spent, then falls to zero in a straight line.
    """

    row: int = 96
    rows: int = 64
    rate: float = 2e-3
    warmup: int = 300
    hold: float = 0.3
    smoothing: float = 0.1
    decay: float = 0.01
    snapshots: int = 5
    snapshot_minutes: float = 3.0


@dataclass(frozen=True, slots=True)
class Refining:
    """Minimum risk training on those rows of `files` whose first column has at least `ratio` times
    the characters of the second: those that are translated completely, if it takes more to say the
    same in the first.

    Of each source there are the `beams` best translations and as many `samples`, drawn piece by
    piece from the `drawn_from` likeliest. They are made anew for `block` sentences at a time.
    `anchor` is the weight of the translator's own translation's loss per piece. `rows` are those of
    the sources in a batch; the learning rate rises over `warmup` batches to `rate` and falls in a
    straight line to zero at the end of the budget.
    """

    files: tuple[str, ...] = ()
    ratio: float = 0.0
    beams: int = 4
    samples: int = 4
    drawn_from: int = 10
    block: int = 1500
    rows: int = 8
    rate: float = 3e-5
    warmup: int = 50
    anchor: float = 0.002


@dataclass(frozen=True, slots=True)
class Recipe:
    """`columns` are the languages of the first two columns of every file; rows whose origin
    matches one of the patterns `held_out` are never trained on.
    """

    columns: tuple[str, str]
    files: tuple[TextFile, ...]
    held_out: tuple[str, ...]
    seed: int = 1
    cleaning: Cleaning = field(default_factory=Cleaning)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    shape: Shape = field(default_factory=Shape)
    learning: Learning = field(default_factory=Learning)
    refining: Refining = field(default_factory=Refining)


def read_recipe(file: Path) -> Recipe:
    """Raises TrainingError where the file is no recipe."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        return _recipe(raw)
    except OSError as error:
        raise TrainingError(f"The recipe {file} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, TypeError, KeyError, ValueError) as error:
        raise TrainingError(f"The recipe {file} is wrong: {error}.") from error


def _recipe(raw: dict[str, Any]) -> Recipe:
    first, second = raw.pop("columns")
    files = tuple(TextFile(**entry) for entry in raw.pop("files"))
    refining = Refining(**raw.pop("refining", {}))
    if unknown := set(refining.files) - {file.file for file in files}:
        raise ValueError(
            f"it refines with files that it does not have: {', '.join(sorted(unknown))}"
        )
    return Recipe(
        columns=(first, second),
        files=files,
        held_out=tuple(raw.pop("held_out")),
        cleaning=Cleaning(**raw.pop("cleaning", {})),
        vocabulary=Vocabulary(**raw.pop("vocabulary", {})),
        shape=Shape(**raw.pop("shape", {})),
        learning=Learning(**raw.pop("learning", {})),
        refining=refining,
        **raw,
    )
