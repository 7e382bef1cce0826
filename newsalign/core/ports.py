"""What core asks of the outside: implemented in `engines`, by fakes in tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation and the model's length-normalised log-probability of it (<= 0)."""

    text: str
    score: float


class Translator(Protocol):
    """Translates sentences of one direction."""

    def translate(self, sentences: Sequence[str]) -> list[Translated]:
        """One result per sentence, in order; an empty sentence gives an empty text."""
        ...
