"""An assistant review in a real browser: from reading to the score, by mouse, by finger and by keys alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_drills import LOG
from tests.browser.test_pages import violations

REVIEW = "reviews/consistent-hash-ring/"
FOLDER = Path(__file__).resolve().parents[2] / "bank" / "reviews" / "consistent-hash-ring"
PYTHON_MS = 60_000

PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def open_review(page: Page, site: str, step: str = "read") -> Locator:
    """Open the hash ring's review and wait for a step of it."""
    page.goto(site + REVIEW)
    return at(page, step)


def at(page: Page, step: str) -> Locator:
    """The review, once it is at a step."""
    review = page.locator("code-review")
    expect(review).to_have_attribute("data-step", step, timeout=60_000)  # Python may have to start first
    return review


def line(page: Page, number: int) -> Locator:
    """The number of a line, which is pressed to mark it."""
    return page.locator(f"button[data-line='{number}']")


def mark(page: Page, first: int, last: int, family: str, why: str) -> None:
    """Mark lines with the mouse, say what they are and why."""
    line(page, first).click()
    if last > first:
        line(page, last).click(modifiers=["Shift"])
    page.get_by_role("button", name="Mark line").click()
    place = f"line {first}" if first == last else f"lines {first} to {last}"
    fill(page.get_by_role("group", name=f"Mark on {place}", exact=True), family, why)


def fill(form: Locator, family: str, why: str) -> None:
    """Say of a mark what it is and why."""
    form.get_by_label("Kind").select_option(label=family)
    form.get_by_label("Why, in one sentence").fill(why)


