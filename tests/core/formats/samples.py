"""Units to write and read back, and strategies that make them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from newsalign.core.formats import Segment, Side, Unit

# Whatever a text may hold: line ends, tabs, quotes, mark-up, control characters, U+FFFE.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\0\x01\x0b\x1f\x7f\x85\u2028\ufffe\uffff\ufffd\t\n\r \"'<>&]=+-@\\абв"),
    ),
    max_size=12,
)


def side(language: str, texts: Sequence[str], first: int = 1) -> Side:
    return Side(
        f"article-{language}",
        language,
        tuple(Segment(first + k, 1 + k // 2, text) for k, text in enumerate(texts)),
    )


def unit(
    number: int = 1,
    source: Sequence[str] = ("Снег шёл весь день.",),
    target: Sequence[str] = ("It snowed all day.",),
    *,
    pair: int = 7,
    languages: tuple[str, str] = ("ru", "en"),
    confidence: float = 0.9,
    moved: bool = False,
    state: str = "automatic",
    note: str = "",
    flagged_for: str | None = None,
    reviewer: str | None = None,
) -> Unit:
    return Unit(
        pair,
        number,
        side(languages[0], source),
        side(languages[1], target),
        confidence,
        moved,
        state,
        note,
        flagged_for,
        reviewer,
    )


STORY = (
    unit(1, state="confirmed", note="Both say “all day”."),
    unit(2, ("Дороги <замело>.", "Школы закрыты & пусты."), ("Roads were blocked.",), moved=True),
    unit(3, ("Только здесь.",), (), confidence=0.25),
    unit(4, (), ("Only there.",), state="rejected"),
    unit(1, pair=9, confidence=1.0),
)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    sides = draw(st.tuples(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3)).filter(any))
    return Unit(
        pair=draw(st.integers(1, 3)),
        number=draw(st.integers(1, 10**6)),
        source=side("ru", sides[0], draw(st.integers(1, 99))),
        target=side("en", sides[1], draw(st.integers(1, 99))),
        confidence=draw(st.floats(0, 1)),
        moved=draw(st.booleans()),
        state=draw(st.sampled_from(["automatic", "confirmed", "rejected"])),
        note=draw(TEXTS),
    )


def stories(least: int = 1) -> st.SearchStrategy[list[Unit]]:
    return st.lists(units(), min_size=least, max_size=4)
