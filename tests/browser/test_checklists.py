"""Boxes that are remembered, in a real browser: what a reader ticks, sees, hears and finds again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_pages import violations

MORNING = "study/morning/"
FIRST, SECOND = "Say your introduction", "Answer five cards"
SIZE, IN_FIRST_SECTION = 10, 4
LISTS = [
    "day-before",
    "facts-about-you",
    "four-weeks",
    "in-the-room",
    "measures",
    "morning",
    "seven-days",
    "three-days",
    "thirty-minutes",
    "two-hours",
]

BLOCK_DATABASE = """
Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""
LOG = """async () => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const reading = database.transaction("events").objectStore("events").getAll();
  const events = await new Promise((resolve) => (reading.onsuccess = () => resolve(reading.result)));
  database.close();
  return events.filter(({ kind }) => kind === "check").sort((a, b) => a.time - b.time).map(({ payload }) => payload);
}"""


def open_list(page: Page, address: str) -> Locator:
    """The list of a page, once it knows what was ticked."""
    page.goto(address)
    page.wait_for_selector("check-list[data-loaded=true]")
    return page.locator("check-list")


def box(listed: Locator, text: str) -> Locator:
    """A box by the beginning of its text."""
    return listed.get_by_role("checkbox", name=text)


def button(listed: Locator, name: str) -> Locator:
    """A button of the list by its whole name."""
    return listed.get_by_role("button", name=name, exact=True)


def progress(listed: Locator) -> Locator:
    """What the head says of the whole list."""
    return listed.locator(".check-list__state")


def kept(page: Page, ticks: int) -> None:
    """Wait until the log holds a number of ticks."""
    page.wait_for_function(f"async () => (await ({LOG})()).length === {ticks}")


@pytest.fixture
def morning(page: Page, site: str) -> Locator:
    """The checklist of the morning."""
    return open_list(page, site + MORNING)


def test_ticks_are_remembered_after_a_reload(page: Page, morning: Locator, site: str) -> None:
    expect(progress(morning)).to_have_text(f"0 of {SIZE} points done · 20 minutes")
    box(morning, FIRST).check()
    box(morning, SECOND).check()
    box(morning, SECOND).uncheck()
    kept(page, 3)
    again = open_list(page, site + MORNING)
    expect(box(again, FIRST)).to_be_checked()
    expect(box(again, SECOND)).not_to_be_checked()
    expect(progress(again)).to_have_text(f"1 of {SIZE} points done · 20 minutes")
    assert page.evaluate(LOG) == [
        {"list": "morning", "item": "say-introduction", "done": True},
        {"list": "morning", "item": "five-cards", "done": True},
        {"list": "morning", "item": "five-cards", "done": False},
    ]


def test_progress_is_shown_for_each_section_and_announced(morning: Locator) -> None:
    counts = morning.locator(".check-list__count")
    expect(counts.first).to_have_text(f"0 of {IN_FIRST_SECTION} points done")
    expect(morning.get_by_role("status")).to_be_empty()
    box(morning, FIRST).check()
    expect(counts.first).to_have_text(f"1 of {IN_FIRST_SECTION} points done")
    expect(counts.nth(1)).to_have_text("0 of 3 points done")
    expect(morning.get_by_role("status")).to_have_text(
        f"Ticked. Light review: 1 of {IN_FIRST_SECTION} points done. In all: 1 of {SIZE} points done."
    )
    for each in morning.get_by_role("checkbox").all():
        each.check()
    expect(progress(morning)).to_contain_text(f"All {SIZE} points done")


