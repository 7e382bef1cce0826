"""What a comparison says it rests on."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from newsalign.bitext.comparison.evidence import rests_on
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations import review
from newsalign.bitext.operations.alignments import replace_alignment
from newsalign.bitext.operations.review.grounds import Grounds
from newsalign.bitext.operations.review.store import read_beads
from newsalign.bitext.operations.setup import SAMPLES
from newsalign.library.operations import stored_text
from tests import builders

DIRECT = {
    "key": "translate-ru_en",
    "from": "ru",
    "to": "en",
    "via": [],
    "version": "0.1",
    "is_starter": True,
}
PIVOT = {"from": "ru", "to": "en", "via": ["pl"], "version": "1.0 + 1.1", "is_starter": False}


@pytest.mark.parametrize(
    ("evidence", "packages", "said"),
    [
        (
            ["forward", "lexicon"],
            [DIRECT, PIVOT],
            "by RU → EN 0.1 (starter package), RU → PL → EN 1.0 + 1.1, and a lexicon.",
        ),
        (["forward"], [PIVOT], "Aligned with machine translation by RU → PL → EN 1.0 + 1.1."),
        (["lexicon"], [], "without translation: it rests on a lexicon"),
        ([], [], "without a lexicon: it rests on lengths"),
    ],
)
def test_every_kind_of_evidence_is_named(evidence: list[str], packages: list[dict], said: str):
    assert said in rests_on(evidence, packages)


def test_the_page_names_the_packages(as_reader: Client):
    pair = builders.aligned_pair()
    pair.alignments.update(evidence=["forward", "lexicon"], packages=[DIRECT])
    page = as_reader.get(pair.get_absolute_url()).content.decode()
    assert "RU → EN 0.1 (starter package), and a lexicon." in page
    assert "Read it with more care" not in page


def imported(pair: Pair) -> None:
    texts = stored_text(pair.source_id), stored_text(pair.target_id)
    replace_alignment(
        pair=pair,
        texts=texts,
        beads=read_beads(pair.alignments.current().get()).values,
        grounds=Grounds([], []),
        kind=ReviewEvent.Kind.IMPORT,
        user=None,
    )


def test_the_page_does_not_credit_the_aligner_with_a_file(as_reader: Client):
    pair = builders.aligned_pair()
    imported(pair)
    page = as_reader.get(pair.get_absolute_url()).content.decode()
    assert "Imported from a file" in page
    assert "Aligned without translation" not in page
    review.undo(pair=pair, user=builders.user(), version=2)
    page = as_reader.get(pair.get_absolute_url()).content.decode()
    assert "Imported from a file" not in page
    builders.align(pair)
    page = as_reader.get(pair.get_absolute_url()).content.decode()
    assert "Aligned without translation" in page


def test_compare_names_its_packages(starters: None, capsys: pytest.CaptureFixture[str]):
    paths = [str(SAMPLES / f"electric-bus.{language}.txt") for language in ("ru", "en")]
    call_command("compare", *paths, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["evidence"] == ["backward", "forward", "lexicon"]
    assert [(p["from"], p["to"]) for p in found["packages"]] == [("ru", "en"), ("en", "ru")]


def test_the_report_names_them_too(starters: None, tmp_path: Path):
    paths = [str(SAMPLES / f"electric-bus.{language}.txt") for language in ("ru", "en")]
    call_command("compare", *paths, "--html", str(tmp_path / "report.html"))
    assert "(starter package), and a lexicon." in (tmp_path / "report.html").read_text("utf-8")
