"""How fast a package translates, and how much memory it takes; beside argostranslate if wanted.

    python -m benchmarks.translation --package P.argosmodel TEXT... [--against argostranslate]

Each TEXT is one article, one sentence a line. `--threads`, `--compute-type` and `--beam` take
several values, separated by commas: the first of each is measured in full, every other
combination for speed. `--memory N` translates N sentences (the texts again and again) in a process
of its own and tells by how much it grows. `--json` prints everything as one object.

Speed is taken in one process with both engines loaded, by turns of ten articles, so that what
else the machine does falls on both. Load time (from the start of the process to the first
sentence) and peak memory (of the 200 longest sentences) are taken in a new process for each.
`same_output` leaves out the sentences that our engine cuts because the model cannot take them whole.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsalign.engines.packages import Package, PackageStore, argos
from newsalign.engines.translation import CTranslateEngine, EngineOptions, open_translator
from newsalign.engines.translation.options import usable_cores

Article = list[str]
Translate = Callable[[Sequence[str]], list[str]]

_TURN = 10
_LONGEST = 200


@dataclass(frozen=True)
class Speed:
    seconds: float
    texts: list[str]


class OneSentence:
    """A splitter that gives the line back as it is: argostranslate's own fetches a model."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def main() -> None:
    arguments = parse()
    if arguments.alone:
        print(json.dumps(alone(arguments.alone, arguments.folder, json.load(sys.stdin))))
        return
    articles = [read_article(file) for file in arguments.texts]
    with tempfile.TemporaryDirectory() as folder:
        package = PackageStore(Path(folder)).install(arguments.package)
        result = measure(package, articles, arguments)
    print(json.dumps(result, ensure_ascii=False) if arguments.json else table(result))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed and memory of a package.")
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--package", type=Path, metavar="P")
    parser.add_argument("--against", choices=["argostranslate"])
    parser.add_argument("--threads", type=numbers, default=[usable_cores()])
    parser.add_argument("--compute-type", type=lambda text: text.split(","), default=["int8"])
    parser.add_argument("--beam", type=numbers, default=[4])
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", choices=["ours", "argostranslate"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.alone and not (arguments.package and arguments.texts):
        parser.error("a package and at least one text are needed")
    return arguments


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def read_article(file: Path) -> Article:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def measure(
    package: Package, articles: Sequence[Article], arguments: argparse.Namespace
) -> dict[str, object]:
    """Everything that was asked for, by the names of the JSON output."""
    sentences = list(itertools.chain.from_iterable(articles))
    first, *others = combinations(arguments)
    engine = open_translator(package, first)
    tokens = sum(map(engine.count_tokens, sentences))
    contenders = {"ours": ours(engine)}
    if arguments.against:
        contenders["against"] = argostranslate(package)
    speeds = by_turns(contenders, articles)
    longest = sorted(sentences, key=len, reverse=True)[:_LONGEST]
    result: dict[str, object] = {
        **figures(speeds["ours"], tokens),
        **in_new_process("ours", package, longest),
        "articles": len(articles),
        "sentences": len(sentences),
        "tokens": tokens,
        "options": named(first),
    }
    if arguments.against:
        theirs = in_new_process("argostranslate", package, longest)
        result["against"] = {**figures(speeds["against"], tokens), **theirs}
        result |= compared(engine, sentences, speeds)
    if others:
        result["sweep"] = [sweep(package, options, articles, tokens) for options in others]
    if arguments.memory:
        many = list(itertools.islice(itertools.cycle(sentences), arguments.memory))
        grown = in_new_process("ours", package, many)
        result["memory"] = {"sentences": len(many), **grown}
    return result


def combinations(arguments: argparse.Namespace) -> list[EngineOptions]:
    return [
        EngineOptions(workers=workers, compute_type=compute_type, beam_size=beam)
        for workers, compute_type, beam in itertools.product(
            arguments.threads, arguments.compute_type, arguments.beam
        )
    ]


