"""The estimation drill in a real browser: typing an answer as one says it, the verdict, the solution, the day's tally."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.test_pages import violations
from tests.serving import Served

DRILL = "drills/average-rate/"

LOG = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("greenroom");
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction("events").objectStore("events").getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result.sort((a, b) => a.time - b.time)); };
  };
})"""


def data(served: Served, name: str) -> dict[str, Any]:
    """A drill as the page reads it."""
    found: dict[str, Any] = json.loads((Path(served.folder) / "assets" / "drills" / f"{name}.json").read_text())
    return found


def open_drill(page: Page, address: str) -> Locator:
    """Open a page and wait for its drill."""
    page.goto(address)
    drill = page.locator("estimate-drill")
    expect(drill).to_have_attribute("data-phase", "asking")
    return drill


def expected(drill: Locator, served: Served, name: str = "average-rate") -> float:
    """The answer to the numbers that are shown."""
    seed = drill.get_attribute("data-seed")
    return next(float(each["expected"]) for each in data(served, name)["variants"] if str(each["seed"]) == seed)


def field(drill: Locator) -> Locator:
    """Where the answer is typed."""
    return drill.get_by_role("textbox")


def answer(drill: Locator, text: str) -> None:
    """Type an answer and check it by Enter."""
    field(drill).fill(text)
    field(drill).press("Enter")


def log(page: Page) -> list[dict[str, Any]]:
    """The estimates in the reader's log."""
    events: list[dict[str, Any]] = page.evaluate(LOG)
    return [each for each in events if each["kind"] == "estimate"]


@pytest.fixture
def drill(page: Page, site: str) -> Locator:
    """The drill of its own page, in a fresh profile."""
    return open_drill(page, site + DRILL)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2.3k", "Read as 2,300 posts per second"),
        ("2300/s", "Read as 2,300 posts per second"),
        ("463 K QPS", "Read as 463,000 posts per second"),
        ("200M per day", "Read as 200 million posts per day = 2,314.81 posts per second"),
        ("40 GB", "That is an amount of data; a number is asked for, in posts per second."),
        ("2.3 milion", "“milion” is no unit here. Try 2.3k, 2300/s, 40 GB or 1.2 TB/day."),
    ],
)
def test_what_was_understood_stands_under_the_field_while_one_types(drill: Locator, typed: str, shown: str) -> None:
    field(drill).press_sequentially(typed)
    expect(drill.locator(".estimate-reading")).to_have_text(shown)
    expect(field(drill)).to_have_attribute("aria-invalid", "false")


def test_a_right_answer_is_praised_with_the_worked_solution(page: Page, drill: Locator, served: Served) -> None:
    answer(drill, f"{expected(drill, served) * 1.2:.4g} per second")
    expect(drill.locator(".estimate-verdict")).to_have_attribute("data-outcome", "right")
    expect(drill.locator(".estimate-verdict")).to_contain_text("Right: 20% above the worked value.")
    expect(drill.locator(".estimate-solution")).to_have_attribute("open", "")
    expect(drill.locator(".estimate-sum").last).to_be_visible()
    expect(drill.get_by_role("status")).to_contain_text("Right: 20% above")
    expect(drill).to_contain_text("Today: 1 of 1 right at the first try")


def test_a_wrong_answer_says_which_way_by_how_much_and_which_slip_it_looks_like(
    page: Page, drill: Locator, served: Served
) -> None:
    value = expected(drill, served)
    answer(drill, f"{value * 86_400:.6g}")
    verdict = drill.locator(".estimate-verdict")
    expect(verdict).to_contain_text("Too high by a factor of 86,400.")
    expect(verdict).to_contain_text("check a day against a second")
    expect(drill.locator(".estimate-solution")).not_to_have_attribute("open", "")
    answer(drill, f"{value / 4:.6g}")
    expect(verdict).to_contain_text("Too low by a factor of 4.")
    expect(drill.locator(".estimate-solution")).to_have_attribute("open", "")
    answer(drill, f"{value:.6g}")
    expect(verdict).to_contain_text("Right, to the percent.")
    expect(drill).to_contain_text("Today: 0 of 1 right at the first try")
    assert [each["payload"]["attempt"] for each in log(page)] == [1, 2, 3]


