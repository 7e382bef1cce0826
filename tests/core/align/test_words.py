"""Tokens, names and word links."""

import pytest

from newsalign.core.align import WordSpan, explain
from newsalign.core.align.names import Skeletons, like_names, skeleton
from newsalign.core.align.tokens import numeral, tokenize
from newsalign.core.model import Bead, Document


@pytest.mark.parametrize(
    ("text", "value"),
    [("5,6", "5.6"), ("5.60", "5.6"), ("1,200", "1200"), ("1 200 000", "1200000"), ("0,125", "0.125"), ("10:30", "10.3"), ("1,234.50", "1234.5"), ("12.08.2024", "12.08.2024")],
)  # fmt: skip
def test_numerals_are_compared_by_value(text: str, value: str) -> None:
    assert numeral(text) == value


def test_tokens_know_their_span() -> None:
    sentence = "Ёлка стоит Br1,2 млрд, 1 200 рублей."

    tokens = tokenize(sentence)

    assert [t.key for t in tokens] == [
        "елка",
        "стоит",
        "br",
        "#1200000000",
        "млрд",
        "#1200",
        "рубле",
    ]
    assert [sentence[t.start : t.end] for t in tokens][-2:] == ["1 200", "рублей"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,26 тыс. человек", "1,260 people"), ("2,5 млн", "2.50 million"), ("3 миллиарда", "3bn"), ("1500 тысяч", "1.5 million")],
)  # fmt: skip
def test_numerals_mean_the_same_with_and_without_a_word_for_thousands(one: str, other: str) -> None:
    assert tokenize(one)[0].key == tokenize(other)[0].key


def test_a_word_that_only_begins_like_a_multiplier_multiplies_nothing() -> None:
    assert [t.key for t in tokenize("5 millionaires, 12.08.2024 million")][::2] == [
        "#5",
        "#12.08.2024",
    ]


def test_stress_marks_are_no_letters() -> None:
    assert [(t.key, t.start, t.end) for t in tokenize("в Кита\u0301й и\u0306од")] == [
        (t.key, start, end)
        for t, (start, end) in zip(tokenize("в Китай йод"), [(0, 1), (2, 8), (9, 13)], strict=True)
    ]


def test_a_sentence_of_signs_is_one_token() -> None:
    assert [t.key for t in tokenize("* * *")] == ["!***"]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [("лукашенко", "lukashenko"), ("лавров", "lavrov"), ("вашингтон", "washington"), ("харьков", "kharkov"), ("макрон", "macron"), ("рыжков", "ryzhkov")],
)  # fmt: skip
def test_names_are_known_across_scripts(cyrillic: str, latin: str) -> None:
    for pair in ((cyrillic, latin), (latin, cyrillic)):
        first, second, likeness = like_names(
            Skeletons.of([pair[0], "встреча"]), Skeletons.of([pair[1], "meeting"])
        )
        assert (0, 0) in zip(first.tolist(), second.tolist(), strict=True)
        assert likeness[first.tolist().index(0)] > 0.8


def test_unlike_words_are_no_names_of_each_other() -> None:
    first, _, _ = like_names(
        Skeletons.of(["минск", "лавров", "и"]), Skeletons.of(["moscow", "lukashenko", "i"])
    )

    assert not len(first)


def test_letters_without_a_table_stay() -> None:
    assert skeleton("αθηνα") == "αθηνα"


def test_words_of_a_bead_are_linked_with_their_spans() -> None:
    source = Document.of_sentences("ru", [["Лавров прибыл в Minsk 14 мая."]])
    target = Document.of_sentences("en", [["Weather.", "On 14 May Lavrov came to Minsk."]])

    found = explain(source, target, Bead((0,), (1,)))

    texts = {
        source.sentences[link.source.sentence].text[
            link.source.start : link.source.end
        ]: target.sentences[link.target.sentence].text[link.target.start : link.target.end]
        for link in found.links
    }
    assert texts == {"Лавров": "Lavrov", "Minsk": "Minsk", "14": "14"} | (
        {"мая": "May"} if "мая" in texts else {}
    )
    assert all(0 < link.strength <= 1 for link in found.links)
    assert WordSpan(0, 7, 13) in found.source_only


def test_an_omission_has_words_without_counterpart_only() -> None:
    source = Document.of_sentences("ru", [["Договор подписан."]])

    found = explain(source, Document.of_sentences("en", []), Bead((0,), ()))

    assert found.links == ()
    assert found.source_only == (WordSpan(0, 0, 7), WordSpan(0, 8, 16))
