"""What a reader does with the tools of a page, so that each state is looked at and not only the one it opens in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.runner_desk import judged, press, write

ENGINE_MS = 60_000
"""Milliseconds the engine may take to boot on a slow machine."""

OPEN_ALL = "() => { for (const details of document.querySelectorAll('article details')) details.open = true; }"


def look_around(page: Page) -> None:
    """Open all that can be unfolded."""
    page.evaluate(OPEN_ALL)


def fail_a_test(page: Page) -> None:
    """Test wrong code that prints, so that the runner shows a diff and captured output."""
    assert judged(page, "def busiest_window(timestamps, limit):\n    print('seen')\n    return (0, None)\n") == "failed"


def run_into_an_error(page: Page) -> None:
    """Run code that prints and raises, so that the runner shows a traceback and marks a line."""
    write(page, "# prints, then fails\nprint(input())\nprint({}['missing'])\n")
    assert press(page, "Run") == "error"


def show_an_answer(page: Page) -> None:
    """Turn a card and wait for the intervals of its grades."""
    page.get_by_role("button", name="Show answer").click()
    expect(page.locator("flash-cards")).to_have_attribute("data-scheduled", "true", timeout=ENGINE_MS)
    expect(page.locator("flash-cards .fc-grade__interval").first).not_to_have_text("…")


def grade_all_cards(page: Page) -> None:
    """Turn and grade until no card is left."""
    card, done = page.locator("flash-cards .fc-card"), page.locator("flash-cards .fc-done")
    while not done.is_visible():
        page.get_by_role("button", name="Show answer").click()
        shown = card.get_attribute("data-card")
        page.locator("flash-cards [data-grade=easy]").click()
        expect(page.locator(f'flash-cards .fc-card[data-card="{shown}"]')).to_have_count(0, timeout=ENGINE_MS)
        expect(card.locator("visible=true").or_(done)).to_be_visible(timeout=ENGINE_MS)
        expect(page.locator("flash-cards .fc-card--waiting")).to_have_count(0, timeout=ENGINE_MS)


def timer_button(page: Page, name: str) -> None:
    """Press a button of the timer."""
    page.locator("phase-timer").get_by_role("button", name=name, exact=True).click()


def start_the_timer(page: Page) -> None:
    """Let the first phase run."""
    timer_button(page, "Start")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")


def run_over_time(page: Page) -> None:
    """Let the first phase run past its end."""
    page.clock.fast_forward("07:00")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "overtime")


def finish_the_timer(page: Page) -> None:
    """Go through the other phases to the end."""
    for _ in range(6):
        timer_button(page, "Next phase")
    timer_button(page, "Finish")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "finished")


def filter_the_list(page: Page) -> None:
    """Leave a few questions in the list."""
    page.get_by_label("Search questions").fill("queue")


def filter_everything_away(page: Page) -> None:
    """Leave nothing in the list."""
    page.get_by_label("Search questions").fill("no such words anywhere")


STATES: dict[str, list[Callable[[Page], None]]] = {
    "problem": [fail_a_test, run_into_an_error],
    "deck": [show_an_answer],
    "behavioural question": [grade_all_cards],
    "plan": [start_the_timer, run_over_time, finish_the_timer],
    "questions index": [filter_the_list, filter_everything_away],
}
"""States of a page that are looked at beside the one it opens in, one after the other."""
