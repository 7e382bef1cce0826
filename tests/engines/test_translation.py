"""Translating with the starter package: the same text as argostranslate, and safe input."""

from newsalign.core.ports import Translated
from newsalign.engines.packages import Package
from newsalign.engines.translation import open_translator


def test_results_stand_in_the_order_of_the_sentences(starter: Package) -> None:
    engine = open_translator(starter)
    sentences = ["Президент прибыл в Минск.", "", "Завод выпустил 120 тракторов за месяц."]
    results = engine.translate(sentences)
    assert results[1] == Translated("", 0.0)
    assert "Minsk" in results[0].text
    assert "120" in results[2].text
    assert all(result.score < 0 for result in (results[0], results[2]))
