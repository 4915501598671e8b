"""Timer plans of the reader's own: made, mended, copied, ordered, deleted and run, with nothing lost on the way."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_pages import violations

PAGE = "plans/"


@pytest.fixture
def own(page: Page, site: str) -> Locator:
    """The tool, ready."""
    page.goto(site + PAGE)
    return ready(page)


def ready(page: Page) -> Locator:
    """The tool of an open page, once it has read what is kept."""
    page.wait_for_selector("own-plans[data-phase=ready]")
    return page.locator("own-plans")


def press(own: Locator, name: str) -> None:
    """Press a button by its whole name."""
    own.get_by_role("button", name=name, exact=True).click()


def shown(own: Locator) -> None:
    """Wait until the timer has come into view with the focus: nothing moves any more."""
    expect(own.locator("phase-timer .phase-timer__panel")).to_be_focused()


def run(own: Locator, title: str) -> None:
    """Run a plan."""
    press(own, f"Run: {title}")
    shown(own)


def field(own: Locator, name: str) -> Locator:
    """A field of the form: `Title`, `Phase 2, name`, or `2 length`."""
    place = re.fullmatch(r"(\d+) (length|purpose)", name)
    if not place:
        return own.get_by_label(name, exact=True)
    label = {"length": "Minutes", "purpose": "Done when it ends (optional)"}[place[2]]
    return own.get_by_role("group", name=f"Phase {place[1]}", exact=True).get_by_label(label)


def write(own: Locator, title: str, phases: list[tuple[str, str]]) -> None:
    """Write a plan into an empty form."""
    press(own, "Make a plan")
    expect(field(own, "Title")).to_be_focused()  # it comes into view then, and nothing moves any more
    field(own, "Title").fill(title)
    for n, (name, length) in enumerate(phases, 1):
        if n > 1:
            press(own, "Add a phase")
        field(own, f"Phase {n}, name").fill(name)
        field(own, f"{n} length").fill(length)


def make(own: Locator, title: str, phases: list[tuple[str, str]]) -> None:
    """Make a plan and keep it."""
    write(own, title, phases)
    press(own, "Keep the plan")
    expect(own.get_by_role("status")).to_contain_text(f"Kept: {title}.")


def titles(own: Locator) -> list[str]:
    """Plans in the order of the list."""
    return own.locator(".own-plans__list strong").all_inner_texts()


def test_a_plan_is_made_and_run_on_the_same_page(page: Page, own: Locator, site: str) -> None:
    make(own, "Mock with a friend", [("Warm up", "0:30"), ("Design", "2.5"), ("Questions", "1,25")])
    expect(own.locator(".own-plans__list")).to_contain_text("3 phases, 4 min 15 s")
    run(own, "Mock with a friend")
    timer = own.locator("phase-timer")
    expect(timer.get_by_role("timer")).to_have_text("0:30")
    timer.get_by_role("button", name="Start").click()
    press(timer, "Next phase")
    expect(timer.get_by_role("timer")).to_have_text(re.compile(r"2:30|2:2\d"))
    assert "?plan=own/" in page.url
    page.reload()
    expect(ready(page).locator("[aria-current=step]")).to_contain_text("Design")
    shown(own)
    press(own, "Put the timer away")
    expect(page).to_have_url(site + PAGE)


@pytest.mark.parametrize(
    ("length", "finding"),
    [
        ("", "it has no length"),
        ("soon", "“soon” is not a length"),
        ("1:75", "has more than 59 seconds"),
        ("0:02", "is shorter than 3 seconds"),
        ("-5", "“-5” is not a length"),
        ("1e9", "“1e9” is not a length"),
        ("500", "is longer than 4 hours"),
    ],
)
def test_a_wrong_length_is_told_with_its_place_and_its_mend(
    page: Page, own: Locator, length: str, finding: str
) -> None:
    write(own, "Round", [("Clarify", "3"), ("Code", length)])
    press(own, "Keep the plan")
    alert = own.get_by_role("alert").last
    expect(alert).to_contain_text("Phase 2, length")
    expect(alert).to_contain_text(finding)
    expect(alert).to_contain_text("write minutes, such as 5 or 2.5, or minutes and seconds, such as 0:30")
    expect(field(own, "2 length")).to_be_focused()
    expect(field(own, "2 length")).to_have_attribute("aria-invalid", "true")
    expect(field(own, "2 length")).to_have_value(length)
    expect(field(own, "Phase 1, name")).to_have_value("Clarify")
    field(own, "2 length").fill("0:03")
    press(own, "Keep the plan")
    expect(own.locator(".own-plans__list")).to_contain_text("2 phases, 3 min 3 s")


def test_what_is_being_written_survives_a_reload_right_or_wrong(page: Page, own: Locator) -> None:
    write(own, "Half done", [("Clarify", "soon")])
    press(own, "Keep the plan")
    page.wait_for_timeout(600)  # it is kept a moment after the last key
    page.reload()
    own = ready(page)
    expect(field(own, "Title")).to_have_value("Half done")
    expect(field(own, "1 length")).to_have_value("soon")


def test_a_plan_begun_gives_way_to_another_and_can_be_taken_up_again(page: Page, own: Locator) -> None:
    make(own, "Kept", [("Only", "1")])
    write(own, "Begun", [("First", "2")])
    press(own, "Change: Kept")
    expect(field(own, "Title")).to_have_value("Kept")
    press(own, "Go back to what you were writing")
    expect(field(own, "Title")).to_have_value("Begun")
    press(own, "Discard")
    expect(own.locator("form")).to_have_count(0)
    press(own, "Go back to what you were writing")
    expect(field(own, "1 length")).to_have_value("2")


def test_a_bank_plan_is_copied_from_its_page_and_from_the_list(page: Page, site: str) -> None:
    page.goto(site + "plans/coding-45/")
    page.get_by_role("link", name="Make this plan your own").click()
    own = ready(page)
    expect(field(own, "Title")).to_have_value("Copy of Coding interview, 45 minutes")
    expect(field(own, "4 length")).to_have_value("17")
    expect(page).to_have_url(site + PAGE)
    field(own, "4 length").fill("20:30")
    press(own, "Keep the plan")
    expect(own.locator(".own-plans__list")).to_contain_text("7 phases, 48 min 30 s")
    own.get_by_label("or begin with").select_option("pause-5s")
    press(own, "Copy it")
    expect(field(own, "1 length")).to_have_value("0:05")
    press(own, "Keep the plan")
    expect(own.locator(".own-plans__list")).to_contain_text("10 phases, 5 min 25 s")


def test_phases_are_moved_deleted_and_brought_back(page: Page, own: Locator) -> None:
    write(own, "Order", [("One", "1"), ("Two", "2"), ("Three", "3")])
    own.get_by_role("button", name="Move phase 3 up").focus()
    page.keyboard.press("Enter")
    expect(own.get_by_role("button", name="Move phase 2 up")).to_be_focused()  # it goes with its phase
    page.keyboard.press("Enter")
    expect(field(own, "Phase 1, name")).to_have_value("Three")
    expect(own.get_by_role("button", name="Move phase 1 down")).to_be_focused()  # it can go no further up
    own.get_by_role("button", name="Delete phase 2").click()
    expect(field(own, "Phase 2, name")).to_have_value("Two")
    press(own, "Bring the phase back")
    expect(field(own, "Phase 2, name")).to_have_value("One")
    press(own, "Keep the plan")
    run(own, "Order")
    expect(own.locator("phase-timer li > span:first-child")).to_have_text(["Three", "One", "Two"])


def test_plans_are_ordered_changed_deleted_and_brought_back(page: Page, own: Locator) -> None:
    for title in ("A", "B", "C"):
        make(own, title, [("Only", "1")])
    press(own, "Up: C")
    expect(own.get_by_role("status")).to_contain_text("Moved up: C.")
    assert titles(own) == ["A", "C", "B"]
    run(own, "C")
    press(own, "Change: C")
    field(own, "1 length").fill("2")
    press(own, "Keep the change")
    expect(own.locator("phase-timer").get_by_role("timer")).to_have_text("2:00")
    press(own, "Delete: C")
    expect(own.locator("phase-timer")).to_have_count(0)
    assert titles(own) == ["A", "B"]
    expect(own.get_by_role("button", name="Bring it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(own.get_by_role("status")).to_contain_text("Brought back: C.")
    assert titles(own) == ["A", "C", "B"]
    page.reload()
    assert titles(ready(page)) == ["A", "C", "B"]


def test_a_finished_run_does_not_go_on_when_a_phase_is_added_to_its_plan(page: Page, own: Locator) -> None:
    make(own, "Short talk", [("Talk", "5")])
    run(own, "Short talk")
    timer = own.locator("phase-timer")
    press(own, "Start")
    press(own, "Finish")
    expect(timer).to_have_attribute("data-state", "finished")
    press(own, "Change: Short talk")
    press(own, "Add a phase")
    field(own, "Phase 2, name").fill("Ask")
    field(own, "2 length").fill("2")
    press(own, "Keep the change")
    expect(timer).to_have_attribute("data-state", "ready")
    page.reload()
    expect(timer).to_have_attribute("data-state", "ready")
    press(own, "Start")
    expect(timer.locator("[aria-current=step]")).to_contain_text("Talk")


def test_two_tabs_do_not_lose_each_others_plans(page: Page, own: Locator, context: BrowserContext, site: str) -> None:
    make(own, "Old", [("Only", "1")])
    other = context.new_page()
    other.goto(site + PAGE)
    theirs = ready(other)
    make(own, "Mine", [("Only", "1")])
    make(theirs, "Theirs", [("Only", "1")])
    press(own, "Delete: Old")
    expect(own.get_by_role("status")).to_contain_text("Deleted: Old.")
    for tab in (page, other):
        tab.reload()
        assert titles(ready(tab)) == ["Mine", "Theirs"]


def test_plans_that_a_newer_page_kept_are_left_as_they_are(page: Page, own: Locator) -> None:
    make(own, "Mine", [("Only", "1")])
    kept = json.dumps({"version": 2, "plans": {"mine": 1}})
    page.evaluate(PUT, kept)
    page.reload()
    page.wait_for_selector("own-plans[data-phase=failed]")
    expect(own.get_by_role("alert").first).to_contain_text("They are left as they are")
    expect(own.get_by_role("button")).to_have_count(0)
    assert page.evaluate(GET) == kept


OPEN = """const opening = indexedDB.open("greenroom");
  opening.onsuccess = () => {
    const store = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
"""
PUT = f"""text => new Promise((resolve) => {{ {OPEN}
    const reading = store.get("plans:own");
    reading.onsuccess = () => {{
      const value = typeof reading.result === "string" ? text : {{ ...reading.result, text }};
      (store.keyPath ? store.put(value) : store.put(value, "plans:own")).onsuccess = resolve;
    }};
  }};
}})"""
GET = f"""() => new Promise((resolve) => {{ {OPEN}
    const reading = store.get("plans:own");
    reading.onsuccess = () => resolve(reading.result.text ?? reading.result);
  }};
}})"""


def test_a_browser_that_keeps_nothing_says_so_and_still_runs_plans(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page.goto(site + PAGE)
    own = ready(page)
    expect(own.get_by_role("alert").first).to_contain_text("last until you leave this page")
    make(own, "For now", [("Only", "0:10")])
    run(own, "For now")
    expect(own.get_by_role("timer")).to_have_text("0:10")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_and_the_list_are_accessible_and_fit(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(site + PAGE)
    own = ready(page)
    make(own, "A plan with a long name, so that it has to break", [("Only", "1")])
    run(own, "A plan with a long name, so that it has to break")
    write(own, "", [("", "soon"), ("Second", "1")])
    press(own, "Keep the plan")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for each in own.get_by_role("button").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, each.inner_text()


def test_letters_typed_into_the_form_are_no_commands(page: Page, own: Locator, site: str) -> None:
    make(own, "Run me", [("Only", "1")])
    run(own, "Run me")
    press(own, "Make a plan")
    field(own, "Title").press_sequentially("n m + s f")
    expect(field(own, "Title")).to_have_value("n m + s f")
    expect(own.locator("phase-timer")).to_have_attribute("data-state", "ready")
    assert page.url.startswith(site + PAGE)