def test_an_answer_that_cannot_be_read_is_no_attempt(page: Page, drill: Locator) -> None:
    answer(drill, "a lot")
    expect(drill.locator(".estimate-refusal")).to_contain_text("Start with a number.")
    expect(field(drill)).to_have_attribute("aria-invalid", "true")
    expect(drill.locator(".estimate-verdict")).to_have_count(0)
    assert log(page) == []


def test_the_log_keeps_what_was_asked_typed_and_found(page: Page, drill: Locator, served: Served) -> None:
    value = expected(drill, served)
    answer(drill, f"{value * 10:.6g}/s")
    expect(drill.locator(".estimate-verdict")).to_be_visible()
    expect(drill).to_contain_text("Today: 0 of 1")
    (event,) = log(page)
    assert event["version"] == 1
    assert event["payload"] == {
        "drill": "average-rate",
        "seed": int(drill.get_attribute("data-seed") or ""),
        "outcome": "high",
        "attempt": 1,
        "text": f"{value * 10:.6g}/s",
        "given": pytest.approx(value * 10),
        "expected": value,
        "unit": "posts/s",
        "factor": pytest.approx(10),
    }


def test_another_gives_new_numbers_and_a_streak_grows_over_drills_and_reloads(
    page: Page, site: str, drill: Locator, served: Served
) -> None:
    seen = set()
    for _ in range(3):
        seen.add(drill.locator(".estimate-prompt").inner_text())
        answer(drill, f"{expected(drill, served):.6g}")
        expect(drill.locator(".estimate-verdict")).to_contain_text("Right")
        drill.get_by_role("button", name="Another, new numbers").click()
        expect(drill.locator(".estimate-verdict")).to_have_count(0)
        expect(field(drill)).to_be_focused()
        expect(field(drill)).to_have_value("")
        expect(drill.locator(".estimate-solution")).not_to_have_attribute("open", "")
    assert len(seen) == 3
    expect(drill).to_contain_text("Today: 3 of 3 right at the first try, 3 in a row")
    other = open_drill(page, site + "drills/peak-reads/")
    expect(other).to_contain_text("3 in a row")
    answer(other, f"{expected(other, served, 'peak-reads'):.6g}")
    expect(other).to_contain_text("Today: 4 of 4 right at the first try, 4 in a row")
    back = open_drill(page, site + DRILL)
    assert back.locator(".estimate-prompt").inner_text() not in seen
    answer(back, "1")
    expect(back).to_contain_text("Today: 4 of 5 right at the first try")
    expect(back).not_to_contain_text("in a row")


def test_a_look_at_the_solution_ends_the_streak(page: Page, drill: Locator, served: Served) -> None:
    drill.locator("summary").press("Enter")
    expect(drill.locator(".estimate-sum").last).to_be_visible()
    expect(drill).to_contain_text("Today: 0 of 1 right at the first try")
    answer(drill, f"{expected(drill, served):.6g}")
    expect(drill.locator(".estimate-verdict")).to_contain_text("Right")
    expect(drill).to_contain_text("Today: 0 of 1 right at the first try")
    assert [each["payload"]["outcome"] for each in log(page)] == ["shown", "right"]


def test_yesterday_does_not_count_for_today(page: Page, site: str, served: Served) -> None:
    page.clock.install(time="2026-03-10T20:00:00")
    drill = open_drill(page, site + DRILL)
    answer(drill, f"{expected(drill, served):.6g}")
    expect(drill).to_contain_text("Today: 1 of 1")
    page.clock.set_system_time("2026-03-11T08:00:00")
    drill = open_drill(page, site + DRILL)
    expect(drill.locator(".estimate-today")).to_have_count(0)


def test_the_reading_is_spoken_once_typing_rests(page: Page, site: str) -> None:
    page.clock.install()
    drill = open_drill(page, site + DRILL)
    field(drill).press_sequentially("2.3k")
    expect(drill.get_by_role("status")).to_have_text("")
    page.clock.run_for(1000)
    expect(drill.get_by_role("status")).to_have_text("Read as 2,300 posts per second")


