"""All steps, tiny, on text written here: what comes out is a package that newsalign installs."""

import itertools
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sentencepiece import SentencePieceProcessor

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from newsalign.core.ports import Translated  # noqa: E402
from newsalign.engines.packages import PackageStore  # noqa: E402
from newsalign.engines.translation import open_translator  # noqa: E402
from training.packages import back, commands  # noqa: E402
from training.packages.averaging import average  # noqa: E402
from training.packages.candidates import candidates  # noqa: E402
from training.packages.commands import main  # noqa: E402
from training.packages.errors import TrainingError  # noqa: E402
from training.packages.evaluation import Scores  # noqa: E402
from training.packages.learning import Budget, train  # noqa: E402
from training.packages.model import Transformer  # noqa: E402
from training.packages.pieces import load_corpus, load_held_out  # noqa: E402
from training.packages.recipe import Recipe, Refining, Shape, read_recipe  # noqa: E402
from training.packages.refining import refine, refining_rows  # noqa: E402
from training.packages.rows import Row, read_rows, write_rows  # noqa: E402
from training.packages.start import read_weights  # noqa: E402
from training.packages.state import read_progress, snapshots  # noqa: E402
from training.packages.workplace import Workplace  # noqa: E402

ROOT = Path(__file__).parents[2]
RECIPE = """\
columns = ["ru", "en"]
held_out = ["test:*"]
files = [{ file = "plant.tsv", share = 1.5, about = "written for the tests" }]
vocabulary = { size = 340 }
shape = { width = 32, heads = 2, inner = 64, encoder_layers = 1, decoder_layers = 1 }
learning = { row = 32, rows = 8, warmup = 20, snapshot_minutes = 0.02 }
"""
WHO = {"Завод": "The plant", "Совет": "The council", "Музей": "The museum", "Порт": "The port"}
DID = {"купил": "bought", "показал": "showed", "продал": "sold", "получил": "received"}
WHAT = {"тракторов": "tractors", "картин": "pictures", "книг": "books", "лодок": "boats"}
WHEN = {"в пятницу": "on Friday", "в мае": "in May", "утром": "in the morning", "": ""}


