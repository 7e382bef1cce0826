"""Rows of parallel text: reading, cleaning, filtering, keeping apart what is held out."""

import gzip
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.packages.cleaning import Fault, clean, fault, plain
from training.packages.errors import TrainingError
from training.packages.evaluation_sets import AGENCY
from training.packages.measures import numerals
from training.packages.preparing import prepare
from training.packages.recipe import Cleaning, Recipe, TextFile, read_recipe
from training.packages.rows import Row, read_rows
from training.packages.workplace import Workplace

LANGUAGES = ("ru", "en")
PAIR = "Завод выпустил 120 тракторов.\tThe plant made 120 tractors.\tplant\n"


@pytest.mark.parametrize(
    ("name", "opened"), [("a.tsv", open), ("a.tsv.gz", gzip.open), ("a.tsv.xz", lzma.open)]
)
def test_rows_are_read_from_plain_and_packed_files_in_either_direction(tmp_path, name, opened):
    with opened(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write(PAIR)
    (forth,) = read_rows(tmp_path / name, LANGUAGES, "ru")
    (back,) = read_rows(tmp_path / name, LANGUAGES, "en")
    assert forth == Row("Завод выпустил 120 тракторов.", "The plant made 120 tractors.", "plant")
    assert (back.source, back.target, back.origin) == (forth.target, forth.source, "plant")


def test_a_line_without_two_columns_is_refused_with_its_number(tmp_path):
    (tmp_path / "a.tsv").write_text(PAIR + "alone\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="line 2"):
        list(read_rows(tmp_path / "a.tsv", LANGUAGES, "ru"))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Завод выпустил 120 тракторов.", "The plant made 120 tractors.", None),
        ("12.05.2026", "12 May 2026", None),
        ("Да.", "...", Fault.EMPTY),
        ("Завод выпустил трактор. " * 30, "The plant made a tractor. " * 30, Fault.LONG),
        ("Завод.", "The plant made 120 tractors in a single month.", Fault.RATIO),
        ("Apple Store, Google Play", "Apple Store or Google Play", Fault.COPY),
        ("The plant made tractors.", "A factory built machines.", Fault.SCRIPT),
        (
            "Завод выпустил сто двадцать тракторов за один месяц, сообщил директор.",
            "Das Werk hat in einem Monat hundertzwanzig Traktoren gebaut, so der Leiter.",
            Fault.LANGUAGE,
        ),
    ],
)
def test_what_is_not_worth_learning_from_is_told(source, target, expected):
    assert fault(Row(source, target, ""), LANGUAGES, Cleaning()) == expected


@given(st.text())
def test_a_clean_text_stands_on_one_line_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert "\t" not in cleaned
    assert len(cleaned.splitlines()) <= 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("«Мы готовы, — сказал он, — но не все».", '"Мы готовы, - сказал он, - но не все".'),
        ("“No,” he said – twice.", '"No," he said - twice.'),
        ("— Да.", "- Да."),
        ("2019–2020, кто-то, well—known", "2019–2020, кто-то, well—known"),
    ],
)
def test_plain_typography_has_straight_quotes_and_hyphens_between_spaces(written, expected):
    assert plain(written) == expected


def test_what_is_written_is_plain_and_what_is_read_is_not(tmp_path):
    (tmp_path / "a.tsv").write_text("Завод «Луч» — наш.\tThe “Luch” plant is ours.\tx\n", "utf-8")
    recipe = Recipe(LANGUAGES, (TextFile("a.tsv"),), ())
    for languages, expected in {
        ("ru", "en"): ("Завод «Луч» — наш.", 'The "Luch" plant is ours.'),
        ("en", "ru"): ("The “Luch” plant is ours.", 'Завод "Луч" - наш.'),
    }.items():
        place = Workplace(recipe, *languages, tmp_path / languages[0])
        prepare(place, tmp_path)
        (row,) = read_rows(place.text("a"), languages, languages[0])
        assert (row.source, row.target) == expected


