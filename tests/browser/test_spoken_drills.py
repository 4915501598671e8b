"""The spoken drills in a real browser: steps against the clock, prompts by seed, and what is done by keys alone."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.spoken_desk import button, clock, data, events, open_drill, prompt, wait
from tests.browser.test_pages import SCHEMES, violations
from tests.serving import Served

DRILLS = {
    "warm-up": 4,
    "estimate-aloud": 4,
    "clarifying-questions": 2,
    "pause-first": 10,
    "star-in-three-minutes": 6,
    "closing-sentence": 3,
    "hint-as-redirect": 3,
    "say-you-do-not-know": 4,
    "cv-line": 10,
    "fillers": 4,
    "slow-down": 2,
}
"""Drill -> stretches of a run."""
SCOPED = """async () => {
  const { violations } = await axe.run(document.querySelector("spoken-drill"), { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.flat().join(" ")}`));
}"""


def test_a_run_from_start_to_the_log(page: Page, site: str, served: Served) -> None:
    served.requests.clear()
    drill = open_drill(page, site, "clarifying-questions")
    shown = prompt(drill)
    button(drill, "Start").click()
    expect(clock(drill)).to_have_text("3:00")
    expect(drill.locator("[aria-live=assertive]")).to_contain_text("Step 1 of 2: Ask, and only ask, 3 minutes.")
    wait(page, 61)
    expect(clock(drill)).to_have_text("1:59")
    button(drill, "Pause").click()
    wait(page, 40)
    expect(clock(drill)).to_have_text("1:59")
    button(drill, "Go on").click()
    wait(page, 110)
    expect(drill.locator(".spoken-told--calm")).to_have_text("10 seconds left.")
    wait(page, 10)
    expect(drill.locator(".spoken-where")).to_contain_text("Assume and go")
    wait(page, 30)
    expect(drill).to_have_attribute("data-phase", "done")
    expect(drill.locator(".spoken-end")).to_be_focused()
    expect(drill.locator(".spoken-end")).to_contain_text("3 minutes 30 seconds")

    compare = drill.locator("details", has_text="Compare")
    expect(compare.locator("li").first).to_be_hidden()
    compare.locator("summary").click()
    assert compare.locator("li").count() >= 4
    checks = drill.get_by_role("checkbox")
    for number in range(checks.count()):
        checks.nth(number).check()
    drill.get_by_label("Note for next time").fill("Ask about size first.")
    button(drill, "Keep it").click()
    expect(drill).to_contain_text("Kept, and passed")
    expect(drill.locator(".spoken-history")).to_have_text(re.compile(r"Done once, on \d+ January 2027, passed\."))
    (run,) = events(page)
    drawn = next(each for each in data(served, "clarifying-questions")["prompts"] if each["id"] == run["prompt"])
    assert shown in drawn["plain"]
    assert run["seconds"] == 210
    assert all(run["passed"].values())
    assert run["note"] == "Ask about size first."

    button(drill, "Next prompt").click()
    expect(drill).to_have_attribute("data-phase", "idle")
    assert prompt(drill) != shown
    page.reload()
    expect(drill).to_have_attribute("data-phase", "idle")
    assert prompt(drill) != shown, "what the log holds does not come again while others are left"
    assert not any("/assets/runtime/" in path for path, _ in served.requests), "no engine is loaded"


def test_the_link_to_a_prompt_brings_it_back(page: Page, site: str) -> None:
    drill = open_drill(page, site, "say-you-do-not-know")
    for _ in range(3):
        button(drill, "Next prompt").click()
    shown, seed = prompt(drill), drill.get_attribute("data-seed")
    drill.get_by_role("link", name="Link to this prompt").click()
    expect(page).to_have_url(re.compile(rf"\?seed={seed}$"))
    expect(drill).to_have_attribute("data-phase", "idle")
    assert prompt(drill) == shown


def test_all_prompts_come_before_one_comes_again(page: Page, site: str, served: Served) -> None:
    drill = open_drill(page, site, "slow-down")
    expected = len(data(served, "slow-down")["prompts"])
    for _ in range(expected):
        button(drill, "Start").click()
        for _ in range(DRILLS["slow-down"]):
            page.keyboard.press("n")
        button(drill, "Next prompt").click()
        expect(drill).to_have_attribute("data-phase", "idle")
    done = [each["prompt"] for each in events(page)]
    assert len(done) == len(set(done)) == expected
    expect(drill.locator(".spoken-history")).to_contain_text(f"Done {expected} times")
    expect(drill.locator(".spoken-history")).to_contain_text(f"passed 0 of {expected}")


def test_five_questions_come_one_by_one_after_a_silence_each(page: Page, site: str) -> None:
    drill = open_drill(page, site, "pause-first")
    expect(drill.locator(".spoken-prompt")).to_contain_text("5 prompts come one after the other")
    button(drill, "Start").click()
    asked = []
    for number in range(5):
        expect(drill.locator(".spoken-where")).to_contain_text(f"Round {number + 1} of 5")
        expect(drill.locator(".spoken-where")).to_contain_text("Not a sound")
        expect(clock(drill)).to_have_text("0:05")
        asked.append(prompt(drill))
        wait(page, 5)
        expect(drill.locator(".spoken-where")).to_contain_text("Answer")
        expect(clock(drill)).to_have_text("0:45")
        wait(page, 44.98)
    expect(drill).to_have_attribute("data-phase", "done")
    assert len(set(asked)) == 5
    drill.locator("summary", has_text="Compare").click()
    expect(drill.locator(".spoken-compared")).to_have_count(5)
    button(drill, "Again").click()
    expect(drill).to_have_attribute("data-phase", "idle")
    (run,) = events(page)
    assert run["seconds"] == 225, "silence is not spoken time"
    assert len(run["prompts"]) == 5


def test_the_bell_of_the_closing_drill_cannot_be_foreseen(page: Page, site: str) -> None:
    drill = open_drill(page, site, "closing-sentence", "?seed=1")
    button(drill, "Start").click()
    wait(page, 59)
    expect(clock(drill)).to_have_text("0:59")
    expect(drill.locator(".spoken-time")).to_have_text(re.compile("so far; the bell will come"))
    expect(drill.locator(".spoken-where")).to_contain_text("Answer")
    second = 59
    while drill.locator(".spoken-where", has_text="Answer").count():
        second += 1
        assert second <= 121
        page.clock.run_for(1000)
    expect(drill.locator(".spoken-where")).to_contain_text("One sentence")
    expect(clock(drill)).to_have_text("0:15")


def test_a_text_read_to_its_end_gives_a_rate(page: Page, site: str, served: Served) -> None:
    drill = open_drill(page, site, "slow-down", "?seed=0")
    text = prompt(drill)
    button(drill, "Start").click()
    wait(page, 55)
    page.keyboard.press("n")
    expect(drill.locator(".spoken-prompt")).to_have_count(0)
    wait(page, 60)
    words = next(each["words"] for each in data(served, "slow-down")["prompts"] if each["plain"] == text)
    expect(drill.locator(".spoken-rate")).to_contain_text(
        f"You read {words} words at {round(words * 60 / 55.02)} a minute."
    )
    button(drill, "Again").click()
    button(drill, "Start").click()
    wait(page, 75 + 60)
    expect(drill.locator(".spoken-rate")).to_contain_text("The bell rang before you pressed Next step")


def test_the_readers_line_is_asked_about_and_kept_on_the_device(page: Page, site: str) -> None:
    drill = open_drill(page, site, "cv-line")
    line = "Cut <b>costs</b> & waits by 40%"
    drill.get_by_label("The line, as it stands in your CV").fill(line)
    button(drill, "Start").click()
    expect(drill.locator(".spoken-says")).to_contain_text(f"“{line}” What was that")
    for _ in range(9):
        wait(page, 60)
    expect(drill.locator(".spoken-where")).to_contain_text("Step 10 of 10")
    wait(page, 60)
    expect(drill).to_have_attribute("data-phase", "done")
    button(drill, "Next prompt").click()
    page.reload()
    expect(drill.get_by_label("The line, as it stands in your CV")).to_have_value(line)
    assert line not in json.dumps(events(page)), "the line is no part of the history"


def test_after_a_sleep_the_drill_stands_where_it_was_left(page: Page, site: str) -> None:
    drill = open_drill(page, site, "star-in-three-minutes")
    button(drill, "Start").click()
    wait(page, 15)
    expect(clock(drill)).to_have_text("0:15")
    page.clock.fast_forward(45 * 60_000)
    expect(drill.get_by_role("alert")).to_contain_text("slept, or the page was put away, for about 45 minutes")
    expect(clock(drill)).to_have_text("0:15")
    button(drill, "Go on").click()
    expect(drill.get_by_role("alert")).to_have_count(0)
    wait(page, 15)
    expect(drill.locator(".spoken-where")).to_contain_text("Task")


def test_a_page_looked_at_once_a_minute_is_right(page: Page, site: str) -> None:
    drill = open_drill(page, site, "cv-line")
    button(drill, "Start").click()
    page.clock.fast_forward(59_000)
    page.clock.fast_forward(58_000)
    page.clock.fast_forward(60_000)
    expect(drill.locator(".spoken-where")).to_contain_text("Step 3 of 10")
    expect(clock(drill)).to_have_text("0:03")


def test_a_drill_that_cannot_be_loaded_says_so_and_tries_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow("503")
    page.route("**/assets/spoken/*.json", lambda route: route.fulfill(status=503))
    page.goto(f"{site}rehearse/warm-up/")
    drill = page.locator("spoken-drill")
    expect(drill.get_by_role("alert")).to_contain_text("could not be loaded (503)")
    expect(drill).to_contain_text("Breathe in through the nose")
    button(drill, "Try again").focus()
    page.keyboard.press("a")  # there is no drill to begin again
    page.unroute("**/assets/spoken/*.json")
    button(drill, "Try again").click()
    expect(button(drill, "Start")).to_be_visible()


def test_without_javascript_the_steps_can_be_read(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}rehearse/cv-line/")
    expect(page.locator("spoken-drill")).to_contain_text("The hardest piece")
    expect(page.locator("spoken-drill")).to_contain_text("Take the oldest line that is still there.")


@pytest.mark.parametrize(("slug", "stretches"), DRILLS.items())
def test_each_drill_by_keys_alone_on_a_phone_suits_every_reader(
    new_context: Callable[..., BrowserContext], site: str, slug: str, stretches: int
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    page.goto(f"{site}rehearse/{slug}/")  # under its own clock: what comes to rest before axe looks needs one
    drill = page.locator("spoken-drill")
    expect(button(drill, "Start")).to_be_visible()

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    assert violations(page) == []
    fits()
    button(drill, "Start").focus()
    page.keyboard.press("Enter")
    expect(drill.locator(".spoken-panel")).to_be_focused()
    page.keyboard.press("Space")
    expect(button(drill, "Go on")).to_be_visible()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(SCOPED) == []
    fits()
    page.keyboard.press("Space")
    expect(button(drill, "Pause")).to_be_visible()
    for _ in range(stretches):
        expect(drill).to_have_attribute("data-phase", "running")
        page.keyboard.press("n")
    expect(drill.locator(".spoken-end")).to_be_focused()
    for details in drill.locator("summary").all():
        details.focus()
        page.keyboard.press("Enter")
    drill.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    assert violations(page) == []
    fits()
    button(drill, "Keep it").focus()
    page.keyboard.press("Enter")
    expect(drill).to_contain_text("Kept")
    expect(button(drill, "Next prompt")).to_be_focused()
    page.keyboard.press("p")
    expect(drill).to_have_attribute("data-phase", "idle")
    assert [each["drill"] for each in events(page)] == [slug]
