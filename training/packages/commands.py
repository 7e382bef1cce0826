"""One command per step and one for all: `python -m training.packages STEP ...`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from training.packages.averaging import average
from training.packages.back import back
from training.packages.card import write_card
from training.packages.conversion import convert
from training.packages.errors import TrainingError
from training.packages.evaluation import Scores, evaluate
from training.packages.learning import Budget, train
from training.packages.packaging import write_package
from training.packages.pieces import encode
from training.packages.preparing import back_translated, prepare
from training.packages.recipe import read_recipe
from training.packages.refining import refine
from training.packages.state import Progress
from training.packages.vocabulary import learn_vocabulary, take_vocabulary
from training.packages.workplace import Workplace

_STARTER = Path(__file__).parent / "recipes" / "starter.toml"


@dataclass(frozen=True, slots=True)
class Order:
    """A step's arguments."""

    place: Workplace
    data: Path | None
    minutes: float
    refine_minutes: float
    version: str
    device: str
    start: Path | None
    package: Path | None
    back: Path | None
    keep: float


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        order = _order(options)
        order.place.folder.mkdir(parents=True, exist_ok=True)
        if options.step == "all":
            _all(order)
        else:
            _STEPS[options.step](order)
    except TrainingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _all(order: Order) -> None:
    """Every step in turn; the long ones before the training only where their product is not there."""
    place = order.place
    products = {
        "prepare": [place.held_out],
        "back": [place.text(file.name) for file in back_translated(place)],
        "vocabulary": [place.tokenizer],
    }
    for name, step in _STEPS.items():
        if name == "refine" and not order.refine_minutes:
            continue
        if name in products and all(product.exists() for product in products[name]):
            print(f"{name}: done before")
        else:
            print(f"{name}:", flush=True)
            step(order)


def _prepare(order: Order) -> None:
    if order.data is None:
        raise TrainingError("The step “prepare” needs --data, the folder with the recipe's files.")
    for name, counts in prepare(order.place, order.data).items():
        print(f"{name}: " + ", ".join(f"{n:,} {reason}" for reason, n in counts.most_common()))


def _back(order: Order) -> None:
    if not back_translated(order.place):
        return
    if order.data is None or order.back is None:
        raise TrainingError("The step “back” needs --data and --back, a package of the other way.")
    for name, rows in back(order.place, order.data, order.back).items():
        print(f"{name}: {rows:,} translated back")


def _vocabulary(order: Order) -> None:
    if order.start:
        take_vocabulary(order.place, order.start)
    else:
        learn_vocabulary(order.place)


def _encode(order: Order) -> None:
    for name, pieces in encode(order.place).items():
        print(f"{name}: {pieces:,} pieces")


def _train(order: Order) -> None:
    _say(train(order.place, Budget(order.minutes), order.device, order.start))


def _average(order: Order) -> None:
    count = average(order.place, order.device, order.start, order.keep)
    print(f"averaged the last {count} snapshots")


def _refine(order: Order) -> None:
    _say(refine(order.place, Budget(order.refine_minutes), order.device))


def _say(progress: Progress) -> None:
    """Of several processes the first one speaks."""
    if os.environ.get("RANK", "0") == "0":
        print(f"{progress.step} steps in {progress.seconds / 60:.1f} minutes")


def _convert(order: Order) -> None:
    convert(order.place)


def _evaluate(order: Order) -> None:
    place = order.place
    if order.package is None:
        write_package(place, place.draft, order.version, card="")
    scores = evaluate(place, order.package or place.draft, to_ship=order.package is None)
    if order.package is None:
        scores.write(place.scores)
    print("\n".join(scores.lines()))


def _package(order: Order) -> None:
    place = order.place
    scores = Scores.read(place.need(place.scores, "evaluate"))
    continued = order.start.stem if order.start else ""
    card = write_card(place, order.version, scores, continued)
    file = place.package(order.version)
    write_package(place, file, order.version, card)
    print(f"{file}: {file.stat().st_size:,} bytes")


_STEPS: dict[str, Callable[[Order], None]] = {
    "prepare": _prepare,
    "back": _back,
    "vocabulary": _vocabulary,
    "encode": _encode,
    "train": _train,
    "average": _average,
    "refine": _refine,
    "convert": _convert,
    "evaluate": _evaluate,
    "package": _package,
}


def _order(options: argparse.Namespace) -> Order:
    if os.environ.get("RANK") and options.step not in ("train", "refine"):
        raise TrainingError("Several processes are for the steps “train” and “refine” alone.")
    if not 0 <= options.keep <= 1 or (options.keep and not options.start):
        raise TrainingError("--keep is a share from 0 to 1 of the package that --continue names.")
    if options.refine_minutes < 0 or (options.step == "refine" and not options.refine_minutes):
        raise TrainingError(
            "--refine-minutes has to be the minutes that the step “refine” may take."
        )
    recipe = read_recipe(options.recipe)
    if options.rate:
        recipe = replace(recipe, learning=replace(recipe.learning, rate=options.rate))
    return Order(
        place=Workplace(recipe, options.from_code, options.to_code, options.work),
        data=options.data,
        minutes=options.minutes,
        refine_minutes=options.refine_minutes,
        version=options.version,
        device=options.device,
        start=options.start,
        package=options.package,
        back=options.back,
        keep=options.keep,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.packages", description=__doc__)
    parser.add_argument("step", choices=["all", *_STEPS])
    parser.add_argument("--from", dest="from_code", required=True, help="source language, ISO 639")
    parser.add_argument("--to", dest="to_code", required=True, help="target language")
    parser.add_argument("--work", type=Path, required=True, help="folder for all products")
    parser.add_argument("--recipe", type=Path, default=_STARTER, help="TOML file")
    parser.add_argument("--data", type=Path, help="folder with the recipe's files (prepare)")
    parser.add_argument("--minutes", type=float, default=60, help="budget, all starts together")
    parser.add_argument(
        "--refine-minutes",
        type=float,
        default=0,
        help="budget of the step refine (all: without it none)",
    )
    parser.add_argument("--version", default="0.1", help="version of the package")
    parser.add_argument(
        "--continue", dest="start", type=Path, help="package to train on from, same shape"
    )
    parser.add_argument(
        "--keep", type=float, default=0.0, help="share of that package's weights in the average"
    )
    parser.add_argument("--back", type=Path, help="package that translates back (back)")
    parser.add_argument("--rate", type=float, help="learning rate, instead of the recipe's")
    parser.add_argument("--package", type=Path, help="evaluate this package instead")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", default=device, help="cpu or cuda")
    return parser
