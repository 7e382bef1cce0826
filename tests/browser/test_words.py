"""Words that correspond, as the browser paints them: the text itself stays as it is."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair
from tests import builders

RUSSIAN = ("🌊🌊 Мост открыли 14 мая. Старая переправа закрыта.", "Погода была хорошей.")
ENGLISH = ("Engineers opened a bridge on 14 May. The old crossing 🚧 is closed.", "It was sunny.")
WORDS = "() => [...(CSS.highlights.get('{name}') ?? [])].map(String)"
POINT = """(sentence, word) => {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.data.indexOf(word);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + word.length);
    const box = range.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
}"""


@pytest.fixture
def pair(administrator: User) -> Pair:
    source = builders.article("ru", RUSSIAN, "Новый мост")
    target = builders.article("en", ENGLISH, "A new bridge")
    found = Pair.objects.create(source=source, target=target, added_by=administrator)
    builders.align(found)
    return found


def wait_for(page: Page, name: str, words: list[str]) -> None:
    """Until these words are painted, and no others."""
    condition = f"want => JSON.stringify(({WORDS.format(name=name)})()) === JSON.stringify(want)"
    page.wait_for_function(condition, arg=words, timeout=5000)


def point_at(page: Page, sentence: str, word: str) -> tuple[float, float]:
    found = page.locator(sentence).first
    found.scroll_into_view_if_needed()
    x, y = found.evaluate(f"(sentence) => ({POINT})(sentence, {word!r})")
    return x, y


@pytest.mark.parametrize(
    ("view", "source", "target"),
    [
        ("", ".cell.source .s", ".cell.target .s"),
        ("?view=order", ".column.source .s", ".column.target .s"),
    ],
)
def test_words_light_up_with_the_pointer(
    page: Page, pair: Pair, view: str, source: str, target: str
):
    page.goto(pair.get_absolute_url() + view)
    before = page.locator(source).first.inner_html()
    page.mouse.move(*point_at(page, source, "Мост"))
    wait_for(page, "word-strong", ["Мост", "bridge"])
    page.mouse.move(*point_at(page, target, "May"))
    wait_for(page, "word-strong", ["May", "мая"])
    page.mouse.move(*point_at(page, target, "Engineers"))
    wait_for(page, "word-none", ["Engineers"])
    page.mouse.move(0, 0)
    wait_for(page, "word-none", [])
    assert page.locator(source).first.inner_html() == before


def test_marks_within_a_sentence_are_counted_through(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    sentence = page.locator(".cell.source .s").first
    sentence.evaluate("""(s) => {
        s.innerHTML = s.innerHTML.replace("14", '<mark>14<span class="visually-hidden"> (number)</span></mark>');
    }""")
    page.mouse.move(*point_at(page, ".cell.source .s", "мая"))
    wait_for(page, "word-strong", ["мая", "May"])
    expect(sentence.locator("mark")).to_have_count(1)


def test_words_are_reached_with_the_keyboard(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    said = page.locator("[data-words-said]")
    page.locator(".cell.source .s").first.focus()
    page.keyboard.press("Shift+ArrowRight")
    wait_for(page, "word-strong", ["Мост", "bridge"])
    expect(said).to_have_text("Мост: bridge, strong link")
    expect(said.locator("span").first).to_have_attribute("lang", "ru")
    page.keyboard.press("Shift+ArrowRight")
    expect(said).to_contain_text("открыли: opened")
    page.keyboard.press("Shift+ArrowLeft")
    expect(said).to_contain_text("Мост: bridge")
    page.keyboard.press("ArrowRight")
    wait_for(page, "word-strong", [])
    expect(page.locator(".cell.source .s").nth(1)).to_be_focused()


def test_the_switch_marks_words_without_counterpart_and_is_remembered(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    switch = page.get_by_role("button", name="Words without counterpart")
    note = page.get_by_text("not a judgement: free wording")
    expect(note).to_be_hidden()
    switch.click()
    expect(note).to_be_visible()
    page.wait_for_function(f"() => ({WORDS.format(name='words-alone')})().includes('Engineers')")
    page.get_by_role("link", name="In order").click()
    page.wait_for_function(f"() => ({WORDS.format(name='words-alone')})().includes('Engineers')")
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("h")
    expect(switch).to_have_attribute("aria-pressed", "false")
    wait_for(page, "words-alone", [])


def test_marks_stay_right_after_a_step_of_the_review(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    page.keyboard.press("h")
    page.wait_for_function(f"() => ({WORDS.format(name='words-alone')})().includes('Engineers')")
    page.locator(".cell.source .s").first.focus()
    with page.expect_response("**/words/**"):
        page.keyboard.press("Enter")
    expect(page.locator("#review-message")).to_contain_text("1 bead confirmed")
    page.wait_for_function(
        f"() => ({WORDS.format(name='words-alone')})().filter(w => w === 'Engineers').length === 1"
    )


def test_nothing_is_asked_for_before_somebody_points(page: Page, pair: Pair):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pair.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/words/" in url]


def test_words_light_up_on_a_phone_that_taps(
    browser: Browser, page: Page, pair: Pair, live_server: LiveServer
):
    context = browser.new_context(
        base_url=live_server.url,
        storage_state=page.context.storage_state(),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
    )
    phone = context.new_page()
    phone.goto(pair.get_absolute_url())
    phone.touchscreen.tap(*point_at(phone, ".cell.source .s", "Мост"))
    wait_for(phone, "word-strong", ["Мост", "bridge"])
    phone.touchscreen.tap(*point_at(phone, ".cell.source .s", "14"))
    wait_for(phone, "word-strong", ["14", "14"])
    phone.touchscreen.tap(5, 5)
    context.close()