def test_a_whole_round_needs_only_the_keyboard(page: Page, drill: Locator, served: Served) -> None:
    field(drill).focus()
    page.keyboard.type(f"{expected(drill, served):.6g}")
    page.keyboard.press("Tab")
    expect(drill.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(drill.locator(".estimate-verdict")).to_be_visible()
    page.keyboard.press("Tab")
    expect(drill.locator("summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field(drill)).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_suits_every_reader(
    new_context: Callable[..., BrowserContext], site: str, served: Served, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    drill = open_drill(page, site + "drills/ad-scores/")
    value = expected(drill, served, "ad-scores")
    for typed in ("", "many", f"{value * 86_400:.6g}", f"{value:.6g}"):
        answer(drill, typed)
        assert violations(page) == [], typed
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_drill_stands_in_prose_too(page: Page, site: str) -> None:
    drill = open_drill(page, site + "drills/")
    answer(drill, "2.3k")
    expect(drill.locator(".estimate-verdict")).to_be_visible()
    expect(page.locator(".gr-list > li")).to_have_count(30)


def test_no_engine_is_asked_for(page: Page, drill: Locator, served: Served) -> None:
    served.requests.clear()
    answer(drill, "2.3k")
    expect(drill.locator(".estimate-verdict")).to_be_visible()
    assert not [path for path, _ in served.requests if "/assets/runtime/" in path or "python-worker" in path]


def test_without_storage_a_drill_still_works(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    drill = open_drill(page, site + DRILL)
    answer(drill, "2.3k")
    expect(drill.locator(".estimate-verdict")).to_be_visible()
    expect(drill).to_contain_text("Your estimates are not remembered.")


def test_without_the_drills_file_the_task_stays_and_says_why(page: Page, site: str, watch: Watch) -> None:
    watch.allow("404")
    watch.allow("Failed to load")
    page.route("**/assets/drills/*.json", lambda route: route.fulfill(status=404))
    page.goto(site + DRILL)
    drill = page.locator("estimate-drill")
    expect(drill.get_by_role("alert")).to_contain_text("The drill could not be loaded (404). Reload this page.")
    expect(drill).to_contain_text("How many posts arrive")
    page.unroute("**/assets/drills/*.json")
    drill.get_by_role("button", name="Try again").click()
    expect(drill).to_have_attribute("data-phase", "asking")


@pytest.mark.parametrize("body", ["<!doctype html><title>Sign in</title>", '{"version": 1, "variants": [{"se'])
def test_an_answer_that_is_no_drill_is_told_in_plain_words(page: Page, site: str, body: str) -> None:
    page.route("**/assets/drills/*.json", lambda route: route.fulfill(status=200, body=body))
    page.goto(site + DRILL)
    alert = page.locator("estimate-drill").get_by_role("alert")
    expect(alert).to_contain_text("The drill could not be loaded. Check the connection, then try again.")
    page.unroute("**/assets/drills/*.json")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator("estimate-drill")).to_have_attribute("data-phase", "asking")


# Puts a drill into the page whose store opens when the test says so; answers how many of it listen to the log.
FOLLOWING = """async ([src, left]) => {
  let listening = 0, open;
  const opened = new Promise((resolve) => (open = resolve));
  const store = { events: async () => [], onAppend: () => { listening += 1; return () => { listening -= 1; }; } };
  const drill = document.createElement("estimate-drill");
  drill.deps = { ...drill.deps, openStore: () => opened.then(() => store) };
  drill.setAttribute("src", src);
  document.querySelector("article").append(drill);
  const loading = drill.load();
  if (left) drill.remove();
  open();
  await loading;
  return listening;
}"""


@pytest.mark.parametrize("left", [False, True])
def test_the_log_is_followed_once_and_not_by_a_drill_that_left(page: Page, drill: Locator, left: bool) -> None:
    src = drill.get_attribute("src")
    assert page.evaluate(FOLLOWING, [src, left]) == (0 if left else 1), "loaded by itself and by the call"


def test_without_javascript_the_task_and_its_solution_can_be_read(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + DRILL)
    drill = page.locator("estimate-drill")
    expect(drill).to_contain_text(re.compile(r"million daily users"))
    expect(drill).to_be_visible()
    drill.locator("summary").click()
    expect(drill.locator(".estimate-sum").last).to_be_visible()
