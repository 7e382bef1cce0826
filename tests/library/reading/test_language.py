import time

import pytest

from newsalign.library.reading import detect, guess_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Библиотека откроется после ремонта"),
        ("ru", "Совещание прошло в Минске"),
        ("ru", "БИБЛИОТЕКА ОТКРОЕТСЯ ПОСЛЕ РЕМОНТА"),
        ("be", "Бібліятэка адкрыецца ў лістападзе"),
        ("be", "Пра гэта паведаміла загадчыца"),
        ("uk", "На Дунаї відкрили два зернові термінали"),
        ("uk", "Порт відновив роботу після шторму"),
        ("bg", "Министърът заяви, че работата ще продължи и през зимата"),
        ("sr", "Библиотека се отвара у недељу после обнове"),
        ("kk", "Кітапхана жөндеуден кейін қарашада ашылады"),
        ("en", "The library will reopen in November, its head said"),
        ("de", "Die Bibliothek öffnet im November wieder, sagte die Leiterin"),
        ("fr", "La bibliothèque rouvrira ses portes en novembre"),
        ("pl", "Biblioteka zostanie otwarta w listopadzie po remoncie"),
        ("zh", "白俄罗斯奶酪厂明年将增加出口"),
        ("ru", "Библиотека (library) в Лесной откроется, сообщает TIME Magazine"),
    ],
)
def test_languages(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "Минск", "OK", "12345 67890 11.12.2025", "Брест, 8 мая", "X 12:30"]
)
def test_too_little_text_is_unknown(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("text", "among", "language"),
    [
        ("Hi", ("ru", "en"), "en"),
        ("Ок", ("en", "ru"), "ru"),
        ("Дзякуй", ("ru", "be"), "be"),
        ("Hi", ("ru", "be"), "ru"),
        ("12.5", ("ru", "en"), "ru"),
        ("", ("en", "ru"), "en"),
    ],
)
def test_of_a_few_languages_the_likeliest_is_guessed(
    text: str, among: tuple[str, ...], language: str
) -> None:
    assert guess_language(text, among)[0] == language


def test_ten_megabytes_take_no_time() -> None:
    text = "Библиотека откроется после ремонта. " * 160_000
    detect("The model is loaded once")
    started = time.process_time()
    assert detect(text) == "ru"
    assert time.process_time() - started < 2
