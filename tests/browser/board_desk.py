"""What a reader does on the drawing board, in words that the tests of it share."""

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from playwright.sync_api import Locator, Page, expect

PAGE = "rehearse/board/"
SVG = "{http://www.w3.org/2000/svg}"
GOOD = {"id": "s1", "kind": "box", "x": 0, "y": 0, "w": 160, "h": 80, "text": "Left", "tone": "grey"}
"""A shape as it is kept."""

DRAFTS = """async () => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const store = database.transaction("drafts").objectStore("drafts");
  const read = (what) => new Promise((resolve) => {
    const request = store[what]();
    request.onsuccess = () => resolve(request.result);
  });
  const [keys, values] = await Promise.all([read("getAllKeys"), read("getAll")]);
  database.close();
  return Object.fromEntries(keys.map((key, n) => [key, values[n].text ?? values[n]]));
}"""


def drafts(page: Page) -> dict[str, str]:
    """What this browser keeps as drafts."""
    kept: dict[str, str] = page.evaluate(DRAFTS)
    return kept


def kept_shapes(page: Page, name: str = "free") -> list[dict[str, Any]]:
    """The shapes of a kept drawing."""
    shapes: list[dict[str, Any]] = json.loads(drafts(page).get(f"board:{name}", '{"shapes":[]}'))["shapes"]
    return shapes


def kept_shapes_after(page: Page, count: int, name: str = "free") -> list[dict[str, Any]]:
    """The kept shapes, once they are so many."""
    for _ in range(100):
        shapes = kept_shapes(page, name)
        if len(shapes) == count:
            return shapes
        page.wait_for_timeout(30)
    return kept_shapes(page, name)


def open_board(page: Page, site: str) -> Locator:
    """Open the page and wait for its board."""
    page.goto(site + PAGE)
    board = page.locator("drawing-board")
    expect(board).to_have_attribute("data-phase", "ready")
    canvas(board).scroll_into_view_if_needed()
    return board


def canvas(board: Locator) -> Locator:
    """What is drawn on."""
    return board.locator(".board__canvas")


def button(board: Locator, name: str) -> Locator:
    """A button by its whole name."""
    return board.get_by_role("button", name=name, exact=True)


def shape(board: Locator, name: str) -> Locator:
    """A shape by the beginning of its name."""
    return canvas(board).get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def spot(board: Locator, x: float, y: float) -> tuple[float, float]:
    """A place of the page, from a part of the board's width and height."""
    box = canvas(board).bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def middle(target: Locator) -> tuple[float, float]:
    """The middle of what is shown, on the page."""
    box = target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
    """Press, move and let go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=steps)
    page.mouse.up()


def put(page: Page, board: Locator, tool: str, x: float, y: float, text: str) -> None:
    """Put a shape on the board with the mouse and write its text."""
    button(board, tool).click()
    page.mouse.click(*spot(board, x, y))
    expect(board.locator("textarea")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(board.locator("textarea")).to_have_count(0)


def outline(board: Locator) -> list[str]:
    """The drawing in words."""
    text: str = board.evaluate("(each) => each.outline()")
    return text.splitlines()


def said(board: Locator) -> Locator:
    """What the board says of the last thing that happened."""
    return board.locator("[aria-live=polite]")


def picture(page: Page) -> ET.Element:
    """The exported picture, parsed."""
    return ET.fromstring(page.evaluate("document.querySelector('drawing-board').svg()"))  # noqa: S314


def texts(root: ET.Element) -> list[str]:
    """All lines of text in a picture."""
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def crowded() -> str:
    """A kept drawing of 200 shapes, arrows between them, and 200 strokes of 300 points."""
    shapes: list[dict[str, Any]] = []
    for n in range(200):
        place = {"x": n % 20 * 200, "y": n // 20 * 160}
        shapes.append({**GOOD, **place, "id": f"s{n + 1}", "text": f"Service number {n + 1}"})
    for n in range(0, 199, 2):
        ends = {"from": f"s{n + 1}", "to": f"s{n + 2}", "text": "", "both": False, "dashed": n % 4 == 0}
        shapes.append({"id": f"a{n}", "kind": "arrow", "tone": "blue", **ends})
    for n in range(200):
        points = [value for step in range(300) for value in (step * 0.6, ((step * 7 + n) % 40) * 0.9)]
        place = {"x": n % 20 * 200, "y": n // 20 * 160 + 100}
        shapes.append({"id": f"p{n}", "kind": "stroke", "tone": "red", "points": points, **place})
    return json.dumps({"version": 1, "shapes": shapes})
