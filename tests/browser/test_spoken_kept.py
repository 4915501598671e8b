"""What is kept of a spoken drill: a run that was left, ticks and notes, and what a browser that is full may not lose."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.spoken_desk import button, clock, events, open_drill, prompt, wait
from tests.browser.test_timer import BLOCK_STORAGE

# The log takes no run while the browser is full.
FULL = """
window.full = true;
const { add } = IDBObjectStore.prototype;
IDBObjectStore.prototype.add = function (...values) {
  if (window.full && values[0]?.kind === "spoken-drill") throw new DOMException("full", "QuotaExceededError");
  return add.apply(this, values);
};
"""


def test_a_reload_in_the_middle_offers_to_go_on(page: Page, site: str) -> None:
    drill = open_drill(page, site, "hint-as-redirect", "?seed=3")
    shown = prompt(drill)
    button(drill, "Start").click()
    wait(page, 93)
    expect(clock(drill)).to_have_text("0:12")
    page.reload()
    expect(drill).to_have_attribute("data-phase", "offer")
    expect(drill).to_contain_text("You left this drill in The nudge, with 0:12 left.")
    page.clock.run_for(3_600_000)
    button(drill, "Go on").click()
    expect(clock(drill)).to_have_text("0:12")
    assert prompt(drill) == shown
    wait(page, 13)
    expect(drill.locator(".spoken-where")).to_contain_text("Change course")
    page.reload()
    button(drill, "Start anew").click()
    expect(drill).to_have_attribute("data-phase", "idle")
    assert prompt(drill) == shown
    page.reload()
    expect(drill).to_have_attribute("data-phase", "idle")


def ended(page: Page, site: str) -> Locator:
    """A drill gone through to its end, with a tick and a note."""
    drill = open_drill(page, site, "warm-up")
    button(drill, "Start").click()
    wait(page, 60)
    drill.get_by_role("checkbox").first.check()
    drill.get_by_label("Note for next time").fill("Louder.")
    return drill


def test_what_is_over_and_not_kept_is_there_after_a_reload(page: Page, site: str) -> None:
    drill = ended(page, site)
    page.reload()
    expect(drill).to_have_attribute("data-phase", "done")
    expect(drill.get_by_role("checkbox").first).to_be_checked()
    expect(drill.get_by_label("Note for next time")).to_have_value("Louder.")
    button(drill, "Again").click()
    expect(drill.locator(".spoken-history")).to_contain_text("not passed yet")
    (run,) = events(page)
    assert run["note"] == "Louder."
    assert run["passed"] == {"aloud": True, "number": False, "end": False}
    assert run["seconds"] == 50


def test_without_storage_it_runs_and_says_what_is_lost(page: Page, site: str) -> None:
    page.add_init_script(BLOCK_STORAGE)
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    drill = open_drill(page, site, "warm-up")
    expect(drill).to_contain_text("What you do here is not remembered.")
    button(drill, "Start").click()
    wait(page, 60)
    expect(drill).to_have_attribute("data-phase", "done")
    button(drill, "Keep it").click()
    expect(button(drill, "Keep it")).to_be_visible()
    button(drill, "Next prompt").click()
    expect(drill).to_have_attribute("data-phase", "idle")


@pytest.mark.parametrize("press", ["Next prompt", "Again"])
def test_a_run_that_cannot_be_kept_stays_until_the_reader_goes_on_without_it(page: Page, site: str, press: str) -> None:
    page.add_init_script(FULL)
    drill = ended(page, site)
    button(drill, press).click()
    expect(drill.get_by_role("alert")).to_contain_text("This run could not be kept.")
    expect(drill).to_have_attribute("data-phase", "done")
    expect(drill.get_by_role("checkbox").first).to_be_checked()
    expect(drill.get_by_label("Note for next time")).to_have_value("Louder.")
    button(drill, press).click()
    expect(drill).to_have_attribute("data-phase", "idle")
    assert events(page) == []


def test_a_run_that_could_not_be_kept_is_kept_once_there_is_room(page: Page, site: str) -> None:
    page.add_init_script(FULL)
    drill = ended(page, site)
    button(drill, "Next prompt").click()
    expect(drill.get_by_role("alert")).to_be_visible()
    page.evaluate("window.full = false")
    button(drill, "Keep it").click()
    expect(drill).to_contain_text("✓ Kept")
    expect(drill.locator(".spoken-trouble")).to_have_count(0)
    (run,) = events(page)
    assert run["note"] == "Louder."


def test_a_run_begun_while_the_last_is_being_kept_is_kept_as_well(page: Page, site: str) -> None:
    drill = ended(page, site)
    # Both in one task: between them nothing can have been written.
    drill.evaluate("""drill => {
      [...drill.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === "Keep it").click();
      drill.querySelector(".spoken-panel").dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true }));
    }""")
    expect(drill).to_have_attribute("data-phase", "idle")
    button(drill, "Start").click()
    wait(page, 60)
    expect(drill).to_have_attribute("data-phase", "done")
    button(drill, "Keep it").click()
    expect(drill).to_contain_text("✓ Kept")
    assert [each["note"] for each in events(page)] == ["Louder.", ""]