def named(options: EngineOptions) -> dict[str, object]:
    return {
        "threads": options.workers * options.threads,
        "compute_type": options.compute_type,
        "beam": options.beam_size,
    }


def ours(engine: CTranslateEngine) -> Translate:
    return lambda sentences: [result.text for result in engine.translate(sentences)]


def argostranslate(package: Package) -> Translate:
    translate = argos.load("translate")
    languages = [translate.Language(code, code) for code in package.direction]
    translation = translate.PackageTranslation(*languages, argos.load().Package(package.path))
    translation.sentencizer = OneSentence()
    return lambda sentences: [translation.translate(sentence) for sentence in sentences]


def by_turns(contenders: dict[str, Translate], articles: Sequence[Article]) -> dict[str, Speed]:
    """Seconds and texts of each, who goes first changing from turn to turn."""
    seconds = dict.fromkeys(contenders, 0.0)
    texts: dict[str, list[str]] = {name: [] for name in contenders}
    for translate in contenders.values():
        translate(articles[0][:5])
    order = list(contenders)
    for turn in itertools.batched(articles, _TURN):
        sentences = list(itertools.chain.from_iterable(turn))
        for name in order:
            start = time.perf_counter()
            texts[name] += contenders[name](sentences)
            seconds[name] += time.perf_counter() - start
        order.reverse()
    return {name: Speed(seconds[name], texts[name]) for name in contenders}


def figures(speed: Speed, tokens: int) -> dict[str, float]:
    return {
        "sentences_per_s": round(len(speed.texts) / speed.seconds, 1),
        "tokens_per_s": round(tokens / speed.seconds, 1),
    }


def compared(
    engine: CTranslateEngine, sentences: Sequence[str], speeds: dict[str, Speed]
) -> dict[str, object]:
    whole = [engine.count_tokens(sentence) <= engine.longest for sentence in sentences]
    pairs = zip(whole, speeds["ours"].texts, speeds["against"].texts, strict=True)
    different = sum(fits and mine != theirs for fits, mine, theirs in pairs)
    return {
        "ratio": round(speeds["against"].seconds / speeds["ours"].seconds, 2),
        "same_output": different == 0,
        "different": different,
        "cut": whole.count(False),
    }


def sweep(
    package: Package, options: EngineOptions, articles: Sequence[Article], tokens: int
) -> dict[str, object]:
    translate = ours(open_translator(package, options))
    return {**named(options), **figures(by_turns({"ours": translate}, articles)["ours"], tokens)}


def in_new_process(name: str, package: Package, sentences: Sequence[str]) -> dict[str, float]:
    folder = str(package.path.parents[1])
    done = subprocess.run(  # noqa: S603 - this very module
        [sys.executable, "-m", "benchmarks.translation", "--alone", name, "--folder", folder],
        input=json.dumps(sentences),
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def alone(name: str, folder: Path, sentences: Sequence[str]) -> dict[str, float]:
    package = PackageStore(folder).installed()[0]
    translate = ours(open_translator(package)) if name == "ours" else argostranslate(package)
    translate(["1"])
    load = seconds_alive()
    loaded = memory("VmRSS")
    translate(sentences)
    peak = memory("VmHWM")
    return {"load_s": round(load, 2), "peak_mb": peak, "grown_mb": round(peak - loaded, 1)}


def seconds_alive() -> float:
    """Since this process started, interpreter and imports included."""
    fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def memory(field: str) -> float:
    """Of this process in MB, as Linux counts it; unlike getrusage not of the one it came from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(f"{field}:"))
    return round(int(line.split()[1]) / 1024, 1)


def table(result: dict[str, object]) -> str:
    lines = [f"{name:18} {value}" for name, value in result.items() if name != "sweep"]
    swept = result.get("sweep")
    lines += [f"{'':18} {row}" for row in swept] if isinstance(swept, list) else []
    return "\n".join(lines)


if __name__ == "__main__":
    main()
