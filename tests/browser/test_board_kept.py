"""What the drawing board keeps and gives away: through reloads, faults and damage, by name, as a picture and as text."""

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.board_desk import (
    GOOD,
    SVG,
    button,
    canvas,
    crowded,
    drafts,
    drag,
    kept_shapes,
    kept_shapes_after,
    middle,
    open_board,
    outline,
    picture,
    put,
    said,
    shape,
    spot,
    texts,
)
from tests.browser.conftest import Watch
from tests.browser.test_pages import violations
from tests.browser.test_reader_data import SEED

SECOND = """() => {
  const other = document.createElement("drawing-board");
  other.setAttribute("name", "other");
  document.querySelector("drawing-board").after(other);
}"""


@pytest.fixture
def board(page: Page, site: str) -> Locator:
    """An empty board."""
    return open_board(page, site)


def test_a_reload_in_the_middle_loses_nothing_not_even_a_word_half_typed(page: Page, board: Locator, site: str) -> None:
    button(board, "Start with a request path").click()
    put(page, board, "Note", 0.3, 0.8, "2,000 writes/s")
    button(board, "Box").click()
    page.mouse.click(*spot(board, 0.7, 0.85))
    page.keyboard.type("Half a wo")
    page.reload()
    board = open_board(page, site)
    lines = outline(board)
    assert lines[:3] == ["Client → API gateway", "API gateway → Service", "Service → Cache"]
    assert lines[-2:] == ["Box: Half a wo", "Note: 2,000 writes/s"]
    # Nothing before the visit can be undone, and what is done now can.
    expect(button(board, "Undo")).to_have_attribute("aria-disabled", "true")
    button(board, "Clear board").click()
    assert outline(board) == []
    button(board, "Undo").click()
    assert outline(board) == lines


def test_two_boards_of_different_names_are_kept_apart(page: Page, board: Locator, site: str) -> None:
    put(page, board, "Box", 0.5, 0.5, "Mine")
    page.evaluate(SECOND)
    other = page.locator("drawing-board").nth(1)
    expect(other).to_have_attribute("data-phase", "ready")
    canvas(other).scroll_into_view_if_needed()
    put(page, other, "Store", 0.5, 0.5, "Yours")
    assert [each["text"] for each in kept_shapes_after(page, 1, "other")] == ["Yours"]
    assert [each["text"] for each in kept_shapes(page)] == ["Mine"]
    # A board that is given another name shows the other drawing, and keeps its own.
    other.evaluate("(each) => each.setAttribute('name', 'free')")
    expect(shape(other, "Box Mine")).to_have_count(1)
    other.evaluate("(each) => each.setAttribute('name', 'other')")
    expect(shape(other, "Store Yours")).to_have_count(1)


@pytest.mark.parametrize(
    "coming", ["document.dispatchEvent(new Event('visibilitychange'))", "dispatchEvent(new Event('focus'))"]
)
def test_what_another_tab_has_drawn_is_shown_on_coming_back(page: Page, board: Locator, coming: str) -> None:
    put(page, board, "Box", 0.5, 0.5, "Mine")
    kept_shapes_after(page, 1)
    text = drafts(page)["board:free"].replace("Mine", "Ours")
    page.evaluate(SEED, {"events": [], "drafts": [{"key": "board:free", "text": text, "time": 2}]})
    page.evaluate(coming)
    expect(shape(board, "Box Ours")).to_have_count(1)
    button(board, "Undo").click()
    expect(shape(board, "Box Mine")).to_have_count(1)


def test_two_windows_side_by_side_draw_on_one_board_and_lose_nothing(page: Page, board: Locator, site: str) -> None:
    second = page.context.new_page()
    other = open_board(second, site)
    put(page, board, "Box", 0.3, 0.3, "Mine")
    # Neither window was left or came back, and each hears of the other.
    expect(shape(other, "Box Mine")).to_have_count(1)
    expect(said(other)).to_have_text("Changed in another tab.")
    put(second, other, "Store", 0.7, 0.7, "Yours")
    expect(shape(board, "Store Yours")).to_have_count(1)
    assert [each["text"] for each in kept_shapes_after(page, 2)] == ["Mine", "Yours"]
    # What was taken over can be undone. Then no change of windows changes anything: what was undone can be done again.
    button(board, "Undo").click()
    expect(shape(board, "Store Yours")).to_have_count(0)
    expect(shape(other, "Store Yours")).to_have_count(0)
    for each in (second, page, second, page):
        each.evaluate("document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('focus'))")
        each.wait_for_timeout(300)
    button(board, "Redo").click()
    expect(shape(board, "Store Yours")).to_have_count(1)
    expect(shape(other, "Store Yours")).to_have_count(1)


