"""What a translation keeps."""

import pytest

from training.packages.evaluation_sets import AGENCY, AGENCY_COLUMNS
from training.packages.measures import Kept, latin_kept, negation_kept, numerals, numerals_kept
from training.packages.rows import read_rows


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("выпустил 3 412 тракторов", "made 3,412 tractors"),
        ("выросла на 7,4%", "grew by 7.4%"),
        ("в 19.30", "at 19:30"),
        ("Br2 318 и $12,5 млн", "Br2,318 and $12.5 million"),
        ("1 234 567,8 рубля", "1,234,567.8 rubles"),
        ("14 мая 2026 года", "on 14 May 2026"),
    ],
)
def test_a_number_is_the_same_however_a_language_writes_it(russian, english):
    assert numerals(russian) == numerals(english)


def test_different_numbers_are_different():
    assert numerals("5,6") != numerals("56")
    assert numerals("3 412") != numerals("3 421")


def test_numerals_are_counted_each_once():
    assert numerals_kept("12 и 12, 5", "12 and 12, 5", "12 and 5") == Kept(2, 3)
    assert numerals_kept("90 тыс.", "90,000", "90 thousand") == Kept(1, 1)
    assert numerals_kept("90 тыс.", "90,000", "90,000") == Kept(1, 1)
    assert numerals_kept("нет чисел", "no numbers", "7") == Kept(0, 0)


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("The talks don't go on.", "en", 1),
        ("A note on nothingness.", "en", 0),
        ("Переговоры не продолжатся.", "ru", 1),
        ("Николай купил никель в небе.", "ru", 0),
    ],
)
def test_a_negation_is_a_word_of_its_own(text, language, kept):
    assert negation_kept(text, language) == Kept(kept, 1)


def test_a_language_without_a_list_is_not_judged():
    assert negation_kept("Es ist nichts.", "de") == Kept()


def test_latin_names_are_those_both_sides_have():
    source, reference = "Компания Zorvex Group и ООО", "Zorvex Group and others"
    assert latin_kept(source, reference, "Zorveks Group") == Kept(1, 2)


@pytest.mark.parametrize("from_code", AGENCY_COLUMNS)
def test_the_agency_references_keep_everything(from_code):
    """The measures find nothing missing in translations made by people."""
    to_code = next(code for code in AGENCY_COLUMNS if code != from_code)
    rows = list(read_rows(AGENCY, AGENCY_COLUMNS, from_code))
    assert len(rows) == 100
    for row in rows:
        tags = row.origin.split()
        kept = numerals_kept(row.source, row.target, row.target)
        assert kept.kept == kept.all
        assert "numeral" not in tags or kept.all
        assert "negation" not in tags or negation_kept(row.target, to_code) == Kept(1, 1)