def write_text(folder: Path) -> None:
    rng = random.Random(1)  # noqa: S311 - a sample, no secret
    pairs = list(itertools.product(WHO.items(), DID.items(), WHAT.items(), WHEN.items()))
    rng.shuffle(pairs)
    lines = []
    for number, (who, did, what, when) in enumerate(pairs):
        amount = str(rng.randrange(2, 900))
        sides = [
            f"{w} {d} {amount} {x} {t}".strip() + "."
            for w, d, x, t in zip(who, did, what, when, strict=True)
        ]
        lines.append("\t".join([*sides, "test:1" if number % 16 == 0 else "plant"]))
    (folder / "plant.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    (folder / "tiny.toml").write_text(RECIPE, encoding="utf-8")
    write_text(folder)
    return folder


def run(folder: Path, step: str, *more: str, work: str = "work") -> int:
    return main([step, *arguments(folder, work), *more])


def arguments(folder: Path, work: str) -> list[str]:
    options = ["--from=ru", "--to=en", "--version=0.7", "--device=cpu", f"--data={folder}"]
    return [*options, f"--work={folder / work}", f"--recipe={folder / 'tiny.toml'}"]


@pytest.fixture(scope="module")
def package(folder: Path) -> Path:
    # As many steps on any machine, however busy: 300.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "Budget", partial(Budget, clock=Clock(tick=0.01)))
        assert run(folder, "all", "--minutes", "0.05") == 0
    return folder / "work" / "translate-ru_en-0_7.argosmodel"


def place(folder: Path, work: str) -> Workplace:
    recipe: Recipe = read_recipe(folder / "tiny.toml")
    return Workplace(recipe, "ru", "en", folder / work)


def test_the_package_installs_and_translates(package: Path, tmp_path: Path):
    installed = PackageStore(tmp_path).install(package, ("ru", "en"))
    assert (installed.version, installed.from_name, installed.to_name) == (
        "0.7",
        "Russian",
        "English",
    )
    (translated,) = open_translator(installed).translate(["Завод купил 12 книг."])
    assert translated.text
    assert "written for the tests" in installed.readme


def test_the_card_holds_the_scores_that_were_printed(package: Path, folder: Path, tmp_path: Path):
    scores = Scores.read(folder / "work" / "scores.json")
    assert [s.name for s in scores.sets] == ["test:*"]
    assert set(scores.kept) == {"numerals", "negations", "Latin names"}
    readme = PackageStore(tmp_path).install(package).readme
    assert all(line in readme for line in scores.lines())


def test_a_package_is_the_start_of_the_next_training(package: Path, folder: Path):
    model = Transformer(place(folder, "work").recipe.shape, 340)
    state = read_weights(package, model)
    model.load_state_dict(state)
    averaged = torch.load(folder / "work" / "averaged.pt", weights_only=True)
    for name, weight in averaged.items():
        assert torch.allclose(state[name], weight, atol=float(weight.abs().max()) / 100), name
    with pytest.raises(TrainingError, match="another shape"):
        read_weights(package, Transformer(Shape(width=64), 340))


def test_weights_are_not_trained_on_with_other_pieces(
    package: Path, folder: Path, capsys: pytest.CaptureFixture[str]
):
    shutil.copytree(folder / "work", folder / "other")
    other = place(folder, "other")
    other.state.unlink()
    other.tokenizer.write_bytes(other.tokenizer.read_bytes() + b"\0")

    assert run(folder, "train", "--continue", str(package), work="other") == 1
    assert "other pieces than the work" in capsys.readouterr().err
    assert not other.state.exists()


def test_the_first_weights_have_the_share_that_is_asked_for(
    package: Path, folder: Path, capsys: pytest.CaptureFixture[str]
):
    shutil.copytree(folder / "work", folder / "mixed")
    mixed = place(folder, "mixed")
    # So that there is a way to go from the beginning to what was trained.
    snapshot = snapshots(mixed)[-1]
    weights = torch.load(snapshot, weights_only=True)
    torch.save({name: weight + 1 for name, weight in weights.items()}, snapshot)
    for old in snapshots(mixed)[:-1]:
        old.unlink()
    first = read_weights(package, Transformer(mixed.recipe.shape, 340))
    distances = []
    for keep in ("0", "0.75"):
        options = ["--continue", str(package), "--keep", keep]
        assert run(folder, "average", *options, work="mixed") == 0
        averaged = torch.load(mixed.averaged, weights_only=True)
        distances.append(sum(float((averaged[n] - first[n]).abs().mean()) for n in averaged))
    assert distances[1] == pytest.approx(distances[0] / 4, rel=0.01)

    assert run(folder, "average", "--keep", "0.5", work="mixed") == 1
    assert "--continue" in capsys.readouterr().err


@pytest.mark.usefixtures("package")
def test_an_interrupted_training_ends_where_an_uninterrupted_one_does(folder: Path):
    for work in ("whole", "parts"):
        for step in ("prepare", "vocabulary", "encode"):
            assert run(folder, step, work=work) == 0
    whole, parts = place(folder, "whole"), place(folder, "parts")
    # A second a step: 12 of them are the budget.
    train(whole, Budget(0.2, Clock()), "cpu")
    train(parts, Budget(0.2, Clock(interrupted_at=5)), "cpu")
    assert read_progress(parts.state).step == 5
    train(parts, Budget(0.2, Clock()), "cpu")
    assert read_progress(parts.state) == read_progress(whole.state)
    assert read_progress(whole.state).step == 12
    last, again = (torch.load(snapshots(p)[-1], weights_only=True) for p in (whole, parts))
    assert all(torch.equal(last[name], again[name]) for name in last)


@pytest.fixture
def refinable(package: Path, folder: Path, tmp_path: Path) -> Workplace:
    """A copy of the trained work whose recipe refines."""
    recipe = RECIPE + 'refining = { files = ["plant.tsv"], block = 50, rows = 4, rate = 2e-4 }\n'
    (tmp_path / "refining.toml").write_text(recipe, encoding="utf-8")
    shutil.copytree(package.parent, tmp_path / "work")
    return Workplace(read_recipe(tmp_path / "refining.toml"), "ru", "en", tmp_path / "work")


def closeness(work: Workplace, weights: dict[str, torch.Tensor]) -> float:
    """How close the translations are to the translators' in the mean, from 0 to 1."""
    rewards = [best.reward for best, *_ in candidates(work, weights, refining_rows(work), 1)]
    return sum(rewards) / len(rewards)


def test_refined_weights_translate_closer_to_the_translators(refinable: Workplace):
    # The tiny model may know all its text by heart: it forgets until there is something to mend.
    generator = torch.Generator().manual_seed(1)
    weights = torch.load(refinable.averaged, weights_only=True)
    while (before := closeness(refinable, weights)) > 0.9:
        weights = {
            name: weight + weight.abs().mean() / 20 * torch.randn(weight.shape, generator=generator)
            for name, weight in weights.items()
        }
    torch.save(weights, refinable.averaged)
    # A second a step: some 100 of them.
    refine(refinable, Budget(2.0, Clock()), "cpu")
    assert closeness(refinable, torch.load(refinable.refined, weights_only=True)) > before


def test_refining_goes_on_where_it_was_left(refinable: Workplace, tmp_path: Path):
    shutil.copytree(refinable.folder, tmp_path / "parts")
    parts = replace(refinable, folder=tmp_path / "parts")
    # A second a step, some for looking at the clock between: several blocks.
    refine(refinable, Budget(1.0, Clock()), "cpu")
    refine(parts, Budget(1.0, Clock(interrupted_at=5)), "cpu")
    first = torch.load(parts.refining(0), weights_only=True)["progress"]["step"]
    refine(parts, Budget(1.0, Clock()), "cpu")
    whole, again = (torch.load(p.refining(0), weights_only=True) for p in (refinable, parts))
    assert whole["progress"] == again["progress"]
    assert whole["progress"]["step"] > 4 * first
    assert all(torch.equal(again["model"][name], w) for name, w in whole["model"].items())


@pytest.mark.parametrize("languages", [("ru", "en"), ("en", "ru")])
def test_only_complete_rows_are_refined_with(refinable: Workplace, languages: tuple[str, str]):
    text = refinable.text("plant")
    pairs = {(row.source, row.target) for row in read_rows(text, ("ru", "en"), "ru")}
    complete = {(ru, en) for ru, en in pairs if len(ru) >= 0.9 * len(en)}
    assert 0 < len(complete) < len(pairs)
    if languages == ("en", "ru"):
        write_rows(text, [Row(en, ru, "plant") for ru, en in pairs])
    work = replace(refinable, from_code=languages[0], to_code=languages[1])
    every = {(row.text, row.reference) for row in refining_rows(work)}
    recipe = replace(work.recipe, refining=Refining(files=("plant.tsv",), ratio=0.9))
    kept = {(row.text, row.reference) for row in refining_rows(replace(work, recipe=recipe))}
    assert kept == {
        pair for pair in every if pair[:: 1 if languages[0] == "ru" else -1] in complete
    }
    assert kept


def test_what_was_refined_from_other_weights_is_gone(refinable: Workplace):
    refine(refinable, Budget(0.1, Clock()), "cpu")
    average(refinable, "cpu")
    assert refinable.refined.exists()
    snapshot = snapshots(refinable)[-1]
    weights = torch.load(snapshot, weights_only=True)
    torch.save({name: weight * 1.01 for name, weight in weights.items()}, snapshot)
    average(refinable, "cpu")
    assert not refinable.refined.exists()
    assert not refinable.all_refining()


def test_the_card_says_how_long_it_was_refined(refinable: Workplace, tmp_path: Path):
    refine(refinable, Budget(0.9, Clock()), "cpu")
    options = ["--work", str(refinable.folder), "--recipe", str(tmp_path / "refining.toml")]
    for step in ("convert", "package"):
        assert main([step, "--from=ru", "--to=en", *options]) == 0
    readme = PackageStore(tmp_path / "store").install(refinable.package("0.1")).readme
    steps = read_progress(refinable.refining(0)).step
    assert f"then refined for 1 minutes and {steps} steps." in readme


def test_two_processes_refine_each_for_itself_and_the_mean_is_taken(
    refinable: Workplace, tmp_path: Path
):
    options = [f"--work={refinable.folder}", f"--recipe={tmp_path / 'refining.toml'}"]
    step = ["refine", "--from=ru", "--to=en", "--device=cpu", "--refine-minutes=0.05", *options]
    done = as_team(step)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("steps in") == 1
    files = [refinable.refining(0), refinable.refining(1)]
    assert refinable.all_refining() == files
    one, other = (torch.load(file, weights_only=True)["model"] for file in files)
    refined = torch.load(refinable.refined, weights_only=True)
    assert any(not torch.equal(one[name], other[name]) for name in one)
    for name, weight in refined.items():
        assert torch.allclose(weight, (one[name] + other[name]) / 2, atol=1e-6), name

    for step in ("convert", "package"):
        assert main([step, "--from=ru", "--to=en", *options]) == 0
    readme = PackageStore(tmp_path / "store").install(refinable.package("0.1")).readme
    runs = [read_progress(file).step for file in files]
    assert "then refined for 0 minutes and {} steps and for 0 minutes and {} steps".format(
        *runs
    ) in " ".join(readme.split())
    assert "mean of the weights." in readme


def as_team(step: Sequence[str]) -> subprocess.CompletedProcess[str]:
    team = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    command = [*team, "-m", "training.packages", *step]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def test_there_has_to_be_text_to_refine_with(refinable: Workplace):
    recipe = replace(refinable.recipe, refining=Refining(files=("plant.tsv",), ratio=9.0))
    with pytest.raises(TrainingError, match="none of it is complete"):
        refine(replace(refinable, recipe=recipe), Budget(0.1), "cpu")


def test_refining_needs_its_minutes(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "refine", work="empty") == 1
    assert run(folder, "all", "--refine-minutes=-1", work="empty") == 1
    assert capsys.readouterr().err.count("--refine-minutes") == 2


@pytest.mark.usefixtures("package")
def test_a_mark_stands_before_the_sources_of_its_file_alone(folder: Path):
    (folder / "other.tsv").write_text(
        "Порт закрыт.\tThe port is closed.\tother\n", encoding="utf-8"
    )
    recipe = RECIPE.replace('" }]', '" }, { file = "other.tsv", mark = 2 }]')
    (folder / "marks.toml").write_text(recipe, encoding="utf-8")
    marked = Workplace(read_recipe(folder / "marks.toml"), "ru", "en", folder / "marks")
    for step in ("prepare", "vocabulary", "encode"):
        assert run(folder, step, f"--recipe={folder / 'marks.toml'}", work="marks") == 0

    tokenizer = SentencePieceProcessor(model_file=str(marked.tokenizer))
    mark = tokenizer.piece_to_id("<0x02>")
    assert tokenizer.is_byte(mark)
    learned, held_out = load_corpus(marked).source, load_held_out(marked).source
    plant = sources(marked.text("plant"), tokenizer)
    (other,) = sources(marked.text("other"), tokenizer)
    assert [learned[k].tolist() for k in range(len(learned.lengths))] == [*plant, [mark, *other]]
    expected = sources(marked.held_out, tokenizer)
    assert [held_out[k].tolist() for k in range(len(held_out.lengths))] == expected


def sources(file: Path, tokenizer: SentencePieceProcessor) -> list[list[int]]:
    return [tokenizer.encode(row.source) for row in read_rows(file, ("ru", "en"), "ru")]


@pytest.mark.usefixtures("package")
def test_two_processes_train_one_model(folder: Path):
    for step in ("prepare", "vocabulary", "encode"):
        assert run(folder, step, work="team") == 0
    done = as_team(["train", *arguments(folder, "team"), "--minutes=0.1"])
    assert done.returncode == 0, done.stderr
    (said,) = [line for line in done.stdout.splitlines() if "steps in" in line]
    assert said.startswith(f"{read_progress(place(folder, 'team').state).step} steps")
    assert snapshots(place(folder, "team"))


ALONE = "Завод купил {} тракторов в пятницу, а музей показал картины утром."
READ = "The plant bought {} tractors on Friday and the museum showed pictures in the morning."


def test_text_of_one_language_gets_sources_from_a_package(
    package: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    # The tiny package's own words would not pass the filters.
    monkeypatch.setattr(back, "open_translator", lambda *_: Backwards())
    recipe = RECIPE.replace('" }]', '" }, { file = "alone.txt", language = "ru", lines = 8 }]')
    (folder / "back.toml").write_text(recipe, encoding="utf-8")
    lines = [*(ALONE.format(n) for n in range(2, 9)), "Коротко."]
    (folder / "alone.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = [f"--recipe={folder / 'back.toml'}", "--from=en", "--to=ru"]

    assert run(folder, "prepare", *options, work="back") == 0
    assert run(folder, "back", *options, work="back") == 1
    assert run(folder, "back", *options, f"--back={package}", work="back") == 0

    rows = read_rows(folder / "back" / "texts" / "alone.tsv", ("en", "ru"), "en")
    assert {(row.source, row.target) for row in rows} == {
        (READ.format(n), ALONE.format(n)) for n in range(3, 9)
    }


class Backwards:
    """Translates all but one of the lines."""

    def translate(self, texts: list[str]) -> list[Translated]:
        numbers = [text.split()[2] for text in texts]
        return [Translated("" if n == "2" else READ.format(n), -1.0) for n in numbers]


class Clock:
    """Every look at it takes `tick` seconds."""

    def __init__(self, interrupted_at: int = -1, tick: float = 1.0) -> None:
        self.looks, self.interrupted_at, self.tick = 0, interrupted_at, tick

    def __call__(self) -> float:
        self.looks += 1
        if self.looks == self.interrupted_at + 1:
            signal.raise_signal(signal.SIGTERM)
        return self.looks * self.tick


def test_a_step_says_which_one_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "encode", work="empty") == 1
    assert "“vocabulary” first" in capsys.readouterr().err
