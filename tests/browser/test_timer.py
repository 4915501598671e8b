"""The phase timer in a real browser: what a reader sees, hears and finds again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

PLAN = "plans/coding-45/"
INTERVIEW = "walkthroughs/feed-ranking/"
FIRST, SECOND = "Introductions", "Clarify"
NOON = 1_800_000_000_000
"""Where the tests' clock starts, in milliseconds since 1970."""
MINUTE = 60_000

# Notes each tone that is started: its pitch, in how many seconds it is to sound, and whether it was silenced before.
LISTEN = """
window.rung = [];
const { start, stop } = OscillatorNode.prototype, { disconnect } = AudioNode.prototype;
Object.assign(OscillatorNode.prototype, {
  start(when = 0) {
    const now = this.context.currentTime;
    this.tone = { pitch: this.frequency.value, in: when - now, at: Math.max(when, now), silenced: false };
    window.rung.push(this.tone);
    return start.call(this, when);
  },
  stop(when = 0) {
    this.tone.silenced ||= when <= this.tone.at;
    return stop.call(this, when);
  },
  disconnect(...from) {
    this.tone.silenced ||= this.context.currentTime < this.tone.at;
    return disconnect.apply(this, from);
  },
});
"""


# Refuses the timer's own keys; the theme cannot do without its.
BLOCK_STORAGE = """
for (const name of ["getItem", "setItem", "removeItem"]) {
  const plain = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("greenroom:")) throw new DOMException("blocked", "SecurityError");
    return plain.call(this, key, ...rest);
  };
}
"""


@pytest.fixture
def timer(page: Page, site: str) -> Locator:
    """The timer of a plan's page, under a clock that the test moves."""
    page.clock.install(time=NOON / 1000)
    page.goto(site + PLAN)
    page.wait_for_selector("phase-timer .phase-timer__panel")
    page.clock.pause_at(NOON / 1000 + 60)
    return page.locator("phase-timer")


def button(timer: Locator, name: str) -> Locator:
    """A button of the timer by its whole name."""
    return timer.get_by_role("button", name=name, exact=True)


def clock(timer: Locator) -> Locator:
    """The big time."""
    return timer.get_by_role("timer")


def wait(page: Page, seconds: float) -> None:
    """Let time go by, and a moment more, since the time is shown just after a second turns."""
    page.clock.run_for(round(seconds * 1000) + 20)


def spoken(timer: Locator, kind: str) -> Locator:
    """A live region: `polite` or `assertive`."""
    return timer.locator(f"[aria-live={kind}]")


def test_it_counts_down_and_pauses(page: Page, timer: Locator) -> None:
    expect(clock(timer)).to_have_text("5:00")
    button(timer, "Start").click()
    wait(page, 61)
    expect(clock(timer)).to_have_text("3:59")
    button(timer, "Pause").click()
    wait(page, 600)
    expect(clock(timer)).to_have_text("3:59")
    button(timer, "Resume").click()
    wait(page, 9)
    expect(clock(timer)).to_have_text("3:50")


