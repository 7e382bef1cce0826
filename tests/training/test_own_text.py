"""The text of our own that the packages learn from."""

from pathlib import Path

import pytest

from training.packages.cleaning import clean, fold
from training.packages.evaluation_sets import AGENCY, OWN_DATA
from training.packages.preparing import data_file
from training.packages.recipe import TextFile
from training.packages.rows import read_rows
from training.packages.scripts import script_share

LANGUAGES = ("ru", "en")
OWN = sorted(set(OWN_DATA.glob("*.tsv")) - {AGENCY})


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.name)
def test_rows_are_clean_of_one_kind_and_written_once(file: Path):
    rows = list(read_rows(file, LANGUAGES, "ru"))
    assert all(row.source == clean(row.source) and row.target == clean(row.target) for row in rows)
    assert len({fold(row.source) for row in rows}) == len(rows)
    assert len({row.origin for row in rows}) == 1
    for row in rows:
        assert script_share(row.source, "ru") > 0.3, row
        assert script_share(row.target, "en") == 1, row


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.name)
def test_no_sentence_that_packages_are_measured_on_is_learned_from(file: Path):
    measured = {
        fold(side) for r in read_rows(AGENCY, LANGUAGES, "ru") for side in (r.source, r.target)
    }
    learned = {
        fold(side) for r in read_rows(file, LANGUAGES, "ru") for side in (r.source, r.target)
    }
    assert measured.isdisjoint(learned)


def test_it_is_found_beside_the_data_of_others(tmp_path: Path):
    own = TextFile(OWN[0].name)
    assert data_file(tmp_path, own) == OWN[0]
    assert data_file(tmp_path, TextFile("news.tsv")) == tmp_path / "news.tsv"