def test_held_out_rows_and_repeated_rows_are_not_learned_from(tmp_path):
    (tmp_path / "a.tsv").write_text(
        PAIR
        + "Завод выпустил 120 тракторов!\tThe plant made 120 Tractors\tagain\n"
        + "Совет утвердил бюджет.\tThe council approved the budget.\ttest:1\n"
        + "Совет утвердил бюджет.\tThe budget was approved by the council.\tplant\n"
        + AGENCY.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    recipe = Recipe(LANGUAGES, (TextFile("a.tsv"),), held_out=("test:*",))
    place = Workplace(recipe, "en", "ru", tmp_path / "work")
    counts = prepare(place, tmp_path)
    assert counts["a"] == {"kept": 1, "seen before": 1, "held out": 101}
    assert place.text("a").read_text(encoding="utf-8") == (
        "The plant made 120 tractors.\tЗавод выпустил 120 тракторов.\tplant\n"
    )
    assert place.held_out.read_text(encoding="utf-8") == (
        "The council approved the budget.\tСовет утвердил бюджет.\ttest:1\n"
    )


def test_rows_with_other_figures_follow_those_they_are_made_from(tmp_path):
    (tmp_path / "a.tsv").write_text(PAIR, encoding="utf-8")
    recipe = Recipe(LANGUAGES, (TextFile("a.tsv", varied=1.0),), ())
    place = Workplace(recipe, "en", "ru", tmp_path / "work")
    counts = prepare(place, tmp_path)
    assert counts["a"] == {"kept": 1, "varied": 1}
    row, varied = read_rows(place.text("a"), ("en", "ru"), "en")
    assert row.target == "Завод выпустил 120 тракторов."
    assert varied.source != row.source
    assert numerals(varied.source) == numerals(varied.target)


@pytest.mark.parametrize("languages", [("ru", "en"), ("en", "ru")])
def test_rows_condensed_in_the_first_column_are_left_out(tmp_path, languages):
    (tmp_path / "a.tsv").write_text(
        PAIR + "Порт закрыли вчера.\tThe port had to be closed yesterday.\tport\n", encoding="utf-8"
    )
    recipe = Recipe(LANGUAGES, (TextFile("a.tsv", ratio=0.9),), ())
    place = Workplace(recipe, *languages, tmp_path / "work")
    counts = prepare(place, tmp_path)
    assert counts["a"] == {"kept": 1, "first column too short": 1}
    (row,) = read_rows(place.text("a"), languages, languages[0])
    assert row.origin == "plant"


def test_the_starter_recipe_is_sound_and_a_wrong_one_is_refused(tmp_path):
    starter = Path(__file__).parents[2] / "training/packages/recipes/starter.toml"
    assert read_recipe(starter).columns == LANGUAGES
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('columns = ["ru", "en"]\nfiles = []\nheld_out = []\nspeed = 3\n', "utf-8")
    with pytest.raises(TrainingError, match="speed"):
        read_recipe(wrong)
    wrong.write_text(
        'columns = ["ru", "en"]\nfiles = []\nheld_out = []\nrefining = { files = ["a.tsv"] }\n',
        "utf-8",
    )
    with pytest.raises(TrainingError, match=r"does not have: a\.tsv"):
        read_recipe(wrong)
    for mark in ("32", "1.5"):
        files = f'columns = ["ru", "en"]\nheld_out = []\nfiles = [{{ file = "a.tsv", mark = {mark} }}]\n'
        wrong.write_text(files, "utf-8")
        with pytest.raises(TrainingError, match="1 to 31"):
            read_recipe(wrong)


def test_languages_the_recipe_has_no_text_of_are_refused(tmp_path):
    with pytest.raises(TrainingError, match="ru and en"):
        Workplace(Recipe(LANGUAGES, (), ()), "ru", "de", tmp_path)
