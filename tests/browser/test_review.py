"""A review with the keyboard, from the machine's guess to a file with what was decided."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations import work
from newsalign.core import model
from newsalign.library.operations import stored_text
from tests import builders
from tests.bitext.review.steps import version

RUSSIAN = (
    "Мост открыли утром. Движение пошло сразу.",
    "Строили его три года.",
    "Старый мост разберут весной.",
    "Мэр поблагодарил рабочих.",
)
ENGLISH = (
    "The bridge opened in the morning. Traffic started at once.",
    "The mayor thanked the workers.",
    "It took three years to build.",
    "The old bridge will be taken down in spring.",
)
PHONE = {"width": 390, "height": 844}


# Two paragraphs are wrongly one row (sentences 2 and 3 of the source), the mayor is not linked.
GUESS = model.Alignment(
    (
        model.Bead((0,), (0,), 0.95),
        model.Bead((1,), (1,), 0.9),
        model.Bead((), (2,), 0.5),
        model.Bead((2, 3), (3, 4), 0.4),
        model.Bead((4,), (), 0.5),
    )
)


def reviewed_pair() -> Pair:
    source = builders.article("ru", RUSSIAN, "Новый мост открыт")
    target = builders.article("en", ENGLISH, "A new bridge is open")
    pair = Pair.objects.create(source=source, target=target, added_by=builders.user())
    builders.align(pair, GUESS)
    return pair


@pytest.fixture
def pair(administrator: User) -> Pair:
    return reviewed_pair()


def shapes(pair: Pair) -> list[tuple[list[int], list[int], str]]:
    """What is stored: sentence numbers of both sides, and the state."""
    keys = [stored_text(k).sentence_ids for k in (pair.source_id, pair.target_id)]
    found = []
    for bead in Bead.objects.filter(alignment__pair=pair).order_by("position"):
        members = list(bead.members.values_list("side", "sentence_id"))
        sides = [
            sorted(keys[k].index(sentence) for side, sentence in members if side == name)
            for k, name in enumerate(("source", "target"))
        ]
        found.append((*sides, bead.state))
    return found


def said(page: Page) -> Locator:
    return page.locator("#review-message")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, goal: Locator) -> None:
    """Without a mouse: as many tabs as it takes."""
    for _press in range(200):
        if goal.evaluate("element => element === document.activeElement"):
            return
        press(page, "Tab")
    raise AssertionError(f"{goal} is not reached with the Tab key")


def uploaded(page: Page) -> Pair:
    """Two pages pasted, looked at, saved and aligned, with the keyboard."""
    page.goto("/pairs/new/")
    pages = (("Новый мост открыт", *RUSSIAN), ("A new bridge is open", *ENGLISH))
    for name, text in zip(("source_text", "target_text"), pages, strict=True):
        tab_to(page, page.locator(f"textarea[name={name}]"))
        page.keyboard.insert_text("\n\n".join(text))
    for name in ("Continue", "Save and align"):
        tab_to(page, page.get_by_role("button", name=name))
        press(page, "Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    builders.run_queue()
    # The page loads itself anew; keys count once its scripts have run.
    expect(page.locator("[data-reviewing] #rs1")).to_be_visible()
    return Pair.objects.get()


def test_a_whole_review_with_the_keyboard_only(
    page: Page, administrator: User, no_packages: None, monkeypatch: pytest.MonkeyPatch
):
    """From two pasted pages to a file with what was decided; the machine's guess is a wrong one."""
    monkeypatch.setattr(work.align, "align", lambda *_texts: GUESS)
    pair = uploaded(page)
    press(page, "j")
    expect(page.locator("#rs1")).to_be_focused()
    press(page, "n")
    merged = page.locator(".row", has_text="Строили")
    expect(merged).to_be_focused()
    # The wrong merge: split before the second sentence of the row.
    press(page, "ArrowRight", "ArrowRight")
    expect(page.get_by_text("Старый мост разберут весной.")).to_be_focused()
    press(page, "s")
    expect(said(page)).to_contain_text("Undo: z")
    expect(page.get_by_text("Старый мост разберут весной.")).to_be_focused()
    assert ([2], [3], "automatic") in shapes(pair)
    assert ([3], [4], "automatic") in shapes(pair)
    # The moved paragraph: marked on the left, linked on the right.
    row_of = {text: page.locator(".row", has_text=text) for text in ("Мэр", "mayor")}
    while not row_of["Мэр"].evaluate("row => row === document.activeElement"):
        press(page, "j")
    press(page, "l")
    expect(page.locator(".stage .s.marked")).to_have_text("Мэр поблагодарил рабочих.")
    while not row_of["mayor"].evaluate("row => row === document.activeElement"):
        press(page, "k")
    press(page, "l")
    expect(page.locator(".row.moved")).to_have_count(1)
    assert ([4], [2], "confirmed") in shapes(pair)
    # Undone, done again.
    press(page, "z")
    expect(page.locator(".row.moved")).to_have_count(0)
    press(page, "Shift+Z")
    expect(page.locator(".row.moved")).to_have_count(1)
    # All confirmed, one row after the other.
    while page.locator(".row.current").get_attribute("data-row") != "s1":
        press(page, "k")
    for row in page.locator(".row").all():
        expect(row).to_be_focused()
        press(page, "Enter")
    expect(page.locator(".row:not([data-decided])")).to_have_count(0)
    assert {state for *_, state in shapes(pair)} == {"confirmed"}
    assert exported(page) == {
        "Мост открыли утром.": "The bridge opened in the morning.",
        "Движение пошло сразу.": "Traffic started at once.",
        "Строили его три года.": "It took three years to build.",
        "Старый мост разберут весной.": "The old bridge will be taken down in spring.",
        "Мэр поблагодарил рабочих.": "The mayor thanked the workers.",
    }


