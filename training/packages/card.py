"""The package's README: what it is, what it scores, what it was trained from."""

from pathlib import Path

from training.packages.evaluation import Scores
from training.packages.preparing import prepared
from training.packages.state import read_progress
from training.packages.workplace import Workplace, language_name


def write_card(place: Workplace, version: str, scores: Scores, continued: str = "") -> str:
    """`continued` names the package whose weights were the first ones."""
    shape = place.recipe.shape
    names = f"{language_name(place.from_code)} to {language_name(place.to_code)}"
    lines = [
        f"# {names}, starter package {version}",
        "",
        "A small package of newsalign's own, carried so that a machine without a network can",
        "translate. Good for finding what corresponds and for a first idea of a text. Not good for",
        "anything that is published or quoted: it errs on negation, figures, rare names and the",
        "sense of words. Prefer the official Argos package where you can install it.",
        "",
        f"Transformer {shape.width} wide, {shape.encoder_layers} encoder and",
        f"{shape.decoder_layers} decoder layers, {place.recipe.vocabulary.size:,} SentencePiece",
        "pieces with split digits, int8;",
        f"{_history(place, continued)}.",
        "",
        "## Scores (printed by `python -m training.packages evaluate`)",
        "",
        *scores.lines(),
        "",
        "## Trained from",
        "",
        *(f"- {file.about or file.name}" for file in prepared(place)),
    ]
    return "\n".join(lines) + "\n"


def _history(place: Workplace, continued: str) -> str:
    parts = [f"trained for {_spent(place.need(place.state, 'train'))}"]
    if continued:
        parts.append(f"on from {continued}")
    if place.refined.exists():
        runs = [_spent(file) for file in place.all_refining()]
        mean = ", mean of the weights" if len(runs) > 1 else ""
        parts.append(f"then refined for {' and for '.join(runs)}{mean}")
    return ", ".join(parts)


def _spent(state: Path) -> str:
    progress = read_progress(state)
    return f"{progress.seconds / 60:.0f} minutes and {progress.step:,} steps"