def test_a_phase_goes_into_overtime_until_the_reader_moves_on(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    wait(page, 301)
    expect(clock(timer)).to_have_text("+0:01")
    expect(timer).to_have_attribute("data-state", "overtime")
    expect(timer.locator("[aria-current=step]")).to_contain_text(FIRST)
    wait(page, 59)
    expect(timer).to_contain_text("1:00 behind plan")
    button(timer, "Next phase").click()
    expect(timer.locator("[aria-current=step]")).to_contain_text(SECOND)
    expect(clock(timer)).to_have_text("4:00")
    expect(timer).to_have_attribute("data-state", "running")


def test_an_added_minute_lengthens_the_phase_and_can_be_taken_back(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    button(timer, "+1 minute").click()
    expect(clock(timer)).to_have_text("6:00")
    expect(timer).to_contain_text("1:00 behind plan")
    button(timer, "Undo added minute").click()
    expect(clock(timer)).to_have_text("5:00")


def test_reset_can_be_undone_and_the_run_goes_on(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    wait(page, 60)
    button(timer, "Reset").click()
    expect(timer).to_have_attribute("data-state", "ready")
    wait(page, 10)
    button(timer, "Undo reset").click()
    expect(clock(timer)).to_have_text("3:50")
    expect(timer).to_have_attribute("data-state", "running")


def test_the_end_shows_what_each_phase_took(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    for seconds in (300, 250, 200, 100, 100, 100):
        wait(page, seconds)
        button(timer, "Next phase").click()
    wait(page, 100)
    button(timer, "Finish").click()
    expect(timer).to_have_attribute("data-state", "finished")
    expect(timer.locator("li").first).to_contain_text("5:00 of 5:00")
    expect(timer.locator("li").nth(1)).to_contain_text("4:10 of 4:00")
    expect(timer).to_contain_text("19:10")
    button(timer, "Undo finish").click()
    expect(timer).to_have_attribute("data-state", "running")


def test_a_reload_and_a_visit_elsewhere_change_nothing(page: Page, timer: Locator, site: str) -> None:
    button(timer, "Start").click()
    wait(page, 30)
    page.reload()
    expect(clock(timer)).to_have_text("4:30")
    page.goto(site)
    wait(page, 30)
    page.goto(site + PLAN)
    expect(clock(timer)).to_have_text("4:00")
    expect(timer).to_have_attribute("data-state", "running")


def test_a_tab_that_was_frozen_for_minutes_is_right_at_once(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    page.clock.fast_forward(7 * MINUTE)  # timers that came due meanwhile fire once, as after a sleep
    expect(clock(timer)).to_have_text("+2:00")
    expect(spoken(timer, "assertive")).to_contain_text(f"Time for {FIRST} is up")


def test_a_clock_set_back_does_not_move_the_timer(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    wait(page, 60)
    page.clock.set_system_time((NOON - 3_600_000) / 1000)
    wait(page, 1)
    expect(clock(timer)).to_have_text("3:59")


def test_a_sleep_is_counted_and_can_be_left_out(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    wait(page, 60)
    now = page.evaluate("Date.now()")
    page.clock.set_system_time((now + 2 * MINUTE) / 1000)  # the wall clock ran on, the monotonic one stood still
    wait(page, 1)
    expect(clock(timer)).to_have_text("1:59")
    expect(timer).to_contain_text("slept")
    button(timer, "Leave it out").click()
    expect(clock(timer)).to_have_text("3:59")
    page.reload()
    expect(clock(timer)).to_have_text("3:59")


def test_all_sleeps_since_the_last_press_are_summed_and_left_out_together(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    for minutes in (1, 2):
        wait(page, 10)
        page.clock.set_system_time((page.evaluate("Date.now()") + minutes * MINUTE) / 1000)
        wait(page, 1)
    expect(timer).to_contain_text("slept, or its clock was set forward, for 3 minutes in all")
    button(timer, "Leave it out").click()
    expect(clock(timer)).to_have_text("4:38")
    expect(spoken(timer, "polite")).to_have_text("Left out: 3 minutes.")
    button(timer, "Count the sleep").click()
    expect(clock(timer)).to_have_text("1:38")


def test_bells_are_announced_once(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    expect(spoken(timer, "polite")).to_have_text(f"{FIRST}: 5 minutes left.")
    wait(page, 239)
    expect(spoken(timer, "assertive")).to_be_empty()
    wait(page, 2)
    expect(spoken(timer, "assertive")).to_have_text(f"1 minute left in {FIRST}.")
    changes = "node => { window.told = 0; new MutationObserver(() => window.told++).observe(node, { characterData: true, childList: true, subtree: true }); }"
    spoken(timer, "assertive").evaluate(changes)
    wait(page, 50)
    assert page.evaluate("window.told") == 0
    wait(page, 15)
    expect(spoken(timer, "assertive")).to_contain_text(f"Time for {FIRST} is up.")
    assert page.evaluate("window.told") == 1


def test_bells_are_booked_ahead_and_mute_takes_them_back(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(LISTEN)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    button(timer, "Start").click()
    page.wait_for_function("() => window.rung.length === 3")  # one soft tone, and two at the end
    rung = page.evaluate("window.rung")
    assert [round(tone["in"]) for tone in rung] == [240, 300, 300]
    button(timer, "Mute bells").click()
    assert page.evaluate("window.rung.every(({ silenced }) => silenced)")
    page.reload()
    expect(button(timer, "Unmute bells")).to_be_visible()
    page.locator("body").press("Shift")
    assert page.evaluate("window.rung") == []


def test_a_browser_without_sound_only_loses_the_sound(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script("delete window.AudioContext; delete window.OscillatorNode;")
    page.clock.install(time=NOON / 1000)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    button(timer, "Start").click()
    page.clock.fast_forward(5 * MINUTE)
    expect(timer).to_have_attribute("data-state", "overtime")


def test_keys_work_while_the_timer_has_the_focus_and_nowhere_else(page: Page, timer: Locator, site: str) -> None:
    page.locator("h1").click()
    page.keyboard.press("m")
    expect(button(timer, "Mute bells")).to_be_visible()
    panel = timer.get_by_role("group").first
    panel.focus()
    page.keyboard.press("Space")
    expect(timer).to_have_attribute("data-state", "running")
    page.keyboard.press("+")
    expect(clock(timer)).to_have_text("6:00")
    page.keyboard.press("n")  # the theme would go to the next page
    expect(timer.locator("[aria-current=step]")).to_contain_text(SECOND)
    page.keyboard.press("m")
    expect(button(timer, "Unmute bells")).to_be_visible()
    page.keyboard.press("Space")
    expect(timer).to_have_attribute("data-state", "paused")
    expect(page).to_have_url(site + PLAN)


def test_space_on_a_button_presses_that_button(page: Page, timer: Locator) -> None:
    button(timer, "Start").click()
    button(timer, "Next phase").focus()
    page.keyboard.press("Space")
    expect(timer.locator("[aria-current=step]")).to_contain_text(SECOND)
    expect(timer).to_have_attribute("data-state", "running")


def test_the_focus_stays_in_the_timer_when_a_button_goes(page: Page, timer: Locator) -> None:
    button(timer, "Start").focus()
    page.keyboard.press("Enter")
    button(timer, "Reset").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('phase-timer').contains(document.activeElement)")


def test_the_title_shows_the_time_while_it_runs(page: Page, timer: Locator) -> None:
    title = page.title()
    button(timer, "Start").click()
    wait(page, 30)
    assert page.title() == f"4:30 {FIRST} · {title}"
    button(timer, "Pause").click()
    assert page.title() == title


def test_another_tab_shows_the_same_run(page: Page, context: BrowserContext, site: str) -> None:
    other = context.new_page()
    other.goto(site + PLAN)
    page.goto(site + PLAN)
    button(page.locator("phase-timer"), "Start").click()
    expect(other.locator("phase-timer")).to_have_attribute("data-state", "running")
    button(other.locator("phase-timer"), "Reset").click()
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "ready")


def test_all_parts_of_a_mock_interview_show_one_run(page: Page, site: str) -> None:
    page.goto(site + INTERVIEW)
    button(page.locator("phase-timer"), "Start").click()
    page.goto(site + INTERVIEW + "2-architect/")
    timer = page.locator("phase-timer")
    expect(timer).to_have_attribute("data-state", "running")
    expect(button(timer, "Pause")).to_be_visible()  # a running clock is not folded away
    button(timer, "Pause").click()
    page.goto(site + INTERVIEW)
    expect(timer).to_have_attribute("data-state", "paused")


def test_the_interviewers_notes_stay_hidden_from_part_to_part(page: Page, site: str) -> None:
    page.goto(site + INTERVIEW + "1-clarify/")
    page.get_by_label("Show the interviewer’s notes").uncheck()
    page.goto(site + INTERVIEW + "3-refine/")
    expect(page.get_by_label("Show the interviewer’s notes")).not_to_be_checked()
    expect(page.locator(".gr-turn--note").locator("visible=true")).to_have_count(0)


def test_a_timer_reached_by_instant_navigation_works_and_gives_the_title_back(page: Page, site: str) -> None:
    page.goto(site + "plans/")
    page.evaluate("window.sameDocument = true")
    page.locator("article a[href$='coding-45/']").first.evaluate("link => link.click()")
    timer = page.locator("phase-timer")
    button(timer, "Start").click()
    expect(timer).to_have_attribute("data-state", "running")
    assert FIRST in page.title()
    page.locator(".md-logo").first.evaluate("link => link.click()")
    page.wait_for_url(site)
    assert page.evaluate("window.sameDocument") is True
    expect(page).not_to_have_title(re.compile(FIRST))


def test_storage_that_is_blocked_only_loses_the_memory(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(BLOCK_STORAGE)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    button(timer, "Start").click()
    expect(timer).to_have_attribute("data-state", "running")


@pytest.mark.kept
def test_it_never_asks_for_python(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + PLAN)
    button(page.locator("phase-timer"), "Start").click()
    page.wait_for_selector("html[data-offline=ready]")
    assert not [url for url in asked if re.search(r"assets/runtime/|python-worker", url)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_it_fits_and_every_target_is_large_enough(
    new_context: Callable[..., BrowserContext], site: str, scheme: str
) -> None:
    context = new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    button(timer, "Start").click()
    button(timer, "Next phase").click()
    for each in timer.get_by_role("button").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, each.inner_text()
        assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (
        timer.locator(".phase-timer__bar i").first.evaluate("bar => getComputedStyle(bar).transitionDuration") == "0s"
    )
