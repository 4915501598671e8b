"""The tool on a script's page: filling blanks, the text's length, copy, print and rehearsal, as a reader meets them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_pages import violations
from tests.serving import Served

SCRIPT = "scripts/introduction/"
OTHER = "scripts/pitch-30-seconds/"
YEARS = "Years of experience"
RESULT = "One measured result"
FIRST = "Good to meet you, and thanks for making the time."
NO_DATABASE = """
Object.defineProperty(window, "indexedDB", {
  get() { throw new DOMException("site data is blocked", "SecurityError"); },
});
"""


def open_script(page: Page, address: str) -> Locator:
    """The tool of a script's page once it is there."""
    page.goto(address)
    expect(page.locator(".script-desk__panel")).to_be_visible()
    return page.locator("script-desk")


def open_fields(desk: Locator) -> None:
    """Unfold the fields of the blanks."""
    desk.locator("summary").click()


def blank(page: Page, name: str) -> Locator:
    """Every place of a blank in the texts of the page."""
    return page.locator(f'article .blank[data-blank="{name}"]')


def rehearse(desk: Locator) -> Locator:
    """The dialog of the rehearsal, opened."""
    desk.get_by_role("button", name="Rehearse line by line").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_what_is_put_into_a_blank_stands_everywhere_and_is_remembered(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    expect(blank(page, "years").first).to_have_text("six")
    expect(desk).to_contain_text("139 words, 56 seconds")
    open_fields(desk)
    desk.get_by_label(YEARS).fill("more than eleven")
    expect(desk).to_contain_text("141 words, 56 seconds at 150 words a minute: 1 second over the target of 55 seconds")
    assert blank(page, "years").count() > 1, "the blank stands in a line and in a follow-up"
    for text in blank(page, "years").all_text_contents():
        assert text == "more than eleven"
    page.reload()
    expect(blank(page, "years").first).to_have_text("more than eleven")
    expect(desk.locator("summary")).to_contain_text("1 of 30 in your own words")
    expect(page.locator("[data-script-words]")).to_have_text("141 words")


def test_scripts_share_a_blank_that_means_the_same_and_no_other(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    expect(desk.locator("label", has_text=YEARS)).to_contain_text("also in 1 other script")
    desk.get_by_label(YEARS).fill("eleven")
    desk.get_by_label(RESULT).fill("halved the bill")
    open_script(page, site + OTHER)
    expect(blank(page, "years").first).to_have_text("eleven")
    open_script(page, site + "scripts/star-answer/")
    assert blank(page, "result").count() > 0
    expect(blank(page, "result").first).not_to_have_text("halved the bill")


def test_blanks_are_cleared_and_brought_back(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label(YEARS).fill("eleven")
    desk.get_by_label(RESULT).fill("halved the bill")
    desk.get_by_role("button", name="Clear all 2").click()
    expect(blank(page, "years").first).to_have_text("six")
    undo = desk.get_by_role("button", name="Undo clear")
    expect(undo).to_be_focused()
    desk.get_by_label(RESULT).fill("doubled the yield")
    undo.click()
    expect(blank(page, "years").first).to_have_text("eleven")
    expect(blank(page, "result").first).to_have_text("doubled the yield")
    page.reload()
    expect(blank(page, "years").first).to_have_text("eleven")
    expect(blank(page, "result").first).to_have_text("doubled the yield")


def test_a_blank_in_the_text_leads_to_its_field_and_enter_leads_back(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    blank(page, "result").first.click()
    field = desk.get_by_label(RESULT)
    expect(field).to_be_focused()
    page.keyboard.type("halved the bill.")
    page.keyboard.press("Enter")
    expect(blank(page, "result").first).to_be_focused()
    expect(blank(page, "result").first).to_be_in_viewport()
    expect(page.locator(".gr-turn", has_text="and my work")).to_contain_text("my work halved the bill.")
    expect(page.locator(".gr-turn", has_text="and my work")).not_to_contain_text("bill..")
    assert field.input_value() == "halved the bill."


def test_enter_goes_from_field_to_field(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label("Your role").focus()
    page.keyboard.press("Enter")
    expect(desk.get_by_label(YEARS)).to_be_focused()


def test_the_text_is_copied_with_the_blanks_filled(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label(YEARS).fill("eleven")
    desk.get_by_role("button", name="Copy text").click()
    expect(desk.get_by_role("status")).to_contain_text("Copied")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Introduce yourself\n\nInterviewer: {FIRST}")
    assert "\n\nYou: Thank you for having me. I am a backend engineer with eleven years of experience" in copied
    assert "\n\nWhat they ask next\n\nInterviewer: You mentioned a project." in copied
    assert "Listens for" not in copied


def test_a_copy_that_the_browser_refuses_is_told(page: Page, site: str) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    desk = open_script(page, site + SCRIPT)
    desk.get_by_role("button", name="Copy text").click()
    expect(desk.get_by_role("status")).to_contain_text("did not allow copying")


def test_paper_gets_the_text_and_nothing_of_the_site(page: Page, site: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; };")
    desk = open_script(page, site + SCRIPT)
    desk.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".gr-turn").last).to_be_visible()
    for answer in page.locator("details[id^=follow-up-] > p:not(.gr-listens)").all():
        expect(answer).to_be_visible()
    hidden = (
        "header",
        "nav",
        "footer",
        "script-desk",
        "phase-timer",
        "flash-cards",
        ".gr-points",
        ".gr-next",
        ".headerlink",
    )
    for name in hidden:
        expect(page.locator(f"{name} >> visible=true")).to_have_count(0)
    assert page.locator("h2 >> visible=true").all_inner_texts() == ["The conversation", "What they ask next"]
    assert page.locator("h1").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[id^=follow-up-][open]")).to_have_count(0)


def test_a_script_is_rehearsed_by_keyboard_alone(page: Page, site: str) -> None:
    page.clock.install()
    desk = open_script(page, site + SCRIPT)
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    desk.get_by_role("button", name="Rehearse line by line").focus()
    page.keyboard.press("Enter")
    dialog, line = desk.get_by_role("dialog"), desk.locator(".rehearsal__line")
    expect(dialog).to_contain_text("Line 1 of 7")
    expect(line).to_contain_text(FIRST)
    page.keyboard.press("Space")
    expect(dialog).to_contain_text("Line 2 of 7")
    expect(line).to_contain_text("Who you are")
    expect(dialog).not_to_contain_text("Thank you for having me")
    expect(dialog.locator(".rehearsal__heard")).to_contain_text(FIRST)
    page.clock.run_for(8_000)
    expect(dialog.get_by_role("timer")).to_have_text("0:08")
    page.keyboard.press("r")
    expect(line).to_contain_text("Thank you for having me")
    expect(line).to_contain_text("You took 8 seconds.")
    page.clock.run_for(20_000)
    expect(dialog.get_by_role("timer")).to_have_text("0:08")
    page.keyboard.press("n")
    expect(line).to_contain_text("One piece of proof")
    page.keyboard.press("b")
    expect(line).to_contain_text("Who you are")
    expect(dialog).not_to_contain_text("Thank you for having me")
    expect(dialog.get_by_role("timer")).to_have_text("0:00")
    page.clock.run_for(6_000)
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("heading", name="Done")).to_be_focused()
    expect(dialog).to_contain_text("Your lines took 6 seconds: 49 seconds under the target of 55 seconds.")
    expect(dialog.get_by_role("row", name=re.compile("Who you are 0:06 0:"))).to_be_visible()
    page.keyboard.press("Space")
    expect(dialog.get_by_role("heading", name="Done")).to_be_visible()
    dialog.get_by_role("button", name="What they ask next").press("Enter")
    expect(dialog).to_contain_text("Line 1 of 8")
    expect(line).to_contain_text("You mentioned a project.")
    expect(dialog.get_by_role("button", name="Next line")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(desk.get_by_role("button", name="Rehearse line by line")).to_be_focused()
    assert page.url == site + SCRIPT, "no key reached the theme's shortcuts"


def test_a_rehearsal_speaks_the_reader_s_own_words_and_tells_of_each_line_once(page: Page, site: str) -> None:
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label(YEARS).fill("eleven")
    rehearse(desk)
    line = desk.locator(".rehearsal__line")
    expect(line).to_have_attribute("aria-live", "polite")
    expect(desk.locator("[aria-live] [role=timer]")).to_have_count(0)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(line).to_contain_text("with eleven years of experience")
    expect(desk.locator(".rehearsal__main")).to_be_focused()


def test_without_javascript_the_page_is_whole(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + SCRIPT)
    expect(page.locator(".gr-turn")).to_have_count(7)
    expect(blank(page, "years").first).to_have_text("six")
    page.get_by_text("30 blanks explained").click()
    expect(page.get_by_role("row", name=re.compile("years of experience, in words"))).to_be_visible()


def test_where_nothing_can_be_kept_the_tool_still_works_and_says_so(page: Page, site: str) -> None:
    page.add_init_script(NO_DATABASE)
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label(YEARS).fill("eleven")
    expect(blank(page, "years").first).to_have_text("eleven")
    expect(desk.get_by_role("alert")).to_contain_text("Your words stay on this page only")


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
def test_fields_and_rehearsal_suit_every_reader(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    desk = open_script(page, site + SCRIPT)
    open_fields(desk)
    desk.get_by_label(YEARS).fill("eleven")
    desk.get_by_role("button", name="Clear blanks").click()
    findings = violations(page)
    rehearse(desk)
    findings += violations(page)
    page.keyboard.press("Space")
    findings += violations(page)
    for _ in range(6):
        page.keyboard.press("n")
    expect(desk.get_by_role("heading", name="Done")).to_be_visible()
    findings += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert findings == []


def test_every_script_s_page_brings_up_its_tool(page: Page, served: Served) -> None:
    for folder in sorted(path.parent for path in (served.folder / "scripts").glob("*/index.html")):
        desk = open_script(page, f"{served.url}scripts/{folder.name}/")
        fields, blanks = desk.locator("textarea"), page.locator("article .blank[data-blank]")
        names = set(blanks.evaluate_all("nodes => nodes.map((node) => node.dataset.blank)"))
        assert set(fields.evaluate_all("nodes => nodes.map((node) => node.name)")) == names, folder.name
        expect(desk).to_contain_text(re.compile(r"\d+ words, \d+ (second|minute)"))
