"""Step “evaluate”: sacreBLEU's scores of a package, and what it keeps of agency sentences."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import sacrebleu

from newsalign.engines.packages import PackageStore
from newsalign.engines.translation import open_translator
from training.packages.evaluation_sets import agency_rows, groups
from training.packages.measures import Kept, latin_kept, negation_kept, numerals_kept
from training.packages.rows import Row, read_rows
from training.packages.workplace import Workplace


@dataclass(frozen=True, slots=True)
class SetScore:
    """BLEU and chrF (0 to 100) of one set; `length` is the translation's over the reference's
    number of characters.
    """

    name: str
    sentences: int
    bleu: float
    chrf: float
    length: float


@dataclass(frozen=True, slots=True)
class Scores:
    """`kept` in percent, of numerals, negations and Latin names; empty for languages without
    agency sentences. `signatures` are sacreBLEU's.
    """

    sets: tuple[SetScore, ...]
    signatures: tuple[str, ...]
    kept: dict[str, float]

    def lines(self) -> list[str]:
        """As they are printed and stand in the package's card."""
        return [
            "| set | sentences | BLEU | chrF | length |",
            "|---|---|---|---|---|",
            *(
                f"| {s.name} | {s.sentences:,} | {s.bleu:.1f} | {s.chrf:.1f} | {s.length:.2f} |"
                for s in self.sets
            ),
            "",
            *(f"- {name} kept: {share:.1f}%" for name, share in self.kept.items()),
            *(f"- `{signature}`" for signature in self.signatures),
        ]

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Scores":
        raw = json.loads(file.read_text(encoding="utf-8"))
        sets = tuple(SetScore(**entry) for entry in raw["sets"])
        return cls(sets, tuple(raw["signatures"]), raw["kept"])


def evaluate(place: Workplace, package: Path, *, to_ship: bool) -> Scores:
    """Translate the held-out rows, by origin, and the agency sentences with `package`.

    Decoding is the product's own (newsalign.engines.translation); a package `to_ship` is decoded
    as the starter that it is going to be.
    """
    rows = list(read_rows(place.held_out, (place.from_code, place.to_code), place.from_code))
    agency = agency_rows(place)
    sources = [row.source for row in (*rows, *agency)]
    translations = _translate(place, package, sources, to_ship=to_ship)
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    sets = []
    for pattern, numbers in groups(place, rows):
        hypotheses = [translations[k] for k in numbers]
        references = [rows[k].target for k in numbers]
        sets.append(
            SetScore(
                name=pattern,
                sentences=len(numbers),
                bleu=bleu.corpus_score(hypotheses, [references]).score,
                chrf=chrf.corpus_score(hypotheses, [references]).score,
                length=sum(map(len, hypotheses)) / sum(map(len, references)),
            )
        )
    signatures = (f"BLEU|{bleu.get_signature()}", f"chrF|{chrf.get_signature()}")
    return Scores(tuple(sets), signatures, _kept(place, agency, translations[len(rows) :]))


def _translate(
    place: Workplace, package: Path, sentences: Sequence[str], *, to_ship: bool
) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        installed = PackageStore(Path(folder)).install(package, (place.from_code, place.to_code))
        installed = replace(installed, is_starter=installed.is_starter or to_ship)
        return [done.text for done in open_translator(installed).translate(sentences)]


def _kept(place: Workplace, rows: Sequence[Row], translations: Sequence[str]) -> dict[str, float]:
    totals = {"numerals": Kept(), "negations": Kept(), "Latin names": Kept()}
    for row, translation in zip(rows, translations, strict=True):
        # The third column of this file are tags.
        tags = row.origin.split()
        if "numeral" in tags:
            totals["numerals"] += numerals_kept(row.source, row.target, translation)
        if "negation" in tags:
            totals["negations"] += negation_kept(translation, place.to_code)
        if "latin" in tags:
            totals["Latin names"] += latin_kept(row.source, row.target, translation)
    return {name: kept.percent for name, kept in totals.items() if kept.all}
