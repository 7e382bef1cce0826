"""What the starter packages score, as their own README has it."""

import re
from dataclasses import dataclass
from functools import cache

from newsalign.engines.packages import Package, starter_files

_ROW = re.compile(
    r"^\| (?P<name>[^|]+) \| (?P<sentences>[\d,]+) \| (?P<bleu>[\d.]+) \| (?P<chrf>[\d.]+) \|$"
)


@dataclass(frozen=True, slots=True)
class Score:
    name: str
    sentences: str
    bleu: str
    chrf: str


def starter_scores(package: Package) -> list[Score]:
    """The rows of the first table under “Scores” after the words “Russian to English”."""
    scores = _readme().partition("\n## Scores\n")[2]
    text = scores.partition(f"{package.from_name} to {package.to_name} ")[2]
    rows: list[Score] = []
    for line in text.splitlines():
        if found := _ROW.match(line):
            rows.append(Score(**found.groupdict()))
        elif rows:
            break
    return rows


@cache
def _readme() -> str:
    return (starter_files()[0].parent / "README.md").read_text(encoding="utf-8")
