"""Translating with real packages: the same text as argostranslate, and no input breaks it."""

import itertools
import math
import threading
from collections.abc import Iterator

import pytest

from newsalign.core.ports import Translated
from newsalign.engines.packages import Package, PackageError, PackageFault, PackageStore, argos
from newsalign.engines.translation import (
    BatchTranslator,
    EngineOptions,
    PivotTranslator,
    open_route,
    open_translator,
)
from tests.engines.conftest import Pack
from tests.engines.tiny_package import PROSE, Recipe

RUSSIAN = PROSE[: len(PROSE) // 2]
HARD = [
    "«Мы не собираемся ничего менять», — подчеркнул он 5 мая 2024 г. в 10:30.",
    "Подробности: https://news.example/ru/2024/05/05/story?id=17&lang=ru#top",
    "ВВП вырос на 5,6% — до Br1,2 млрд (USD 480 млн)",
    "  Пробелы   и\tтабуляция  ",
    "Ї, ў, é, 中文, 🙂 и \u0301 знаки",
    "snake_case и ▁подчёркивание_",
    "1",
    "!",
    "—",
]


ENGLISH = PROSE[8:]
HARD_ENGLISH = [
    "“We are not going to change anything,” he stressed on 5 May 2024 at 10:30.",
    "Details: https://news.example/en/2024/05/05/story?id=17&lang=en#top",
    "GDP grew by 5.6% — to Br1.2 billion (USD 480 million)",
    "  Spaces   and\ta tab  ",
    "é, €, 🙂 and \u0301 signs",
    "snake_case and ▁an underscore_",
    *HARD[-3:],
]


class OneSentence:
    """Stands in for argostranslate's sentence splitter, which fetches a model when it is used."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def by_argostranslate(package: Package, sentences: list[str]) -> list[str]:
    argos.load()
    translate = argos.load("translate")
    languages = [translate.Language(code, code) for code in package.direction]
    translation = translate.PackageTranslation(
        *languages, argos.load("package").Package(package.path)
    )
    translation.sentencizer = OneSentence()
    return [translation.translate(sentence) for sentence in sentences]


def texts(results: list[Translated]) -> list[str]:
    return [result.text for result in results]


def test_the_starters_translate_as_argostranslate_does(starter_store: PackageStore) -> None:
    for package in starter_store.installed():
        prose, hard = (RUSSIAN, HARD) if package.from_code == "ru" else (ENGLISH, HARD_ENGLISH)
        expected = by_argostranslate(package, prose + hard)
        one_by_one = open_translator(package, EngineOptions(workers=1, batch_tokens=1))
        assert texts(one_by_one.translate(prose + hard)) == expected
        # Where nothing is likely, a batch's rounding chooses between guesses.
        assert texts(open_translator(package).translate(prose)) == expected[: len(prose)]


@pytest.mark.parametrize(
    "recipe",
    [Recipe(), Recipe(tokenizer="bpe", from_code="be"), Recipe(target_prefix=">>en<<", seed=3)],
)
def test_every_kind_of_package_translates_as_argostranslate_does(
    store: PackageStore, pack: Pack, recipe: Recipe
) -> None:
    package = store.install(pack(recipe))
    ours = open_translator(package).translate(PROSE)
    assert texts(ours) == by_argostranslate(package, PROSE)
    assert len(set(texts(ours))) > 2


def test_the_shape_of_the_batches_does_not_matter(starter: Package) -> None:
    options = [
        EngineOptions(workers=1, batch_tokens=1),
        EngineOptions(workers=1, batch_tokens=100_000),
        EngineOptions(workers=3, batch_tokens=100),
        EngineOptions(workers=1, threads=2),
    ]
    results = [texts(open_translator(starter, o).translate(RUSSIAN + HARD)) for o in options]
    assert all(result == results[0] for result in results)


def test_results_stand_in_the_order_of_the_sentences(starter: Package) -> None:
    sentences = ["Президент прибыл в Минск.", "", "Завод выпустил 120 тракторов.", " \n "]
    results = open_translator(starter).translate(sentences)
    assert results[1] == results[3] == Translated("", 0.0)
    assert "Minsk" in results[0].text
    assert "120" in results[2].text
    assert all(result.score < 0 for result in (results[0], results[2]))


def test_nothing_in_nothing_out(starter: Package) -> None:
    engine = open_translator(starter)
    assert engine.translate([]) == []
    assert list(engine.translate_batches(["", " "])) == [
        [(0, Translated("", 0.0)), (1, Translated("", 0.0))]
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\u2028", " \n\n "])
def test_a_line_break_is_a_space(starter: Package, line_break: str) -> None:
    engine = open_translator(starter)
    broken = f"Президент прибыл{line_break}в Минск."
    assert engine.translate([broken]) == engine.translate(["Президент прибыл в Минск."])


def test_no_character_breaks_it(starter: Package) -> None:
    odd = ["\x00", "\ud800 один", "\ufffe", "а" * 400, "1" * 400, "\u202eтекст", "<s> </s> <unk>"]
    results = open_translator(starter).translate(odd)
    assert len(results) == len(odd)
    assert all(math.isfinite(result.score) for result in results)


def test_an_over_long_sentence_is_translated_to_its_end(starter: Package) -> None:
    numbers = range(120, 140)
    clauses = [f"завод выпустил {n} тракторов, а урожай составил 7 млн тонн; " for n in numbers]
    long = "".join(clauses) + "переговоры продолжатся в Гомеле."
    result = open_translator(starter).translate([long])[0]
    # Each part comes through. A starter may say one twice where all are so much alike.
    places = [result.text.find(f" {n} tractors") for n in numbers]
    assert min(places) > 0
    assert places == sorted(places)
    assert "will continue" in result.text[-60:]
    assert -5 < result.score < 0


def test_a_sentence_is_cut_only_beyond_the_limit(starter: Package) -> None:
    engine = open_translator(starter)
    listed = "Список: " + "Минск, Гомель, Брест, " * 40
    fitting = next(
        listed[:end]
        for end in range(len(listed), 0, -1)
        if engine.count_tokens(listed[:end]) == engine.longest
    )
    assert engine.translate([fitting])[0].text == by_argostranslate(starter, [fitting])[0]
    longer = listed[: len(fitting) + 20]
    assert engine.translate([longer])[0].text != by_argostranslate(starter, [longer])[0]


def test_batches_come_as_they_are_ready_and_can_be_left(starter: Package) -> None:
    engine = open_translator(starter, EngineOptions(workers=1, batch_tokens=60))
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for sentence in itertools.cycle(RUSSIAN):
            read += 1
            yield sentence

    batches = engine.translate_batches(endless())
    first = list(itertools.islice(batches, 3))
    del batches
    assert 3 <= sum(len(batch) for batch in first) < 20
    assert read < 5000
    assert engine.translate(RUSSIAN[:1])[0].text


def test_every_index_comes_once(starter: Package) -> None:
    engine = open_translator(starter)
    sentences = [*RUSSIAN, "", "слово, " * 100, *RUSSIAN]
    found = [index for batch in engine.translate_batches(iter(sentences)) for index, _ in batch]
    assert sorted(found) == list(range(len(sentences)))


def test_a_package_is_loaded_once(starter: Package, starter_store: PackageStore) -> None:
    again = starter_store.preferred()["ru", "en"]
    engines: list[object] = []
    threads = [
        threading.Thread(target=lambda: engines.append(open_translator(again))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {id(engine) for engine in engines} == {id(open_translator(starter))}
    assert open_translator(starter, EngineOptions(beam_size=1)) is not engines[0]


def test_several_threads_share_an_engine(starter: Package) -> None:
    engine = open_translator(starter)
    expected = engine.translate(RUSSIAN)
    results: list[list[Translated]] = []
    threads = [
        threading.Thread(target=lambda: results.append(engine.translate(RUSSIAN))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [texts(result) for result in results] == [texts(expected)] * 3


def test_a_removed_package_does_not_open(store: PackageStore, pack: Pack) -> None:
    package = store.install(pack(Recipe()))
    store.remove(package)
    with pytest.raises(PackageError) as caught:
        open_translator(package)
    assert caught.value.code == PackageFault.NOT_INSTALLED


def test_settings_the_machine_cannot_serve(starter: Package) -> None:
    with pytest.raises(PackageError) as caught:
        open_translator(starter, EngineOptions(compute_type="int3"))
    assert caught.value.code == PackageFault.DOES_NOT_WORK


def test_a_pivot_translates_twice_and_adds_the_scores(starter_store: PackageStore) -> None:
    route = (*starter_store.route("ru", "en"), *starter_store.route("en", "ru"))
    first, second = (open_translator(package) for package in route)
    pivot: BatchTranslator = open_route(route)
    sentences = [RUSSIAN[0], "", RUSSIAN[1]]
    results = pivot.translate(sentences)
    there = first.translate(sentences)
    back = second.translate(texts(there))
    assert texts(results) == texts(back)
    assert results[0].score == pytest.approx(there[0].score + back[0].score)
    assert results[1] == Translated("", 0.0)
    batches = dict(itertools.chain.from_iterable(pivot.translate_batches(sentences)))
    assert [batches[k] for k in range(3)] == results


def test_a_route_of_one_step_is_the_engine_itself(starter: Package) -> None:
    assert open_route([starter]) is open_translator(starter)
    assert not isinstance(open_route([starter]), PivotTranslator)
    with pytest.raises(ValueError, match="at least one"):
        open_route([])
