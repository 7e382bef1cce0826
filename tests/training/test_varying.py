"""Rows with other figures and Latin words, alike on both sides."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.packages.measures import numerals
from training.packages.rows import Row
from training.packages.varying import Variation

LANGUAGES = "en", "ru"


def varied(source: str, target: str, seed: int = 1) -> tuple[str, str]:
    """As they were where chance gave them their own figures again."""
    row = Variation(seed, 1.0, LANGUAGES).of(Row(source, target, "here"))
    return (row.source, row.target) if row else (source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The plant made 3,412 tractors.", "Завод выпустил 3 412 тракторов."),
        ("Prices rose by 7.4% to $1,250.", "Цены выросли на 7,4%, до $1 250."),
        ("In 2019 there were 8 of them.", "В 2019 году их было 8."),
    ],
)
def test_both_sides_get_the_same_numbers_in_their_own_way(source: str, target: str):
    seen = set()
    for seed in range(20):
        sides = varied(source, target, seed)
        assert numerals(sides[0].replace("Br", "$")) == numerals(sides[1].replace("Br", "$"))
        for before, after in zip((source, target), sides, strict=True):
            assert shape(after) == shape(before)
        seen.add(sides)
    assert len(seen) > 10


def shape(text: str) -> str:
    return re.sub("[1-9]", "1", text.replace("Br", "$"))


@given(st.integers(1, 99_999), st.integers(0, 999))
def test_the_noun_keeps_its_form(number: int, seed: int):
    row = Variation(seed, 1.0, LANGUAGES).of(Row(f"Read {number} times.", f"{number} раз", "here"))
    if row:
        other = int("".join(filter(str.isdigit, row.source)))
        assert form(other) == form(number)
        assert len(str(other)) == len(str(number)) or 31 < number < 1000 < other


def form(number: int) -> str:
    """Of the Russian noun that `number` counts."""
    if number % 100 in range(11, 20) or number % 10 in (0, *range(5, 10)):
        return "many"
    return "one" if number % 10 == 1 else "few"


def test_numbers_become_thousands_with_the_separators_of_their_languages():
    rows = {varied("There are 68 tractors.", "Есть 68 тракторов.", seed) for seed in range(20)}
    grown = [(source, target) for source, target in rows if "," in source]
    assert 0 < len(grown) < len(rows)
    for source, target in grown:
        number = source.split()[2]
        assert re.fullmatch(r"\d{1,3},\d{3}", number)
        assert target == f"Есть {number.replace(',', ' ')} тракторов."


def test_days_and_years_stay_possible():
    dates = [varied("On 28 March 2019", "28 марта 2019 года", seed)[0] for seed in range(50)]
    days, years = zip(*(map(int, re.findall(r"\d+", date)) for date in dates), strict=True)
    assert set(days) == {25, 26, 27, 28, 29}
    assert set(years) == set(range(2011, 2020))


def test_latin_words_of_both_sides_become_other_ones():
    pair = "Agrometal GmbH sold it.", "Завод Agrometal GmbH продал это."
    for seed in range(20):
        source, target = varied(*pair, seed)
        first, second = source.removesuffix(" sold it.").split(" ")
        assert (first, second) != ("Agrometal", "GmbH")
        assert target == f"Завод {first} {second} продал это."


def test_dollars_are_roubles_now_and_then():
    rows = [varied("It costs $15.", "Цена $15.", seed) for seed in range(20)]
    assert {("$" in source, "$" in target) for source, target in rows} == {
        (True, True),
        (False, False),
    }


def test_what_is_no_shared_number_stays():
    variation = Variation(1, 1.0, LANGUAGES)
    for source, target in (
        ("It begins at 19:30.", "Начало в 19.30."),
        ("The 16th century", "XVI век"),
        ("90 thousand", "девяносто тысяч"),
        ("A book", "Книга"),
    ):
        assert variation.of(Row(source, target, "here")) is None


def test_a_share_of_the_rows_is_varied():
    variation = Variation(1, 0.25, LANGUAGES)
    rows = [variation.of(Row(f"Room {n}", f"Комната {n}", "")) for n in range(55, 1055)]
    assert 150 < sum(row is not None for row in rows) < 350
