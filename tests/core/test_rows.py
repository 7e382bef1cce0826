from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.compare.coverage import coverage
from newsalign.core.compare.rows import rows
from newsalign.core.compare.words import word_count
from newsalign.core.model import Alignment, Bead, Document


def document(*sizes: int, language: str = "ru") -> Document:
    """Paragraphs of so many sentences, five words each."""
    return Document.of_sentences(
        language, [[f"p{p} s{s} three four five." for s in range(n)] for p, n in enumerate(sizes)]
    )


def table(source: Document, target: Document, *beads: Bead) -> list[tuple]:
    return [(r.source, r.target, r.moved) for r in rows(source, target, Alignment(beads))]


def one(*pairs: tuple[int, int], moved: bool = False) -> list[Bead]:
    return [Bead((a,), (b,), 0.9, moved=moved) for a, b in pairs]


def test_three_paragraphs_joined_by_one():
    found = table(document(1, 1, 1, 1), document(3, 1), *one((0, 0), (1, 1), (2, 2), (3, 3)))
    assert found == [((0, 1, 2), (0,), False), ((3,), (1,), False)]


def test_moved_paragraph_stands_at_its_place_in_the_source():
    beads = [*one((0, 0), (2, 1)), *one((1, 2), moved=True)]
    found = table(document(1, 1, 1), document(1, 1, 1), *beads)
    assert found == [((0,), (0,), False), ((1,), (2,), True), ((2,), (1,), False)]


def test_addition_follows_the_row_before_it_in_the_target_and_no_moved_one():
    beads = [*one((0, 0), (2, 1)), *one((1, 2), moved=True), Bead((), (3,))]
    found = table(document(1, 1, 1), document(1, 1, 1, 1), *beads)
    assert found[-1] == ((), (3,), False)


def test_addition_at_the_start_comes_first():
    found = table(document(1), document(1, 1), Bead((), (0,)), *one((0, 1)))
    assert found == [((), (0,), False), ((0,), (1,), False)]


def test_omission_stays_where_it_stands():
    found = table(document(1, 1, 1), document(1, 1), *one((0, 0), (2, 1)), Bead((1,), ()))
    assert found == [((0,), (0,), False), ((1,), (), False), ((2,), (1,), False)]


def test_a_stray_sentence_does_not_chain_rows():
    beads = one(*[(k, k) for k in range(10)])
    found = table(document(4, 6), document(5, 5), *beads)
    assert found == [((0,), (0,), False), ((1,), (1,), False)]


def test_a_moved_sentence_does_not_tie_paragraphs_of_the_main_order():
    beads = [*one((0, 0), (1, 1), (3, 2)), *one((2, 3), moved=True)]
    found = table(document(2, 2), document(2, 2), *beads)
    assert found == [((0,), (0,), False), ((1,), (1,), False)]


def test_confidence_is_weighted_by_words():
    source, target = document(2), document(2)
    beads = (Bead((0,), (0,), 1.0), Bead((1,), (1,), 0.5))
    assert rows(source, target, Alignment(beads))[0].confidence == 0.75


def test_coverage_counts_words_with_a_counterpart():
    source, target = document(1, 1), document(1)
    alignment = Alignment((Bead((0,), (0,)), Bead((1,), ())))
    assert coverage(source, target, alignment) == (0.5, 1.0)


def test_chinese_is_counted_by_character():
    assert word_count("白俄罗斯 2025") == 5
    assert word_count("don't stop – well-known") == 3


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Document, Document, Alignment]:
    sizes = st.lists(st.integers(1, 4), max_size=5)
    source, target = document(*draw(sizes)), document(*draw(sizes))
    left = draw(st.permutations(range(len(source.sentences))))
    right = draw(st.permutations(range(len(target.sentences))))
    both = draw(st.integers(0, min(len(left), len(right))))
    beads = [
        Bead((a,), (b,), draw(st.floats(0, 1)), moved=draw(st.booleans()))
        for a, b in zip(left[:both], right[:both], strict=True)
    ]
    beads += [Bead((a,), ()) for a in left[both:]] + [Bead((), (b,)) for b in right[both:]]
    return source, target, Alignment(tuple(beads))


@given(alignments())
def test_every_paragraph_stands_in_exactly_one_row(case: tuple[Document, Document, Alignment]):
    source, target, alignment = case
    found = rows(source, target, alignment)
    assert sorted(p for r in found for p in r.source) == list(range(len(source.paragraphs)))
    assert sorted(p for r in found for p in r.target) == list(range(len(target.paragraphs)))
    assert all(0 <= r.confidence <= 1 for r in found)
    assert [r.source[0] for r in found if r.source] == sorted(
        r.source[0] for r in found if r.source
    )
