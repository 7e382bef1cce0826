"""The alignment benchmark reads its files and prints what it promises."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.alignment import Case, main, translations
from newsalign.core.model import Bead, Document, Translations
from newsalign.engines.packages import starter_files

RU = [["В Вельске открыли новый мост.", "Он стоил 4,2 млн рублей."], ["Закон принят."]]
EN = [
    ["A new bridge has opened in Velsk.", "It cost 4.2 million roubles."],
    ["Rain is expected on Sunday evening."],
]
GOLD = [[[0], [0]], [[1], [1]], [[2], []], [[], [2]]]


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    mt = [["A bridge was opened in Velsk.", "It cost 4.2 million."], ["The law is passed."]]
    file = tmp_path / "editions.jsonl"
    file.write_text(json.dumps({"id": "1", "ru": RU, "en": EN, "mt": mt, "gold": GOLD}))
    return file


def test_it_prints_rates_of_every_measure_as_json(
    editions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["alignment", str(editions), "--json"])

    main()

    (result,) = json.loads(capsys.readouterr().out)
    assert result["file"] == str(editions)
    assert result["link"] == {"p": 1, "r": 1, "f": 1}
    assert result["null"] == {"p": 1, "r": 1, "f": 1}
    assert {"bead", "moved", "strict", "lax"} <= set(result)
    assert result["ms_per_article"] > 0


@pytest.mark.slow
def test_packages_translate_in_place_of_the_stored_translations(tmp_path: Path) -> None:
    case = Case(
        Document.of_sentences("ru", RU),
        Document.of_sentences("en", EN),
        Translations(("stored",) * 3),
        (Bead((0,), (0,)),),
    )

    given = translations(starter_files(), tmp_path, stored=True)(case)

    assert "bridge" in (given.forward or ())[0]
    assert "мост" in (given.backward or ())[0]
    only_back = translations(
        [f for f in starter_files() if "en_ru" in f.name], tmp_path / "one", stored=True
    )(case)
    assert only_back == Translations(None, given.backward)


@pytest.mark.parametrize("stored", [True, False])
def test_without_packages_the_stored_translations_are_given_or_none(
    tmp_path: Path, *, stored: bool
) -> None:
    own = Translations(("stored",) * 3)
    case = Case(Document.of_sentences("ru", RU), Document.of_sentences("en", EN), own, ())

    given = translations([], tmp_path, stored=stored)(case)

    assert given == (own if stored else Translations())


def test_a_package_that_cannot_be_read_is_said_in_one_line(
    editions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["alignment", str(editions), "--package", "none.argosmodel"])

    with pytest.raises(SystemExit):
        main()

    assert "error: The package cannot be read" in capsys.readouterr().err