def exported(page: Page) -> dict[str, str]:
    """The confirmed beads of the TMX file, downloaded with the keyboard."""
    tab_to(page, page.locator(".downloads summary"))
    press(page, "Enter")
    beads = page.get_by_label("Beads")
    tab_to(page, beads)
    press(page, "c")
    expect(beads).to_have_value("confirmed")
    tab_to(page, page.get_by_role("button", name="TMX"))
    with page.expect_download() as download:
        press(page, "Enter")
    units = etree.parse(download.value.path()).iter("tu")
    return dict(tuple(seg.text for seg in unit.iter("seg")) for unit in units)


def sentences(pair: Pair) -> list[str]:
    return [s.text for s in stored_text(pair.source_id).document.sentences]


def test_a_sentence_is_split_where_the_arrows_go_and_joined_again(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    press(page, "j", "ArrowRight", "Shift+S")
    sheet = page.get_by_role("dialog", name="Split the sentence")
    expect(sheet.get_by_role("radio", name="открыли")).to_be_focused()
    press(page, "ArrowRight")
    expect(sheet.get_by_role("radio", name="утром.")).to_be_checked()
    press(page, "Enter")
    expect(said(page)).to_contain_text("Sentence split in two")
    assert sentences(pair)[:3] == ["Мост открыли", "утром.", "Движение пошло сразу."]
    shown = page.locator("#rs1")
    first = shown.get_by_text("Мост открыли", exact=True)
    expect(first).to_be_focused()
    press(page, "Shift+M")
    expect(said(page)).to_contain_text("Two sentences joined")
    assert sentences(pair)[0] == "Мост открыли утром."
    press(page, "z")
    expect(first).to_be_focused()
    press(page, "Shift+Z")
    expect(shown.get_by_text("Мост открыли утром.", exact=True)).to_be_focused()


def test_a_sentence_is_split_with_the_pointer(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    page.get_by_text("Строили его три года.").click()
    page.get_by_role("button", name="Split the sentence").click()
    page.get_by_role("dialog").get_by_text("три", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Split the sentence").click()
    expect(said(page)).to_contain_text("Sentence split in two")
    assert sentences(pair)[2:4] == ["Строили его", "три года."]


def test_a_sheet_that_is_given_up_changes_nothing(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    press(page, "j", "ArrowRight", "Shift+S")
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert len(sentences(pair)) == 5
    assert version(pair) == 1


def test_a_pair_is_given_and_begun_in_the_bar(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    way = page.locator("#review summary")
    way.press("Enter")
    page.get_by_label("Reviewer").select_option("root")
    page.get_by_role("button", name="Assign").press("Enter")
    expect(way).to_contain_text("root")
    expect(way).to_be_focused()
    way.press("Enter")
    page.get_by_role("button", name="Begin the review").press("Enter")
    expect(way).to_contain_text("In review")
    found = Pair.objects.get()
    assert (found.reviewer.username, found.state) == ("root", "in_review")


@pytest.mark.parametrize("menu", ["#review details", ".downloads"])
def test_a_menu_closes_by_escape_and_by_a_press_elsewhere(page: Page, pair: Pair, menu: str):
    page.goto(pair.get_absolute_url())
    summary = page.locator(f"{menu} summary")
    for close in (lambda: page.keyboard.press("Escape"), page.locator("h2").first.click):
        summary.press("Enter")
        expect(page.locator(f"{menu}[open]")).to_have_count(1)
        close()
        expect(page.locator(f"{menu}[open]")).to_have_count(0)
    summary.press("Enter")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()


def test_a_ribbon_is_drawn_with_the_pointer(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url() + "?view=order")
    left = page.locator(".source .par", has_text="Мэр")
    right = page.locator(".target .par", has_text="mayor")
    left.hover()
    start, end = left.locator(".knot").bounding_box(), right.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 20, steps=5)
    expect(page.locator(".drawing")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".ribbon.moved")).to_have_count(1)
    assert ([4], [2], "confirmed") in shapes(pair)
    expect(page.locator(".drawing")).to_have_count(0)


def test_a_ribbon_is_drawn_with_the_keyboard(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url() + "?view=order#s4")
    page.locator("#s4").focus()
    press(page, "l", "g")
    expect(page.locator(".target .par.current")).to_have_count(1)
    while "mayor" not in page.locator(".par.current").inner_text():
        press(page, "k")
    expect(page.locator(".drawing")).to_have_count(1)
    press(page, "l")
    expect(page.locator(".ribbon.moved")).to_have_count(1)
    expect(page.locator(".target .par", has_text="mayor")).to_be_focused()


def test_sentences_are_marked_and_moved_with_the_pointer(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    page.get_by_text("Движение пошло сразу.").click()
    actions = page.locator(".row-actions")
    move = actions.get_by_role("button", name="Move here")
    expect(move).to_be_hidden()
    actions.get_by_role("button", name="Mark").click()
    expect(page.locator(".stage .s.marked")).to_have_text("Движение пошло сразу.")
    page.get_by_text("Строили его три года.").click()
    move.click()
    expect(said(page)).to_contain_text("Undo: z")
    expect(move).to_be_hidden()
    assert ([1, 2, 3], [3, 4], "confirmed") in shapes(pair)


def test_marked_sentences_are_moved_into_a_row_of_one_bead_with_the_keyboard(
    page: Page, pair: Pair
):
    page.goto(pair.get_absolute_url())
    row = page.locator(".row", has_text="Мэр")
    row.focus()
    press(page, "v")
    expect(said(page)).to_contain_text("Mark the sentences")
    press(page, "Space", "k")
    expect(page.locator(".row", has_text="Старый мост")).to_be_focused()
    press(page, "v")
    expect(said(page)).to_contain_text("Undo: z")
    assert ([2, 3, 4], [3, 4], "confirmed") in shapes(pair)


def test_keys_rest_while_somebody_types(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    press(page, "j", "c")
    field = page.get_by_role("textbox", name="Note on this passage")
    expect(field).to_be_focused()
    page.keyboard.type("just a zoom")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#rs1 .remark")).to_contain_text("just a zoom")
    expect(page.locator("#rs1")).to_be_focused()
    assert {state for *_, state in shapes(pair)} == {"automatic"}


def test_the_keys_are_listed(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys of the review")
    expect(keys).to_be_visible()
    press(page, "Escape")
    expect(keys).to_be_hidden()
    press(page, "j")
    expect(page.locator("#rs1")).to_be_focused()


def test_keys_are_those_of_the_keyboard_whatever_it_types(page: Page, pair: Pair):
    page.goto(pair.get_absolute_url())
    keyboard = page.context.new_cdp_session(page)
    for key, code in (("о", "KeyJ"), ("с", "KeyC")):
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "code": code})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "code": code})
    expect(page.get_by_role("textbox", name="Note on this passage")).to_be_focused()


@pytest.mark.parametrize("key", ["x", "Enter"])
def test_somebody_was_quicker(
    page: Page, pair: Pair, browser: Browser, live_server: LiveServer, key: str
):
    """The second context is logged in as the same person: what counts is what each page has seen."""
    page.goto(pair.get_absolute_url())
    other = browser.new_context(
        base_url=live_server.url, locale="en-GB", storage_state=page.context.storage_state()
    )
    late = other.new_page()
    late.goto(pair.get_absolute_url())
    late.locator("#rs1").focus()
    page.locator("#rs1").focus()
    press(page, "Enter")
    expect(page.locator("#rs1[data-decided]")).to_have_count(1)
    press(late, key)
    expect(late.locator("#rs1 .refusal")).to_contain_text("changed this in the meantime")
    expect(late.locator("#rs1[data-decided] .decision.confirmed")).to_have_count(1)
    expect(late.locator("#rs1")).to_be_focused()
    assert shapes(pair)[0] == ([0], [0], "confirmed")
    other.close()


def test_a_note_that_came_late_is_not_lost(
    page: Page, pair: Pair, browser: Browser, live_server: LiveServer
):
    other = browser.new_context(
        base_url=live_server.url, locale="en-GB", storage_state=page.context.storage_state()
    )
    late = other.new_page()
    for one in (page, late):
        one.goto(pair.get_absolute_url())
        one.locator("#rs1").focus()
    field = late.get_by_role("textbox", name="Note on this passage")
    press(late, "c")
    expect(field).to_be_focused()
    late.keyboard.type("Ask the desk")
    press(page, "x")
    expect(page.locator("#rs1[data-decided]")).to_have_count(1)
    late.get_by_role("button", name="Save").press("Enter")
    expect(late.locator("#rs1 .refusal")).to_contain_text("changed this in the meantime")
    press(late, "c")
    expect(field).to_have_value("Ask the desk")
    late.get_by_role("button", name="Save").press("Enter")
    expect(late.locator("#rs1 .remark")).to_contain_text("Ask the desk")
    late.locator("#rs2").focus()
    press(late, "c")
    expect(field).to_have_value("")
    other.close()


@pytest.fixture
def plain(page: Page, pair: Pair, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The pair's page, of the same person, in a browser without scripts."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="en-GB",
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    found = context.new_page()
    found.goto(pair.get_absolute_url())
    yield found
    context.close()


def test_without_scripts_a_row_is_reviewed_by_hand(plain: Page, pair: Pair):
    plain.locator("#rs1").get_by_role("link", name="Review this row").click()
    plain.locator("#rs1").get_by_role("button", name="Confirm", exact=True).first.click()
    expect(plain.locator("#rs1[data-decided]")).to_have_count(1)
    assert shapes(pair)[0] == ([0], [0], "confirmed")


def test_without_scripts_chosen_sentences_are_linked(plain: Page, pair: Pair):
    plain.locator("#rs4").get_by_role("link", name="Review this row").click()
    plain.get_by_role("checkbox", name="Мэр поблагодарил рабочих.").check()
    plain.get_by_label("and of other rows").select_option("The mayor thanked the workers.")
    plain.get_by_role("button", name="Link the chosen sentences").click()
    expect(plain.locator(".row.moved")).to_have_count(1)
    assert ([4], [2], "confirmed") in shapes(pair)


def test_without_scripts_a_sentence_is_split(plain: Page, pair: Pair):
    plain.locator("#rs1").get_by_role("link", name="Review this row").click()
    plain.get_by_role("link", name="Split or join").first.click()
    plain.get_by_role("radio", name="утром.").check()
    plain.get_by_role("button", name="Split the sentence").click()
    expect(plain.locator("#rs1 .s").first).to_have_text("Мост открыли")
    assert sentences(pair)[:2] == ["Мост открыли", "утром."]


@pytest.mark.parametrize("view", ["rows", "order"])
def test_reviewing_on_a_phone_scrolls_one_way_only(page: Page, pair: Pair, view: str):
    page.set_viewport_size(PHONE)
    page.goto(f"{pair.get_absolute_url()}?view={view}")
    page.locator(".row, .par").first.focus()
    expect(page.locator(".row-actions")).to_be_visible()
    page.locator("#review summary").click()
    for button in page.locator("#review :is(button, summary):visible").all():
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_address_that_names_a_paragraph_leads_to_its_row(page: Page, pair: Pair):
    """The second paragraph of a row of two: the admin's list of beads links so."""
    page.goto(f"{pair.get_absolute_url()}#s3")
    chosen = page.locator(".row.current")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("Старый мост разберут")


@pytest.mark.parametrize("name", ["queuedpair", "bead", "alignment", "pair"])
def test_the_lists_of_the_admin_fit_into_a_window(page: Page, pair: Pair, name: str):
    """With the links to the comparison and the history, which stand last."""
    pair.source.headline = "https://www.example.org/" + "way/" * 40
    pair.source.save()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse(f"admin:bitext_{name}_changelist"))
    link = page.locator("#result_list").get_by_role("link", name="comparison").first
    box = link.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 1280
    wider = page.locator(".results").evaluate("list => list.scrollWidth - list.clientWidth")
    assert wider <= 0