def write(page: Page, code: str) -> None:
    """Put code into the editor as a paste would."""
    editor = page.locator("code-review .gr-editor .cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    editor.evaluate(PASTE, code)


def attempts(page: Page) -> list[dict[str, Any]]:
    """The finished reviews in the reader's log."""
    return [each["payload"] for each in page.evaluate(LOG) if each["kind"] == "review-attempt"]


def test_a_whole_review_from_reading_to_the_score(page: Page, site: str) -> None:
    review = open_review(page, site)
    expect(review.get_by_text("return hash(text)")).to_have_count(0)
    page.get_by_role("button", name="Show the code").click()
    at(page, "mark")
    mark(page, 42, 44, "Wrong result", "The list shrinks while the loop walks it.")
    mark(page, 11, 11, "Security", "Every process gets another hash.")
    mark(page, 70, 70, "Edge case missed", "It should be bisect_left.")
    page.get_by_text("What the assistant says (6 statements)").click()
    page.get_by_role("button", name="Mark statement 6").click()
    fill(page.get_by_role("group", name="Mark on statement 6"), "Misleading explanation", "No lock, no atomic methods.")
    page.get_by_role("button", name="Close my marks").click()
    at(page, "mend")
    expect(review.get_by_text("The list shrinks while the loop walks it.")).to_be_visible()

    write(page, (FOLDER / "mended" / "points_left_behind.py").read_text("utf-8"))
    page.get_by_role("button", name="Test", exact=False).first.click()
    expect(review).to_have_attribute("data-verdict", "failed", timeout=PYTHON_MS)
    expect(review.get_by_text("1 of 4 defects gone.")).to_be_visible()
    expect(review.get_by_role("heading", name="Defect 2: gone 3/3")).to_be_visible()
    expect(review.get_by_role("heading", name="Defect 1: still there 0/2")).to_be_visible()
    expect(review.get_by_role("heading", name="What was right and must stay so 5/5")).to_be_visible()

    page.get_by_role("button", name="Hand in and compare").click()
    at(page, "compare")
    score = page.locator(".gr-score").inner_text()
    assert "You found 3 of 5 defects." in score
    assert "1 of your 4 marks was a false alarm." in score
    assert "Of the 3 found you named 2 rightly." in score
    assert "Your code has 1 of the 4 defects in the code mended." in score
    assert page.locator("[data-found=no] h4").all_inner_texts() == [
        "✗ Missed A key past the last point stays with the last node",
        "✗ Missed As many points looked at as nodes asked for",
    ]
    expect(review.get_by_text("bisect_right where the point at the key counts: it is right.")).to_be_visible()
    expect(review.get_by_text("We call it: Contract broken.")).to_be_visible()
    expect(page.locator(".gr-diff")).to_contain_text("- " + "    return hash(text) % RING_SIZE")

    (logged,) = attempts(page)
    assert logged["review"] == "consistent-hash-ring"
    assert logged["found"] == ["salted-hash", "points-left-behind", "safe-between-threads"]
    assert logged["gone"] == ["points-left-behind"]
    assert (logged["defects"], logged["false_alarms"]) == (5, 1)

    page.reload()
    at(page, "compare")
    expect(page.locator(".gr-score")).to_contain_text("You found 3 of 5 defects.")
    page.get_by_role("button", name="Review it again").click()
    at(page, "read")
    expect(review).to_contain_text("You have reviewed this once. Last time: 3 of 5 defects found, 1 false alarm.")
    assert len(attempts(page)) == 1


def test_the_mended_code_is_accepted_and_marks_and_code_survive_a_reload(page: Page, site: str) -> None:
    open_review(page, site)
    page.get_by_role("button", name="Show the code").click()
    mark(page, 52, 54, "Edge case missed", "The end is not joined to the start.")
    page.wait_for_timeout(500)
    page.reload()
    at(page, "mark")
    form = page.get_by_role("group", name="Mark on lines 52 to 54")
    expect(form.get_by_label("Why, in one sentence")).to_have_value("The end is not joined to the start.")
    assert form.get_by_label("Kind").input_value() == "edge-case"
    page.get_by_role("button", name="Close my marks").click()
    review = at(page, "mend")
    write(page, (FOLDER / "solution.py").read_text("utf-8"))
    page.wait_for_timeout(500)
    page.reload()
    at(page, "mend")
    expect(page.locator("code-review .cm-content")).to_contain_text("sha256")
    page.get_by_role("button", name="Hand in and compare").click()
    expect(page.locator(".gr-score")).to_contain_text("4 of the 4 defects in the code mended", timeout=PYTHON_MS)
    expect(review.get_by_text("The same code.")).to_be_visible()


def test_keys_alone_lead_from_reading_to_the_score(page: Page, site: str) -> None:
    review = open_review(page, site)
    page.get_by_role("button", name="Show the code").focus()
    page.keyboard.press("Enter")
    at(page, "mark")
    expect(page.locator(".gr-stage")).to_be_focused()
    for _ in range(2):  # past the statements to the code
        page.keyboard.press("Tab")
    expect(line(page, 1)).to_be_focused()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
    expect(line(page, 11)).to_be_focused()
    assert line(page, 11).get_attribute("aria-label") == "Line 11: return hash(text) % RING_SIZE"
    page.keyboard.press("Space")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")  # eight lines are the most
    expect(page.locator("code-sheet [role=status]")).to_have_text(
        "lines 11 to 18 chosen. A mark covers at most 8 lines."
    )
    page.keyboard.press("Escape")
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    form = page.get_by_role("group", name="Mark on line 11")
    expect(form.get_by_label("Kind")).to_be_focused()
    page.keyboard.press("c")  # the list takes the first letter
    page.keyboard.press("Tab")
    page.keyboard.type("Salted in each process.")
    page.get_by_role("button", name="Close my marks").focus()
    page.keyboard.press("Enter")
    at(page, "mend")
    expect(page.locator(".gr-stage")).to_be_focused()
    expect(review).to_have_attribute("data-ready", "editor")
    for _ in range(6):  # your marks, the four buttons, the editor
        page.keyboard.press("Tab")
    expect(page.locator("code-review .cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(review).to_have_attribute("data-verdict", "failed", timeout=PYTHON_MS)
    page.get_by_role("button", name="Hand in and compare").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gr-score")).to_contain_text("You found 1 of 5 defects.")
    expect(page.locator(".gr-score")).to_contain_text("You named it rightly.")


def test_a_mark_needs_its_kind_and_its_reason_and_can_be_removed(page: Page, site: str) -> None:
    open_review(page, site)
    page.get_by_role("button", name="Show the code").click()
    line(page, 34).hover()
    page.mouse.down()
    line(page, 36).hover()
    page.mouse.up()
    page.get_by_role("button", name="Mark lines 34 to 36").click()
    page.get_by_role("button", name="Close my marks").click()
    expect(page.get_by_role("alert")).to_have_text("The mark on lines 34 to 36 lacks its kind or its reason.")
    page.get_by_role("button", name="Remove the mark on lines 34 to 36").click()
    expect(line(page, 36)).to_be_focused()
    page.get_by_role("button", name="Close my marks").click()
    expect(at(page, "mend")).to_contain_text("You marked nothing.")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_every_step_is_usable_by_everyone(
    new_context: Callable[..., BrowserContext], site: str, width: int, scheme: str
) -> None:
    phone = width < 500
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, has_touch=phone).new_page()
    open_review(page, site)
    assert violations(page) == []
    page.get_by_role("button", name="Show the code").click()
    page.get_by_text("What the assistant says (6 statements)").click()
    if phone:
        line(page, 62).tap()
        line(page, 65).tap()
        page.get_by_role("button", name="Mark lines 62 to 65").tap()
    else:
        line(page, 62).click()
        line(page, 65).click(modifiers=["Shift"])
        page.keyboard.press("Enter")
    assert violations(page) == []
    fill(page.get_by_role("group", name="Mark on lines 62 to 65"), "Contract broken", "Too few nodes.")
    line(page, 2).tap() if phone else line(page, 2).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page does not scroll sideways"
    page.get_by_role("button", name="Close my marks").click()
    review = at(page, "mend")
    expect(review).to_have_attribute("data-ready", "editor")
    page.get_by_role("button", name="Test", exact=False).first.click()
    expect(review).to_have_attribute("data-verdict", "failed", timeout=PYTHON_MS)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page does not scroll sideways"
    page.get_by_role("button", name="Hand in and compare").click()
    at(page, "compare")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page does not scroll sideways"


def test_the_index_can_be_filtered(page: Page, site: str) -> None:
    page.goto(site + "reviews/")
    expect(page.locator("question-filters output")).to_contain_text("reviews")
    page.get_by_label("Search reviews").fill("no such words")
    expect(page.locator("question-filters output")).to_have_text("No reviews fit. Clear a filter.")


def test_the_list_of_reviews_can_be_narrowed_to_those_that_are_not_done(page: Page, site: str) -> None:
    page.goto(f"{site}reviews/")
    item = page.locator("li[data-review=consistent-hash-ring]")
    expect(page.get_by_label("Search reviews")).to_be_visible()
    expect(page.get_by_label("Done?")).to_have_count(0)
    open_review(page, site)
    page.get_by_role("button", name="Show the code").click()
    page.get_by_role("button", name="Close my marks").click()
    page.get_by_role("button", name="Hand in and compare").click()
    at(page, "compare")
    page.goto(f"{site}reviews/")
    expect(item.locator(".gr-chip--done")).to_have_text("Done")
    page.get_by_label("Done?").select_option("new")
    expect(item).to_be_hidden()
    page.get_by_label("Done?").select_option("done")
    expect(item).to_be_visible()
    expect(page.locator("li[data-review]:visible")).to_have_count(1)
