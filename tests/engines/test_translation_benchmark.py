"""The benchmark prints what it promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsalign.engines.packages import starter_files
from tests.engines.tiny_package import PROSE


@pytest.mark.slow
def test_it_compares_with_argostranslate(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("\n".join(PROSE[:3]) + "\n\n", encoding="utf-8")
    options = [
        "--package",
        str(starter_files()[1]),
        "--against",
        "argostranslate",
        "--beam",
        "4,1",
        "--memory",
        "5",
        "--json",
    ]
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-m", "benchmarks.translation", str(text), *options],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    result = json.loads(done.stdout)
    assert result["sentences"] == 3
    for side in (result, result["against"]):
        assert side["sentences_per_s"] > 0
        assert side["tokens_per_s"] > side["sentences_per_s"]
        assert 0 < side["load_s"] < 600
        assert side["peak_mb"] > 20
    assert result["ratio"] > 0
    assert result["same_output"] is True
    assert [row["beam"] for row in result["sweep"]] == [1]
    assert result["memory"]["sentences"] == 5