def test_a_cleared_drawing_does_not_come_back_from_the_pocket_of_a_page_that_died(
    page: Page, board: Locator, site: str
) -> None:
    put(page, board, "Box", 0.5, 0.5, "Mine")
    kept_shapes_after(page, 1)
    older = re.sub(r'"at":\d+', '"at":1', drafts(page)["board:free"])
    page.evaluate("(text) => localStorage.setItem('greenroom:board:free', text)", older)
    board = open_board(page, site)
    button(board, "Clear board").click()
    kept_shapes_after(page, 0)
    board = open_board(page, site)
    assert outline(board) == []


def test_the_drawing_in_words_is_told_while_it_is_open(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.3, 0.3, "Mine")
    words = board.locator(".board__outline")
    expect(words.locator("li")).to_have_count(0)
    words.locator("summary").click()
    expect(words.locator("li")).to_have_text(["Box: Mine"])
    put(page, board, "Store", 0.7, 0.7, "Yours")
    expect(words.locator("li")).to_have_text(["Box: Mine", "Store: Yours"])
    words.locator("summary").click()
    expect(words.locator("li")).to_have_count(0)


HARD = 'R&D <b>"x"</b> ]]> émoji 🙂'


def test_the_exported_picture_stands_alone_and_shows_every_text(page: Page, board: Locator) -> None:
    button(board, "Start with a request path").click()
    put(page, board, "Note", 0.3, 0.85, HARD)
    button(board, "Select").click()
    shape(board, "Arrow from Service to Store").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("INSERT <row>")
    page.keyboard.press("Enter")
    button(board, "Pen").click()
    drag(page, spot(board, 0.5, 0.8), spot(board, 0.6, 0.9))
    with page.expect_download() as downloading:
        button(board, "Save as SVG").click()
    assert downloading.value.suggested_filename == "free.svg"
    text = downloading.value.path().read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314
    shown = " ".join(texts(root))
    for each in ["Client", "API gateway", "Service", "Cache", "Store", "INSERT <row>"]:
        assert each in shown
    assert HARD.replace(" ", "") in shown.replace(" ", "")
    assert root.findtext(f"{SVG}title") == "Drawing board"
    assert "Service → Store: INSERT <row>" in (root.findtext(f"{SVG}desc") or "")
    # Its own colours, no style of the page, and everything inside its frame.
    assert not re.search(r"var\(|class=|style=|href", text)
    left, top, width, height = (float(each) for each in root.attrib["viewBox"].split())
    blank = page.context.new_page()
    blank.set_content(text)
    frame = blank.locator("svg").bounding_box()
    assert frame
    scale = frame["width"] / width
    assert left < 0 or top < 0
    for group in blank.locator("svg > g").all():
        box = group.bounding_box()
        assert box
        assert box["x"] >= frame["x"]
        assert box["y"] >= frame["y"]
        assert box["x"] + box["width"] <= frame["x"] + width * scale
        assert box["y"] + box["height"] <= frame["y"] + height * scale


def test_no_line_of_text_leaves_its_shape(page: Page, board: Locator) -> None:
    words = "WWW MMM gateway-of-the-north-western-region Illuminated queue 2,000,000/s"
    for tool, x, y in [
        ("Box", 0.2, 0.3),
        ("Store", 0.5, 0.3),
        ("Queue", 0.8, 0.3),
        ("Client", 0.2, 0.7),
        ("Note", 0.5, 0.7),
    ]:
        put(page, board, tool, x, y, words)
    out = page.evaluate(
        """() => [...document.querySelectorAll(".board__shape[data-id]")].flatMap((each) => {
          const kind = each.dataset.kind;
          const whole = each.querySelector("path")?.getBoundingClientRect();
          return [...each.querySelectorAll("text")].filter((text) => {
            const box = text.getBoundingClientRect();
            if (kind === "client" || kind === "note") return box.width > 200;
            return box.left < whole.left || box.right > whole.right || box.top < whole.top || box.bottom > whole.bottom;
          }).map((text) => `${kind}: ${text.textContent}`);
        })"""
    )
    assert out == []


