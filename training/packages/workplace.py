"""One training: what is trained, from where, and where its products lie."""

from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from training.packages.errors import TrainingError
from training.packages.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Workplace:
    """`folder` holds all products; a step reads what the steps before it wrote there."""

    recipe: Recipe
    from_code: str
    to_code: str
    folder: Path

    def __post_init__(self) -> None:
        if {self.from_code, self.to_code} != set(self.recipe.columns):
            raise TrainingError(
                f"The recipe's text is {' and '.join(self.recipe.columns)}, "
                f"not {self.from_code} and {self.to_code}."
            )

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def held_out(self) -> Path:
        return self.folder / "held-out.tsv"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "sentencepiece.model"

    @property
    def pieces(self) -> Path:
        return self.folder / "pieces"

    @property
    def state(self) -> Path:
        return self.folder / "state.pt"

    @property
    def snapshots(self) -> Path:
        return self.folder / "snapshots"

    @property
    def averaged(self) -> Path:
        return self.folder / "averaged.pt"

    def refining(self, process: int) -> Path:
        """Where the refining of one of the processes stands, from 0."""
        return self.folder / f"refining-{process}.pt"

    def all_refining(self) -> list[Path]:
        return sorted(self.folder.glob("refining-*.pt"))

    @property
    def refined(self) -> Path:
        return self.folder / "refined.pt"

    @property
    def model(self) -> Path:
        return self.folder / "model"

    @property
    def scores(self) -> Path:
        return self.folder / "scores.json"

    @property
    def draft(self) -> Path:
        """The package without its card, to be evaluated."""
        return self.folder / "draft.argosmodel"

    def package(self, version: str) -> Path:
        name = f"translate-{self.from_code}_{self.to_code}-{version.replace('.', '_')}"
        return self.folder / f"{name}.argosmodel"

    def text(self, name: str) -> Path:
        return self.texts / f"{name}.tsv"

    def need(self, file: Path, step: str) -> Path:
        """`file`, made by `step`. Raises TrainingError where it is not there yet."""
        if not file.exists():
            raise TrainingError(f"{file} is missing: run the step “{step}” first.")
        return file


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code."""
    return Locale.parse(code).get_display_name("en") or code