def test_clearing_can_be_undone(page: Page, morning: Locator, site: str) -> None:
    expect(button(morning, "Clear ticks")).to_be_hidden()
    box(morning, FIRST).check()
    box(morning, SECOND).check()
    button(morning, "Clear ticks").click()
    expect(morning.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(button(morning, "Clear ticks")).to_be_hidden()
    expect(button(morning, "Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(morning, FIRST)).to_be_checked()
    expect(box(morning, SECOND)).to_be_checked()
    expect(button(morning, "Undo")).to_be_hidden()
    expect(button(morning, "Clear ticks")).to_be_focused()
    kept(page, 6)
    again = open_list(page, site + MORNING)
    expect(progress(again)).to_contain_text(f"2 of {SIZE}")


def test_cleared_ticks_stay_cleared(page: Page, morning: Locator, site: str) -> None:
    box(morning, FIRST).check()
    button(morning, "Clear ticks").click()
    kept(page, 2)
    expect(open_list(page, site + MORNING).get_by_role("checkbox", checked=True)).to_have_count(0)


def test_two_tabs_agree(context: BrowserContext, morning: Locator, site: str) -> None:
    other = open_list(context.new_page(), site + MORNING)
    box(morning, FIRST).check()
    expect(box(other, FIRST)).to_be_checked()
    expect(progress(other)).to_contain_text(f"1 of {SIZE}")
    button(other, "Clear ticks").click()
    expect(box(morning, FIRST)).not_to_be_checked()


def test_lists_do_not_share_their_ticks(page: Page, morning: Locator, site: str) -> None:
    box(morning, FIRST).check()
    kept(page, 1)
    expect(open_list(page, site + "study/day-before/").get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_list_is_there_again_after_a_walk_over_other_pages(page: Page, morning: Locator) -> None:
    box(morning, FIRST).check()
    page.locator("article").get_by_role("link", name="yesterday").click()
    page.wait_for_url("**/study/day-before/")
    page.wait_for_selector("check-list[list=day-before][data-loaded=true]")
    page.go_back()
    page.wait_for_selector("check-list[list=morning][data-loaded=true]")
    expect(box(morning, FIRST)).to_be_checked()
    expect(button(morning, "Clear ticks")).to_have_count(1)
    box(morning, SECOND).check()
    expect(progress(morning)).to_contain_text(f"2 of {SIZE}")


def test_the_keyboard_is_enough(page: Page, morning: Locator) -> None:
    box(morning, FIRST).focus()
    page.keyboard.press("Space")
    expect(box(morning, FIRST)).to_be_checked()
    expect(box(morning, FIRST)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    while page.evaluate("document.activeElement.textContent") != "Clear ticks":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(box(morning, FIRST)).not_to_be_checked()
    expect(button(morning, "Undo")).to_be_focused()


def test_a_link_in_a_box_leads_on_and_does_not_tick(page: Page, morning: Locator) -> None:
    morning.get_by_role("link", name="introduction").first.click()
    page.wait_for_url("**/scripts/introduction/")
    page.go_back()
    page.wait_for_selector("check-list[data-loaded=true]")
    expect(page.locator("check-list").get_by_role("checkbox", checked=True)).to_have_count(0)


def test_the_boxes_stay_in_place_when_the_first_is_ticked(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    listed = open_list(new_context(viewport={"width": 390, "height": 900}).new_page(), site + MORNING)
    before = box(listed, SECOND).bounding_box()
    box(listed, FIRST).check()
    expect(button(listed, "Clear ticks")).to_be_visible()
    assert box(listed, SECOND).bounding_box() == before


@pytest.mark.kept
def test_it_works_and_remembers_with_the_network_off(
    page: Page, context: BrowserContext, morning: Locator, site: str
) -> None:
    page.wait_for_selector("html[data-offline=ready]")
    context.set_offline(True)
    box(open_list(page, site + MORNING), FIRST).check()
    kept(page, 1)
    expect(box(open_list(page, site + MORNING), FIRST)).to_be_checked()


def test_without_scripts_it_is_a_list_of_boxes(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + MORNING)
    listed = page.locator("check-list")
    expect(listed.get_by_role("listitem")).to_have_count(SIZE)
    expect(progress(listed)).to_have_text(f"{SIZE} points · 20 minutes")
    box(listed, FIRST).check()
    expect(listed.get_by_role("button")).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(BLOCK_DATABASE)
    page.goto(site + MORNING)
    listed = page.locator("check-list")
    box(listed, FIRST).check()
    expect(listed.get_by_role("alert")).to_contain_text("Ticks are not kept.")
    expect(box(listed, FIRST)).to_be_checked()
    expect(progress(listed)).to_contain_text(f"1 of {SIZE}")


def test_the_self_check_of_a_walkthrough_is_remembered_too(page: Page, served_self_check: str) -> None:
    listed = open_list(page, served_self_check)
    box(listed, "Did you ask what is optimised").check()
    expect(listed.locator(".check-list__count").first).to_have_text("1 of 4 points done")
    kept(page, 1)
    expect(box(open_list(page, served_self_check), "Did you ask what is optimised")).to_be_checked()


@pytest.fixture
def served_self_check(page: Page, site: str) -> str:
    """Address of the page of the feed-ranking walkthrough that holds its self-check."""
    start = site + "walkthroughs/feed-ranking/"
    page.goto(start)
    links = page.evaluate("[...document.links].map((link) => link.href.split('#')[0])")
    for address in [start, *sorted({link for link in links if link.startswith(start) and link != start})]:
        if "<check-list " in page.request.get(address).text():
            return str(address)
    raise AssertionError("no page of the walkthrough holds its self-check")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_never_asks_for_python_and_shows_no_raw_boxes(page: Page, site: str, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    listed = open_list(page, f"{site}study/{name}/")
    assert "[ ]" not in page.locator("article").inner_text()
    expect(progress(listed)).to_contain_text("0 of ")
    assert not [url for url in asked if "/assets/runtime/" in url]


@pytest.mark.parametrize("width", [390, 1280])
def test_it_suits_every_reader(new_context: Callable[..., BrowserContext], site: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    findings = []
    for name in ("two-hours", "four-weeks"):
        listed = open_list(page, f"{site}study/{name}/")
        listed.get_by_role("checkbox").first.check()
        listed.get_by_role("checkbox").nth(2).check()
        findings += [f"{name}, ticked, {each}" for each in violations(page)]
        button(listed, "Clear ticks").click()
        findings += [f"{name}, cleared, {each}" for each in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for each in [*listed.locator("label").all()[:8], button(listed, "Undo")]:
            size = each.bounding_box()
            assert size is not None
            assert size["height"] >= 44
    assert findings == []


def test_the_cheat_sheet_prints_on_one_page(page: Page, site: str) -> None:
    page.goto(site + "playbook/cheat-sheet/", wait_until="networkidle")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
