"""Lexicon files: the shipped one, and learned ones in a folder."""

from pathlib import Path

import pytest

from newsalign.core.align import LexiconError, SentencePair, learn
from newsalign.engines import lexicons

PAIRS = [
    SentencePair("Fluss gefroren", "rivière gelée"),
    SentencePair("Fluss breit", "rivière large"),
]


def test_the_shipped_lexicon_knows_common_words() -> None:
    lexicon = lexicons.load("en", "ru")

    assert lexicon is not None
    rows, numbers, strengths = lexicon.entries(["прези", "минск"], "ru")
    found = {
        (int(r), lexicon.words[1][n]): s for r, n, s in zip(rows, numbers, strengths, strict=True)
    }
    assert found[0, "presi"] > 0.7
    assert found[1, "minsk"] > 0.7
    assert all(0 < s <= 1 for s in lexicon.strengths)


def test_there_is_none_for_other_languages(tmp_path: Path) -> None:
    assert lexicons.load("de", "fr") is None
    assert lexicons.load("de", "fr", tmp_path) is None


def test_a_learned_lexicon_is_found_in_its_folder_in_either_direction(tmp_path: Path) -> None:
    folder = tmp_path / "lexicons"

    lexicons.save(learn(("de", "fr"), PAIRS), folder)

    for pair in (("de", "fr"), ("fr", "de")):
        found = lexicons.load(*pair, folder)
        assert found is not None
        assert found.languages == ("de", "fr")
    assert [path.name for path in folder.iterdir()] == ["de-fr.lexicon"]


def test_a_lexicon_learned_anew_replaces_the_old(tmp_path: Path) -> None:
    lexicons.save(learn(("de", "fr"), PAIRS[:1]), tmp_path)
    lexicons.save(learn(("de", "fr"), PAIRS), tmp_path)

    found = lexicons.load("de", "fr", tmp_path)

    assert found is not None
    assert found.pairs == 2


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "de-fr.lexicon").write_bytes(b"no lexicon")

    with pytest.raises(LexiconError):
        lexicons.load("de", "fr", tmp_path)
