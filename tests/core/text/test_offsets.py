from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.text.offsets import utf16_offsets, with_marks


@given(st.text())
def test_an_offset_counts_the_code_units_before_it(text: str) -> None:
    found = utf16_offsets(text)
    units = [len(text[:end].encode("utf-16-le", "surrogatepass")) // 2 for end in range(len(text))]
    assert list(found) == [*units, len(text.encode("utf-16-le", "surrogatepass")) // 2]


def test_an_emoji_takes_two() -> None:
    assert utf16_offsets("a🌊b") == (0, 1, 3, 4)


def test_a_word_takes_the_marks_of_its_last_letter_along() -> None:
    assert with_marks("Кита́ ", 4) == 5
    assert with_marks("Китай", 5) == 5
    assert with_marks("a b", 1) == 1
