from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from newsalign.bitext.models import Pair
from newsalign.bitext.operations.learning import FEWEST_SURE, learn_lexicons
from newsalign.engines import lexicons
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.LEXICONS_DIR = tmp_path / "lexicons"
    return settings.LEXICONS_DIR


def confirmed_pair(paragraphs: int = 6) -> None:
    pair = builders.aligned_pair(1, paragraphs)
    builders.confirm(pair.alignment.beads.all())


def test_without_confirmed_beads_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    builders.aligned_pair()
    call_command("learn_lexicon")
    assert "Nothing is confirmed" in capsys.readouterr().out
    assert not folder.exists()


def test_confirmed_beads_go_into_the_lexicon(folder: Path, capsys: pytest.CaptureFixture[str]):
    confirmed_pair()
    call_command("learn_lexicon")
    assert "learned from 7 confirmed beads" in capsys.readouterr().out
    learned = lexicons.load("ru", "en", folder)
    shipped = lexicons.load("ru", "en")
    assert learned is not None
    assert shipped is not None
    assert learned.pairs > shipped.pairs


def test_learning_twice_changes_nothing(folder: Path):
    confirmed_pair()
    learn_lexicons()
    again = learn_lexicons()
    assert [(one.change.entries_added, one.change.entries_dropped) for one in again] == [((), ())]


def german_and_french_pair(beads: int) -> Pair:
    """Numbered sentences whose words always meet, aligned with confidence 0.9."""
    source = builders.article("de", tuple(f"Brücke {k} gesperrt." for k in range(beads)), "Brücken")
    target = builders.article("fr", tuple(f"Pont {k} fermé." for k in range(beads)), "Ponts")
    pair = Pair.objects.create(source=target, target=source, added_by=builders.user())
    builders.align(pair)
    return pair


def test_without_a_lexicon_the_collection_itself_teaches(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    german_and_french_pair(FEWEST_SURE)
    call_command("learn_lexicon")
    assert "0 confirmed beads\nand from 500 beads that the aligner" in capsys.readouterr().out
    learned = lexicons.load("de", "fr", folder)
    assert learned is not None
    assert learned.languages == ("de", "fr")
    assert len(learned.entries(["brück"], "de")[0]) > 0


def test_a_small_collection_teaches_nothing_unconfirmed(folder: Path):
    german_and_french_pair(20)
    assert learn_lexicons() == []
    assert not folder.exists()


def test_rejected_beads_teach_nothing(folder: Path):
    pair = german_and_french_pair(FEWEST_SURE)
    builders.reject(pair.alignment.beads.all()[:2])
    assert learn_lexicons() == []
