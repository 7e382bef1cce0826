"""From two pages to the comparison, as a person does it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from newsalign.bitext.models import Pair
from newsalign.bitext.operations.setup import SAMPLES
from tests import builders

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
KURSK = [
    ([1], [1]),
    ([2], [2]),
    ([3, 4, 5], [3]),
    ([6], [4]),
    ([7], [7]),
    ([8], [5]),
    ([9], [6]),
    ([], [8]),
]
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.usefixtures("administrator")


def save_what_was_recognised(page: Page) -> None:
    page.get_by_role("button", name="Save and align").click()


def rows_shown(page: Page) -> list[tuple[list[int], list[int]]]:
    """The rows' paragraph numbers, as the page's own marks say them."""
    page.get_by_role("link", name="In order").click()
    expect(page.locator(".par").first).to_be_visible()
    found: dict[str, tuple[list[int], list[int]]] = {}
    for par in page.locator(".par").all():
        sides = found.setdefault(par.get_attribute("data-row") or "", ([], []))
        number = int((par.get_attribute("id") or "s0")[1:])
        sides[par.get_attribute("data-side") == "target"].append(number)
    return list(found.values())


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared samples beside the checkout")
@pytest.mark.parametrize("package", ["starters", "no_packages"])
def test_the_kursk_files_end_on_the_rows_of_their_readme(
    page: Page, package: str, request: pytest.FixtureRequest
):
    request.getfixturevalue(package)
    page.goto("/pairs/new/")
    page.set_input_files("input[name=source_file]", SHARED / "kursk_ru.txt")
    page.set_input_files("input[name=target_file]", SHARED / "kursk_en.txt")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Section").first).to_have_value("Президент")
    save_what_was_recognised(page)
    expect(page.get_by_role("progressbar")).to_be_visible()
    builders.run_queue()
    expect(page.locator("#rt8")).to_be_visible()
    expect(page.locator(".row.moved")).to_have_count(1)
    expect(page.locator(".row.added")).to_have_count(1)
    assert rows_shown(page) == KURSK


def test_two_pasted_pages_in_each_others_place(page: Page, no_packages: None):
    page.goto("/pairs/new/")
    texts = [(SAMPLES / f"electric-bus.{code}.txt").read_text("utf-8") for code in ("en", "ru")]
    page.locator("textarea[name=source_text]").fill(texts[0])
    page.locator("textarea[name=target_text]").fill(texts[1])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("they have been swapped")).to_be_visible()
    save_what_was_recognised(page)
    expect(page.get_by_role("progressbar")).to_be_visible()
    builders.run_queue()
    expect(page.locator("#rs1")).to_be_visible()
    headline = page.locator("main h2").first
    expect(headline).to_have_attribute("lang", "ru")


def test_partners_light_up_with_pointer_and_keyboard(page: Page):
    page.goto(builders.aligned_pair().get_absolute_url())
    sentence = page.locator(".cell.source [data-bead]").first
    bead = sentence.get_attribute("data-bead")
    partner = page.locator(f".cell.target [data-bead='{bead}']")
    sentence.hover()
    expect(partner).to_have_class(r"s lit")
    page.mouse.move(0, 0)
    expect(partner).not_to_have_class(r"s lit")


@pytest.mark.parametrize("word", ["", "https://www.example.org/" + "way/" * 40])
def test_no_page_is_wider_than_a_phone(page: Page, word: str):
    pair = Pair.objects.create(
        source=builders.article("ru", (f"Случилось {word} одно.",), f"Заголовок {word}"),
        target=builders.article("en", (f"One {word} thing happened.",), f"Headline {word}"),
        added_by=builders.user(),
    )
    builders.align(pair)
    page.set_viewport_size(PHONE)
    for url in (
        "/",
        "/articles/",
        "/pairs/",
        "/pairs/new/",
        pair.get_absolute_url(),
        pair.get_absolute_url() + "?view=order",
        pair.source.get_absolute_url(),
        pair.get_absolute_url() + "history/",
    ):
        page.goto(url)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], url


def test_lists_filter_while_typing(page: Page):
    for number in (1, 2):
        builders.aligned_pair(number)
    page.goto("/pairs/")
    page.get_by_role("searchbox").fill("headline 2")
    expect(page.get_by_text("Headline 2")).to_be_visible()
    expect(page.get_by_text("Headline 1")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/pairs/\?q=headline(\+|%20)2"))
