from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsalign.core.model import ParagraphKind
from newsalign.core.text.normalise import normalise
from newsalign.core.text.page import Page, extract_page

PAGES = Path(__file__).parents[1] / "data" / "pages.txt"
KINDS = {"L": ParagraphKind.LEAD, "P": ParagraphKind.BODY, "B": ParagraphKind.SUBHEADING}


class Annotated(NamedTuple):
    name: str
    publisher: str
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(_shown(mark, line) for mark, line in self.lines)

    def marked(self, *marks: str) -> list[str]:
        return [_shown(mark, line) for mark, line in self.lines if mark in marks]

    @property
    def published(self) -> str | None:
        return next((line.split(" ")[0] for mark, line in self.lines if mark == "T"), None)

    @property
    def dateline(self) -> str:
        return next((line.split("¦")[0] for _, line in self.lines if "¦" in line), "")

    @property
    def paragraphs(self) -> list[tuple[str, ParagraphKind]]:
        return [
            (line.split("¦")[-1].strip(), KINDS[mark]) for mark, line in self.lines if mark in KINDS
        ]


def _shown(mark: str, line: str) -> str:
    return line.split(" ", 1)[1] if mark == "T" else line.replace("¦", "")


def annotated_pages() -> list[Annotated]:
    pages = PAGES.read_text(encoding="utf-8").split("\n=== ")[1:]
    return [_annotated(page) for page in pages]


def _annotated(page: str) -> Annotated:
    first, *rest = page.rstrip("\n").split("\n")
    name, publisher = first.split(" ", 1)
    return Annotated(name, publisher, tuple((line[:1], line[2:]) for line in rest))


def read(name: str) -> Page:
    return extract_page(next(page.text for page in annotated_pages() if page.name == name))


@pytest.mark.parametrize("page", annotated_pages(), ids=lambda page: page.name)
def test_annotated_page(page: Annotated) -> None:
    found = extract_page(page.text)
    assert found.headline == "".join(page.marked("H"))
    assert found.section == "".join(page.marked("S"))
    assert (found.published and found.published.isoformat(timespec="minutes")) == page.published
    assert found.dateline == page.dateline
    assert list(found.paragraphs) == page.paragraphs
    assert list(found.dropped) == page.marked("-", "T")
    assert found.recognised == (page.publisher != "!")
    assert found.publisher == page.publisher.strip("!-")


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            sorted({_shown(mark, line) for page in annotated_pages() for mark, line in page.lines})
        ),
        st.text(st.characters(), max_size=60),
    ),
    max_size=25,
)


def letters(*texts: str) -> list[str]:
    return sorted(c for text in texts for c in text if not c.isspace())


@given(LINES)
def test_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    page = extract_page(text)
    paragraphs = [paragraph.text for paragraph in page.paragraphs]
    parts = (page.headline, page.section, page.dateline, *paragraphs, *page.dropped)
    assert letters(normalise(text)) == letters(*parts)


@given(st.text(st.characters(exclude_characters="\n"), max_size=200))
def test_one_line_is_never_dropped(line: str) -> None:
    page = extract_page(line)
    assert not page.dropped


def test_carriage_returns_and_line_separators_part_paragraphs() -> None:
    page = extract_page("First paragraph.\r\nSecond one.\rThird one.\u2028Fourth one.")
    assert [p.text for p in page.paragraphs] == [
        "First paragraph.",
        "Second one.",
        "Third one.",
        "Fourth one.",
    ]


def test_address_on_its_own_line_is_the_url_and_tells_the_publisher() -> None:
    page = read("ministry")
    assert page.url == ""
    text = "https://eng.belta.by/economics/view/bakers-1\n" + next(
        p.text for p in annotated_pages() if p.name == "ministry"
    )
    page = extract_page(text)
    assert page.url == "https://eng.belta.by/economics/view/bakers-1"
    assert page.publisher == "BelTA"


def test_a_time_below_its_date_belongs_to_it() -> None:
    head = "President\n08 August 2025\n14:54\nThe works ships its wire"
    body = "MINSK, 8 August (BelTA) - The works shipped twelve thousand tonnes of wire."
    page = extract_page(f"Friday, 8 August 2025\n10:00\n{head}\n{body}")
    assert page.published is not None
    assert page.published.isoformat() == "2025-08-08T14:54:00"
    assert (page.section, page.headline) == ("President", "The works ships its wire")
    assert page.dropped == ("Friday, 8 August 2025", "10:00", "08 August 2025 14:54")


def test_the_first_sentence_of_plain_text_is_no_headline() -> None:
    """However long: the other edition's counterpart would stand alone."""
    first = "The works shipped twelve thousand tonnes of wire to six countries in the summer of this year"
    for text in (f"{first}.", f"{first}, said the press service of the works on Thursday."):
        page = extract_page(f"{text}\n\nNobody had expected so much of it this early in the year.")
        assert (page.headline, page.paragraphs[0].text) == ("", text)


def test_nothing_but_a_menu_passes_through() -> None:
    page = extract_page("Projects\nAll news\nFollow us on:")
    assert not page.recognised
    assert len(page.paragraphs) == 3