def test_the_outline_is_copied_as_text(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    board = open_board(page, site)
    button(board, "Start with a request path").click()
    button(board, "Copy as text").click()
    expect(said(board)).to_have_text("The outline is on the clipboard.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n") == ["Client → API gateway", "API gateway → Service", "Service → Cache", "Service → Store"]


def test_readonly_shows_the_drawing_without_tools(page: Page, board: Locator) -> None:
    button(board, "Start with a request path").click()
    kept = kept_shapes_after(page, 9)
    board.evaluate("(each) => each.setAttribute('readonly', '')")
    expect(board.locator(".board button")).to_have_count(0)
    expect(board.get_by_role("img", name="Client → API gateway")).to_be_visible()
    assert canvas(board).locator("text").all_text_contents() == ["Client", "API gateway", "Service", "Cache", "Store"]
    page.mouse.click(*spot(board, 0.5, 0.5))
    page.keyboard.press("Delete")
    page.wait_for_timeout(300)
    assert kept_shapes(page) == kept
    assert violations(page) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{", []),
        ("null", []),
        (json.dumps({"version": 2, "shapes": [GOOD]}), []),
        (json.dumps({"version": 1, "shapes": [GOOD, {**GOOD, "id": "s2", "x": "wide"}, None, 7]}), ["Box: Left"]),
        (
            json.dumps({"version": 1, "shapes": [{"id": "s3", "kind": "arrow", "from": "s1", "to": "s9"}, GOOD]}),
            ["Box: Left"],
        ),
    ],
)
def test_a_damaged_draft_is_put_aside_and_the_board_works(page: Page, site: str, text: str, left: list[str]) -> None:
    open_board(page, site)
    page.evaluate(SEED, {"events": [], "drafts": [{"key": "board:free", "text": text, "time": 1}]})
    board = open_board(page, site)
    expect(board.get_by_role("alert")).to_contain_text("The old text is put aside")
    assert outline(board) == left
    assert drafts(page)["board:free:damaged"] == text
    put(page, board, "Queue", 0.5, 0.8, "Anew")
    assert "Queue: Anew" in outline(board)
    page.reload()
    expect(page.locator("drawing-board")).to_have_attribute("data-phase", "ready")
    expect(board.get_by_role("alert")).to_have_text("")
    assert "Queue: Anew" in outline(board)
    assert drafts(page)["board:free:damaged"] == text


FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...all) {
  if (this.name === "drafts") throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, all);
};
"""
CLOSED = "IDBFactory.prototype.open = () => { throw new DOMException('blocked', 'SecurityError'); };"


@pytest.mark.parametrize(("fault", "reason"), [(FULL, "is full"), (CLOSED, "keeps no data")])
def test_where_nothing_can_be_kept_the_board_says_so_once_and_goes_on(
    page: Page, site: str, watch: Watch, fault: str, reason: str
) -> None:
    watch.allow("QuotaExceededError")
    page.add_init_script(fault)
    board = open_board(page, site)
    put(page, board, "Box", 0.3, 0.3, "One")
    expect(board.get_by_role("alert")).to_contain_text("This drawing cannot be kept.")
    expect(board.get_by_role("alert")).to_contain_text(reason)
    put(page, board, "Box", 0.7, 0.3, "Two")
    expect(board.get_by_role("alert").locator("p")).to_have_count(1)
    assert outline(board) == ["Box: One", "Box: Two"]
    assert texts(picture(page)) == ["One", "Two"]


def test_a_board_of_five_hundred_is_drawn_moved_and_undone(page: Page, site: str) -> None:
    open_board(page, site)
    page.evaluate(SEED, {"events": [], "drafts": [{"key": "board:crowd", "text": crowded(), "time": 1}]})
    board = open_board(page, site)
    board.evaluate("(each) => each.setAttribute('name', 'crowd')")
    expect(canvas(board).locator("[data-id]")).to_have_count(500)
    drag(page, middle(shape(board, "Box Service number 105")), spot(board, 0.52, 0.6), steps=20)
    button(board, "Pen").click()
    drag(page, spot(board, 0.2, 0.2), spot(board, 0.8, 0.6), steps=60)
    expect(canvas(board).locator("[data-id]")).to_have_count(501)
    button(board, "Undo").click()
    button(board, "Undo").click()
    expect(canvas(board).locator("[data-id]")).to_have_count(500)
