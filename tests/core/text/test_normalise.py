import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.text.normalise import normalise


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("\ufeffМинск", "Минск"),
        ("5\xa0млн\u202fруб.\u2009\u3000да", "5 млн руб. да"),
        ("со\xadюз со\u200bюз со\u2060юз", "союз союз союз"),
        ("a  b \t c", "a b c"),
        ("  a \n\n\n\n b  ", "a\n\nb"),
        ("и\u0306", "й"),
        ("e\u200b\u0301", "é"),
        ("\x00a\x07b\x1b", "ab"),
        ("bad \ud800 surrogate", "bad \ufffd surrogate"),
        ("«так» “so” ‘so’ – — …", "«так» “so” ‘so’ – — …"),
        ("8\u201110", "8-10"),
        ("на\u200cша", "наша"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_normalise(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(
    st.text(st.characters() | st.sampled_from("\r\n\t \xa0\u200b\u200d\u0301\u0306и\ufeff\ud800"))
)
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode()
