"""What a translation is worth when it is compared with the translator's."""

import pytest

pytest.importorskip("torch", reason="training needs requirements/training.txt")

from training.packages.candidates import Reward

SOURCE = "В пятницу завод не продал 12 тракторов."
REFERENCE = "The plant did not sell 12 tractors on Friday."
reward = Reward("ru", "en")


def test_the_translators_own_is_worth_most():
    assert reward(SOURCE, REFERENCE, REFERENCE) == pytest.approx(1)
    assert 0 < reward(SOURCE, REFERENCE, "On Friday the plant did not sell 12 tractors.") < 1
    assert reward(SOURCE, REFERENCE, "") == 0


def test_lost_numerals_cost_their_share():
    both, said = "There were 3 fires and 7 floods.", "There were 3 fires and many floods."
    lost = reward("Было 3 пожара и 7 наводнений.", both, said)
    in_words = reward("Было три пожара и семь наводнений.", both, said)
    assert lost == pytest.approx(in_words / 2)
    assert reward("Там было 3 человека.", "Three people.", "Three people.") == pytest.approx(1)


def test_the_contrary_costs_a_fifth():
    # So that nothing but the negation tells the two sources apart.
    said = "The plant did sell 12 tractors on Friday."
    turned = reward(SOURCE, REFERENCE, said)
    left_open = reward("В пятницу завод отказался продать 12 тракторов.", REFERENCE, said)
    assert turned == pytest.approx(left_open * 0.8)
    added = reward("Завод продал 12 тракторов.", said, REFERENCE)
    meant = reward("Завод не продал 12 тракторов.", said, REFERENCE)
    assert added == pytest.approx(meant * 0.8)
