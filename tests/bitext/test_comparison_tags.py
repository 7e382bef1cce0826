from types import SimpleNamespace
from typing import Any

from django.utils import translation

from newsalign.bitext.templatetags import comparison


def sentence(text: str, **changes: Any) -> SimpleNamespace:
    given = {
        "bead": 7,
        "has_partner": True,
        "moved": False,
        "row": None,
        "translation": "",
        "mark": None,
    }
    return SimpleNamespace(text=text, **(given | changes))


def written(*parts: SimpleNamespace, kind: str = "both", moved: bool = False) -> str:
    with translation.override("en"):
        return comparison.sentences(
            SimpleNamespace(sentences=parts), SimpleNamespace(kind=kind, moved=moved)
        )


def test_sentences_carry_their_beads_and_are_escaped() -> None:
    assert written(sentence("A <b> & c.", bead=1), sentence("D.", bead=2)) == (
        '<span class="s" data-bead="1">A &lt;b&gt; &amp; c.</span>'
        ' <span class="s" data-bead="2">D.</span>'
    )


def test_a_sentence_alone_in_a_row_of_both_sides_says_so_in_words() -> None:
    alone = sentence("A.", has_partner=False)
    assert 'class="s alone"' in written(alone)
    assert "(no counterpart)" in written(alone)
    assert written(alone, kind="omitted") == '<span class="s" data-bead="7">A.</span>'


def test_a_sentence_whose_counterpart_stands_elsewhere_leads_there() -> None:
    page = written(sentence("A.", moved=True, row=SimpleNamespace(number=4, key="s5")))
    assert 'class="s moved"' in page
    assert 'href="#rs5"' in page
    assert "row 4</a>" in page


def test_in_a_moved_row_the_row_says_it_once() -> None:
    assert 'class="s"' in written(sentence("A.", moved=True), moved=True)


def test_a_translation_is_escaped_and_lights_up_with_its_sentence() -> None:
    paragraph = SimpleNamespace(sentences=(sentence("А.", translation="A < b."),))
    assert comparison.translated(paragraph) == '<span class="s" data-bead="7">A &lt; b.</span>'


def test_paragraphs_in_order_carry_their_rows() -> None:
    one, two, three = (SimpleNamespace(number=n) for n in (1, 2, 3))
    first = SimpleNamespace(source=(one,), target=())
    second = SimpleNamespace(source=(three, two), target=())
    shown = SimpleNamespace(
        rows=(second, first), source=SimpleNamespace(paragraphs=(one, two, three))
    )
    assert comparison.in_order(shown, "source") == [(one, first), (two, second), (three, second)]


def test_a_stored_sentence_says_what_a_review_needs() -> None:
    mark = SimpleNamespace(
        token="7.2", is_decided=True, state="rejected", note='a "b"', flagged_for="bob"
    )
    assert (
        ' data-sentence="5" data-token="7.2" data-state="rejected" data-note="a &quot;b&quot;"'
        ' data-flag="bob">' in written(sentence("A.", key=5, mark=mark))
    )


def test_a_row_says_how_sure_its_undecided_beads_are() -> None:
    row = SimpleNamespace(tokens="7.2 8.0", is_decided=False, doubt=0.25)
    assert comparison.row_marks(row) == ' data-beads="7.2 8.0" data-confidence="0.25"'
    row.is_decided = True
    assert comparison.row_marks(row) == ' data-beads="7.2 8.0" data-decided'
    row.tokens = ""
    assert comparison.row_marks(row) == ""
