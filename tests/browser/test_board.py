"""The drawing board in a real browser: drawn on by mouse, by keyboard alone and by finger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, expect

from tests.browser.board_desk import (
    button,
    canvas,
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
from tests.browser.test_pages import violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def board(page: Page, site: str) -> Locator:
    """An empty board."""
    return open_board(page, site)


def test_boxes_put_down_with_the_mouse_are_connected_and_their_arrow_follows(page: Page, board: Locator) -> None:
    put(page, board, "Client", 0.1, 0.4, "Reader")
    put(page, board, "Box", 0.4, 0.4, "Feed API")
    put(page, board, "Store", 0.8, 0.4, "Posts")
    button(board, "Arrow").click()
    drag(page, middle(shape(board, "Client Reader")), middle(shape(board, "Box Feed API")))
    expect(said(board)).to_have_text("Connected Reader to Feed API.")
    # One after the other does it, too.
    page.mouse.click(*middle(shape(board, "Box Feed API")))
    page.mouse.click(*middle(shape(board, "Store Posts")))
    assert outline(board) == ["Reader → Feed API", "Feed API → Posts"]
    expect(shape(board, "Box Feed API")).to_have_accessible_name(
        "Box Feed API, connected to Posts, reached from Reader"
    )

    button(board, "Select").click()
    line = shape(board, "Arrow from Feed API to Posts").locator("path").first
    before = line.get_attribute("d")
    drag(page, middle(shape(board, "Store Posts")), spot(board, 0.8, 0.7))
    assert line.get_attribute("d") != before
    moved = line.get_attribute("d")
    assert all(each["x"] % 10 == 0 and each["y"] % 10 == 0 for each in kept_shapes(page) if "x" in each)

    button(board, "Undo").click()
    assert line.get_attribute("d") == before
    button(board, "Redo").click()
    assert line.get_attribute("d") == moved
    shape(board, "Box Feed API").click()
    button(board, "Delete").click()
    expect(said(board)).to_have_text("Deleted Feed API.")
    assert outline(board) == ["Client: Reader", "Store: Posts"]
    button(board, "Undo").click()
    assert outline(board) == ["Reader → Feed API", "Feed API → Posts"]


def test_an_arrow_pulled_onto_free_board_makes_the_box_there(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.2, 0.3, "Writer")
    button(board, "Arrow").click()
    button(board, "Dashed (async)").click()
    drag(page, middle(shape(board, "Box Writer")), spot(board, 0.6, 0.6))
    page.keyboard.type("Worker")
    page.keyboard.press("Enter")
    assert outline(board) == ["Writer → Worker (async)"]
    button(board, "Undo").click()
    assert outline(board) == ["Box: Writer"]


def test_a_pen_stroke_is_drawn_and_the_eraser_takes_it(page: Page, board: Locator) -> None:
    button(board, "Pen").click()
    button(board, "Red").click()
    drag(page, spot(board, 0.3, 0.3), spot(board, 0.6, 0.5), steps=30)
    expect(shape(board, "Pen stroke 1")).to_have_count(1)
    stroke = kept_shapes_after(page, 1)[0]
    assert stroke["kind"] == "stroke"
    assert stroke["tone"] == "red"
    assert len(stroke["points"]) > 20
    button(board, "Eraser").click()
    drag(page, spot(board, 0.45, 0.2), spot(board, 0.45, 0.7), steps=30)
    expect(said(board)).to_have_text("Erased one thing.")
    expect(shape(board, "Pen stroke")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(shape(board, "Pen stroke")).to_have_count(1)


def test_a_frame_chooses_several_and_they_are_moved_coloured_and_doubled_together(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.3, 0.3, "One")
    put(page, board, "Queue", 0.6, 0.3, "Two")
    button(board, "Select").click()
    drag(page, spot(board, 0.1, 0.1), spot(board, 0.9, 0.6))
    expect(said(board)).to_have_text("2 things chosen.")
    button(board, "Green").click()
    button(board, "Duplicate").click()
    shapes = kept_shapes_after(page, 4)
    assert {each["tone"] for each in shapes} == {"green"}
    first, _, copy, _ = shapes
    assert (copy["x"] - first["x"], copy["y"] - first["y"], copy["text"]) == (20, 20, "One")
    # Only one of them is left after a press, and Shift adds to it.
    shape(board, "Box One (2)").click(position={"x": 150, "y": 75})
    expect(canvas(board).locator("[aria-pressed=true]")).to_have_count(1)


def test_a_long_text_makes_a_box_grow_and_the_corner_makes_it_wider(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.3, 0.4, "A service that ranks the posts of everyone whom a reader follows, by recency")
    (tall,) = kept_shapes_after(page, 1)
    assert tall["h"] > 80
    handle = board.locator(".board__handle")
    start = middle(handle)
    drag(page, start, (start[0] + 100, start[1]))
    expect(said(board)).to_contain_text("Size of")
    page.wait_for_timeout(300)
    (wide,) = kept_shapes(page)
    assert wide["w"] == tall["w"] + 100
    assert wide["h"] >= 80


def test_everything_can_be_done_by_keyboard_alone(page: Page, board: Locator) -> None:
    keys = page.keyboard
    canvas(board).focus()
    for key, text in [("b", "Feed API"), ("s", "Cache"), ("q", "Events"), ("c", "Reader")]:
        keys.press(key)
        keys.press("Enter")
        expect(board.locator("textarea")).to_be_focused()
        keys.type(text)
        keys.press("Enter")
        expect(said(board)).to_have_text(re.compile(f"added: {text}"))
    # None lies on another.
    boxes = [(each["x"], each["y"], each["w"], each["h"]) for each in kept_shapes_after(page, 4)]
    for n, (x, y, w, h) in enumerate(boxes):
        for left, top, width, height in boxes[n + 1 :]:
            assert x + w <= left or left + width <= x or y + h <= top or top + height <= y

    # Tab walks in reading order, and out at both ends.
    canvas(board).focus()
    walked = []
    for _ in range(4):
        keys.press("Tab")
        walked.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert sorted(walked) == ["Box Feed API", "Client Reader", "Queue Events", "Store Cache"]
    assert walked[0] == "Box Feed API"
    keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Undo"

    # An arrow by A, Tab and Enter.
    shape(board, "Box Feed API").focus()
    keys.press("a")
    expect(said(board)).to_contain_text("An arrow from Feed API")
    while page.evaluate("document.activeElement.getAttribute('aria-label')") != "Queue Events":
        keys.press("Tab")
    keys.press("Enter")
    expect(said(board)).to_have_text("Connected Feed API to Events.")
    expect(shape(board, "Arrow from Feed API to Events")).to_be_focused()
    keys.press("Enter")
    keys.type("new post")
    keys.press("Enter")
    button(board, "Dashed (async)").focus()
    keys.press("Space")
    assert "Feed API → Events (async): new post" in outline(board)

    # Another from the list.
    shape(board, "Client Reader").focus()
    button(board, "Connect…").focus()
    keys.press("Enter")
    expect(board.locator("select")).to_be_focused()
    board.locator("select").select_option("Feed API")
    keys.press("Tab")
    keys.press("Enter")
    assert "Reader → Feed API" in outline(board)

    # Moved by arrow keys, in one step of history.
    shape(board, "Store Cache").focus()
    before = next(each for each in kept_shapes_after(page, 6) if each["text"] == "Cache")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        keys.press(key)
    expect(said(board)).to_contain_text(f"At {before['x'] + 20} across, {before['y'] + 50} down.")
    keys.press("Control+z")
    expect(said(board)).to_have_text("Undone: moved Cache.")
    page.wait_for_timeout(300)
    assert next(each for each in kept_shapes(page) if each["text"] == "Cache") == before

    # Held with Space, two are deleted at once; and brought back.
    keys.press("Space")
    expect(said(board)).to_contain_text("Held: Cache.")
    shape(board, "Queue Events").focus()
    keys.press("Delete")
    expect(shape(board, "Queue Events")).to_have_count(0)
    expect(shape(board, "Store Cache")).to_have_count(0)
    assert outline(board) == ["Reader → Feed API"]
    keys.press("Control+z")
    assert len(outline(board)) == 3
    keys.press("Control+Shift+z")
    assert len(outline(board)) == 1


def test_letters_typed_into_a_shape_are_no_tools_and_escape_keeps_them(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.5, 0.5, "bscnp")
    page.keyboard.press("F2")
    page.keyboard.type("apes vie")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("2nd")
    page.keyboard.press("Escape")
    expect(shape(board, "Box apes vie 2nd")).to_be_focused()
    expect(button(board, "Select")).to_have_attribute("aria-pressed", "true")
    assert texts(picture(page)) == ["apes vie", "2nd"]


def test_an_empty_note_leaves_nothing_behind(page: Page, board: Locator) -> None:
    button(board, "Note").click()
    page.mouse.click(*spot(board, 0.5, 0.5))
    page.keyboard.press("Escape")
    expect(canvas(board).locator("[data-id]")).to_have_count(0)
    expect(button(board, "Undo")).to_have_attribute("aria-disabled", "true")


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """One moment of one or two fingers."""
    found = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})


def test_a_finger_draws_two_fingers_zoom_and_the_page_scrolls_beside_the_board(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    board = open_board(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for each in board.locator(".board button:visible").all():
        box = each.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, each.inner_text()
    button(board, "Box").tap()
    page.touchscreen.tap(*spot(board, 0.5, 0.3))
    page.keyboard.type("API")
    page.keyboard.press("Enter")
    button(board, "Arrow").tap()
    page.touchscreen.tap(*middle(shape(board, "Box API")))
    session = context.new_cdp_session(page)
    x, y = spot(board, 0.5, 0.3)
    touch(session, "touchStart", (x, y))
    for n in range(1, 11):
        touch(session, "touchMove", (x, y + n * 18))
    touch(session, "touchEnd")
    page.keyboard.type("Jobs")
    page.keyboard.press("Enter")
    assert outline(board) == ["API → Jobs"]

    button(board, "Pen").tap()
    top = page.evaluate("scrollY")
    x, y = spot(board, 0.3, 0.2)
    touch(session, "touchStart", (x, y))
    for n in range(1, 21):
        touch(session, "touchMove", (x + n, y + n * 6))
    touch(session, "touchEnd")
    expect(shape(board, "Pen stroke 1")).to_have_count(1)
    assert page.evaluate("scrollY") == top

    # The second finger gives up what the first had begun.
    touch(session, "touchStart", (x, y))
    touch(session, "touchMove", (x, y + 10))
    touch(session, "touchStart", (x, y + 10), (x + 60, y + 10))
    for n in range(1, 11):
        touch(session, "touchMove", (x - n * 3, y + 10), (x + 60 + n * 3, y + 10))
    touch(session, "touchEnd")
    expect(shape(board, "Pen stroke 1")).to_have_count(1)
    expect(board.locator(".board__percent")).not_to_have_text("100 %")
    assert int((board.locator(".board__percent").inner_text()).split()[0]) in range(180, 221)
    assert canvas(board).evaluate("(each) => getComputedStyle(each).touchAction") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('article h1')).touchAction") == "auto"


def test_the_wheel_scrolls_the_page_until_the_board_is_in_use(page: Page, board: Locator) -> None:
    put(page, board, "Box", 0.5, 0.5, "API")
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(*spot(board, 0.5, 0.5))
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 60)
    page.wait_for_function("before => scrollY !== before", arg=before)
    canvas(board).focus()
    before = page.evaluate("scrollY")
    place = shape(board, "Box API").bounding_box()
    page.mouse.wheel(0, 40)
    page.wait_for_timeout(100)
    after = shape(board, "Box API").bounding_box()
    assert place
    assert after
    assert round(place["y"] - after["y"]) == 40
    assert page.evaluate("scrollY") == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(board.locator(".board__percent")).not_to_have_text("100 %")
    button(board, "Fit").click()
    expect(board.locator(".board__percent")).to_have_text("100 %")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_state_of_the_board(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    board = open_board(page, site)
    assert violations(page) == []
    button(board, "Start with a request path").click()
    button(board, "Red").click()
    page.evaluate("for (const each of document.querySelectorAll('drawing-board details')) each.open = true")
    assert violations(page) == []
    button(board, "Connect…").click()
    assert violations(page) == []
    button(board, "Connect").click()
    page.keyboard.press("Enter")
    expect(board.locator("textarea")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    for tool in ("Pen", "Arrow", "Queue", "Eraser"):
        button(board, tool).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
