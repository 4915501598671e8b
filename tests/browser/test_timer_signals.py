"""How the phase timer tells the time: signals, a screen that stays on, and the truth after a wake-up."""

import random
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_pages import violations
from tests.browser.test_timer import LISTEN

PLAN, DRILL = "plans/coding-45/", "plans/pause-5s/"
TWO = "guides/time-management/"
"""A page with two timers."""
NOON = 1_800_000_000_000
SETTINGS = "How it tells the time"

# A browser with two voices, of which one would send the text away; `said` holds what was spoken by which.
VOICES = """
window.said = [];
window.hushed = 0;
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
const voices = [
  { name: "far", lang: "en-GB", localService: false, default: true },
  { name: "near", lang: "en-US", localService: true, default: false },
].filter(({ name }) => name !== window.without);
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak(utterance) {
    window.said.push(`${utterance.voice.name}: ${utterance.text}`);
    if (!window.slow) queueMicrotask(() => utterance.dispatchEvent(new Event("end")));
  },
  cancel: () => { window.hushed += 1; },
  resume() {}, addEventListener() {}, removeEventListener() {},
} });
"""
VIBRATIONS = "window.felt = []; navigator.vibrate = (pattern) => { window.felt.push(pattern); return true; };"
# The sound's own clock stands still, so that it is the test that says how far ahead a bell is booked.
SOUND_STANDS = "Object.defineProperty(BaseAudioContext.prototype, 'currentTime', { get: () => 1 });"
SCREEN = """
window.screens = { asked: 0, held: 0 };
Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  window.screens.asked += 1;
  if (window.refuse) throw new DOMException("no", "NotAllowedError");
  window.screens.held += 1;
  const sentinel = new EventTarget();
  sentinel.release = async () => { window.screens.held -= 1; sentinel.dispatchEvent(new Event("release")); };
  window.sentinel = sentinel;
  return sentinel;
} } });
"""


def opened(page: Page, site: str, path: str = PLAN) -> Locator:
    """The timer of a plan's page, under a clock that the test moves."""
    page.clock.install(time=NOON / 1000)
    page.goto(site + path)
    page.wait_for_selector("phase-timer .phase-timer__panel")
    page.clock.pause_at(NOON / 1000 + 60)
    return page.locator("phase-timer")


def wait(page: Page, seconds: float) -> None:
    """Let time go by, and a moment more, since the time is shown just after a second turns."""
    page.clock.run_for(round(seconds * 1000) + 20)


def press(timer: Locator, name: str) -> None:
    """Press a button of the timer."""
    timer.get_by_role("button", name=name, exact=True).click()


def choice(timer: Locator, begins: str) -> Locator:
    """A box to tick in the timer's settings, by how its label begins."""
    return timer.get_by_role("checkbox", name=re.compile(f"^{begins}"))


def shown(milliseconds: int) -> str:
    """How the timer writes what is left."""
    over = milliseconds < 0
    seconds = -milliseconds // 1000 if over else -(-milliseconds // 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    text = f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
    return f"+{text}" if over else text


def test_after_a_wake_up_the_time_is_true_within_a_fifth_of_a_second(page: Page, site: str) -> None:
    timer = opened(page, site)
    press(timer, "Start")
    chance, left = random.Random(6), 300_000  # noqa: S311 - the same naps each time
    wall = page.evaluate("Date.now()")
    for _ in range(25):
        awake = chance.randint(0, 2_500)
        page.clock.run_for(awake)
        slept = chance.choice(
            [chance.randint(250, 1_999), chance.randint(2_000, 30_000), chance.randint(30_000, 600_000)]
        )
        wall += awake + slept
        page.clock.set_system_time(wall / 1000)  # the wall clock ran on, the page and its monotonic clock stood still
        page.clock.run_for(200)
        wall += 200
        left -= awake + slept + 200
        text = timer.get_by_role("timer").inner_text()
        assert text in {shown(left + late) for late in range(201)}, f"{left} ms are left"


def test_a_bell_changes_the_panel_for_eight_seconds(page: Page, site: str) -> None:
    timer = opened(page, site)
    press(timer, "Start")
    ground = "timer => getComputedStyle(timer.querySelector('.phase-timer__panel')).backgroundColor"
    plain = timer.evaluate(ground)
    wait(page, 240)
    expect(timer).to_have_attribute("data-signal", "soft")
    assert timer.evaluate(ground) != plain
    wait(page, 9)
    expect(timer).to_have_attribute("data-signal", "")
    wait(page, 51)
    expect(timer).to_have_attribute("data-signal", "end")
    press(timer, "Next phase")
    expect(timer).to_have_attribute("data-signal", "")
    timer.get_by_text(SETTINGS).click()
    choice(timer, "Show it").uncheck()
    wait(page, 240)
    expect(timer).to_have_attribute("data-signal", "")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_bell_flashes_slowly_and_not_at_all_where_motion_is_unwanted(
    new_context: Callable[..., BrowserContext], site: str, motion: str
) -> None:
    page = new_context(reduced_motion=motion).new_page()
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    timer.get_by_text(SETTINGS).click()
    press(timer, "Try it")
    expect(timer).to_have_attribute("data-signal", "end")
    moving = "panel => panel.getAnimations().map(({ effect }) => effect.getComputedTiming()).map(({ duration, iterations }) => [duration, iterations])"
    found = timer.locator(".phase-timer__panel").evaluate(moving)
    assert found == ([] if motion == "reduce" else [[1000, 2]])  # two in two seconds; three in one would be too many


def test_what_the_reader_chose_is_kept_and_worked_by_keys_alone(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(VIBRATIONS + VOICES)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    timer.get_by_text(SETTINGS).focus()
    page.keyboard.press("Space")
    expect(timer).to_have_attribute("data-state", "ready")  # Space opened the settings and did not start the run
    choice(timer, "Say it").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(choice(timer, "Vibrate")).to_be_checked()
    page.reload()
    timer.get_by_text(SETTINGS).click()
    expect(choice(timer, "Say it")).to_be_checked()
    expect(choice(timer, "Vibrate")).to_be_checked()
    expect(timer).to_have_attribute("data-state", "ready")


def test_bells_vibrate_where_the_reader_wants_it(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(VIBRATIONS)
    timer = opened(page, site)
    press(timer, "Start")
    wait(page, 240)
    assert page.evaluate("window.felt") == []
    timer.get_by_text(SETTINGS).click()
    choice(timer, "Vibrate").check()
    press(timer, "Mute bells")  # a vibration is no sound
    wait(page, 60)
    assert page.evaluate("window.felt.length") == 1


def test_a_device_that_cannot_vibrate_is_not_offered_it(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script("delete Navigator.prototype.vibrate;")
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    timer.get_by_text(SETTINGS).click()
    expect(choice(timer, "Show it")).to_be_visible()
    expect(choice(timer, "Vibrate")).to_have_count(0)


def test_the_devices_own_voice_says_what_begins_and_what_is_left(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.add_init_script(VOICES)
    timer = opened(page, site)
    timer.get_by_text(SETTINGS).click()
    choice(timer, "Say it").check()
    press(timer, "Start")
    page.wait_for_function("() => window.said.length === 1")
    wait(page, 240)
    page.wait_for_function("() => window.said.length === 2")
    wait(page, 60)
    page.wait_for_function("() => window.said.length === 3")
    press(timer, "Next phase")
    page.wait_for_function("() => window.said.length === 4")
    assert page.evaluate("window.said") == [
        "near: Introductions. 5 minutes.",
        "near: 1 minute left.",
        "near: Time is up.",
        "near: Clarify. 4 minutes.",
    ]


def test_muted_means_no_voice_either(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script("window.slow = true;" + VOICES)
    timer = opened(page, site)
    timer.get_by_text(SETTINGS).click()
    choice(timer, "Say it").check()
    press(timer, "Start")
    page.wait_for_function("() => window.said.length === 1")
    press(timer, "Mute bells")
    assert page.evaluate("window.hushed") == 1  # in the middle of a word
    wait(page, 300)
    press(timer, "Next phase")
    press(timer, "Try it")
    wait(page, 1)
    assert page.evaluate("window.said.length") == 1


def test_a_browser_whose_voices_send_the_text_away_stays_silent_and_says_why(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.add_init_script('window.without = "near";' + VOICES)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    timer.get_by_text(SETTINGS).click()
    expect(timer).to_contain_text("no English voice on this device")
    expect(choice(timer, "Say it")).to_have_count(0)
    press(timer, "Start")
    press(timer, "Next phase")
    assert page.evaluate("window.said") == []


def test_phases_of_seconds_are_shown_rung_and_worded_as_such(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(VOICES)
    timer = opened(page, site, DRILL)
    timer.get_by_text(SETTINGS).click()
    choice(timer, "Say it").check()
    expect(timer.get_by_role("timer")).to_have_text("0:05")
    press(timer, "Start")
    expect(timer.locator("[aria-live=polite]")).to_have_text("Pause 1: 5 seconds left.")
    wait(page, 4)
    expect(timer.get_by_role("timer")).to_have_text("0:01")
    wait(page, 1)
    expect(timer).to_have_attribute("data-signal", "end")
    expect(timer.locator("[aria-live=assertive]")).to_have_text("Pause 1: time is up.")
    assert page.evaluate("window.said") == []  # a voice would fill the silence that is being practised
    press(timer, "Next phase")
    page.wait_for_function("() => window.said.length === 1")
    assert page.evaluate("window.said") == ["near: Answer 1. 1 minute."]


def test_a_bell_is_heard_although_the_device_sleeps_just_before_it(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.add_init_script(LISTEN + SOUND_STANDS)
    timer = opened(page, site, DRILL)
    press(timer, "Start")
    page.wait_for_function("() => window.rung.length > 0")
    wait(page, 4)  # the bell is booked anew, a second ahead
    page.clock.set_system_time((page.evaluate("Date.now()") + 1_200) / 1000)
    page.clock.run_for(200)
    expect(timer).to_have_attribute("data-signal", "end")
    assert page.evaluate("window.rung.some(({ pitch, silenced }) => pitch === 880 && !silenced)")


def test_all_timers_of_a_page_tell_as_the_reader_chose_at_one(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(LISTEN)
    page.goto(site + TWO)
    timers = page.locator("phase-timer")
    one, other = timers.nth(0), timers.nth(1)
    press(other, "Start")
    page.wait_for_function("() => window.rung.length > 0")
    press(one, "Mute bells")
    expect(other.get_by_role("button", name="Unmute bells")).to_be_visible()
    assert page.evaluate("window.rung.every(({ silenced }) => silenced)")
    press(other, "Unmute bells")
    expect(one.get_by_role("button", name="Mute bells", exact=True)).to_be_visible()
    for timer in (one, other):
        timer.get_by_text(SETTINGS).click()
    choice(one, "Show it").uncheck()
    expect(choice(other, "Show it")).not_to_be_checked()
    press(other, "Try it")
    expect(other).to_have_attribute("data-signal", "")


def test_the_screen_stays_on_while_it_runs(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(SCREEN)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    assert page.evaluate("window.screens.asked") == 0
    press(timer, "Start")
    page.wait_for_function("() => window.screens.held === 1")
    # A hidden page loses the lock; shown again, it asks anew.
    page.evaluate("window.sentinel.release()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("() => window.screens.held === 1 && window.screens.asked === 2")
    press(timer, "Pause")
    page.wait_for_function("() => window.screens.held === 0")
    press(timer, "Resume")
    page.wait_for_function("() => window.screens.held === 1")
    for _ in range(6):
        press(timer, "Next phase")
    press(timer, "Finish")
    page.wait_for_function("() => window.screens.held === 0")


def test_a_refused_screen_is_not_asked_for_again_and_again(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(SCREEN + "window.refuse = true;")
    timer = opened(page, site)
    press(timer, "Start")
    wait(page, 10)
    expect(timer.get_by_role("timer")).to_have_text("4:50")
    assert page.evaluate("window.screens.asked") == 1


# What another tool does with a timer: puts one into the page, drives it, and listens.
TOOL = """([keep, phases]) => {
  window.told = [];
  document.addEventListener("timer-change", ({ detail, target }) => {
    if (target.id === "tool") window.told.push([detail.position.state, detail.position.bell, detail.actions.length, detail.phases.length]);
  });
  const timer = document.createElement("phase-timer");
  timer.id = "tool";
  timer.setAttribute("keep", keep);
  timer.setAttribute("bare", "");
  timer.dataset.plan = JSON.stringify({ id: "round", title: "Round", phases });
  document.querySelector("article").append(timer);
}"""
PHASES = [
    {"id": "a", "title": "First", "seconds": 10, "purpose": ""},
    {"id": "b", "title": "Second", "seconds": 20, "purpose": ""},
]


def test_another_tool_can_drive_a_timer_and_hears_of_it(page: Page, site: str) -> None:
    opened(page, site)
    page.evaluate(TOOL, ["mock:one", PHASES])
    tool = page.locator("#tool")
    expect(tool).to_have_attribute("data-state", "ready")
    expect(tool.locator("ol, kbd")).to_have_count(0)
    tool.evaluate("timer => { timer.act('next'); timer.act('start'); timer.act('start'); }")
    page.clock.run_for(10_020)
    tool.evaluate("timer => timer.act('next')")
    assert page.evaluate("window.told") == [
        ["ready", "", 0, 2],
        ["running", "", 1, 2],
        ["running", "end", 1, 2],
        ["running", "", 2, 2],
    ]
    page.clock.run_for(5_000)
    where = "({ at, actions }) => [at.state, at.phase, Math.ceil(at.remaining / 1000), actions.map(({ kind }) => kind)]"
    assert tool.evaluate(where) == ["running", 1, 15, ["start", "next"]]
    # Another round in the same element, then the first again: each run is kept under its own name.
    tool.evaluate("timer => timer.setAttribute('keep', 'mock:two')")
    expect(tool).to_have_attribute("data-state", "ready")
    tool.evaluate("timer => timer.setAttribute('keep', 'mock:one')")
    expect(tool).to_have_attribute("data-state", "running")
    page.reload()
    page.evaluate(TOOL, ["mock:one", PHASES])
    assert tool.evaluate(where) == ["running", 1, 15, ["start", "next"]]


def test_settings_and_signals_are_accessible_in_light_and_dark(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(VOICES)
    timer = opened(page, site)
    timer.get_by_text(SETTINGS).click()
    press(timer, "Start")
    for seconds, signal in ((240, "soft"), (60, "end")):
        wait(page, seconds)
        expect(timer).to_have_attribute("data-signal", signal)
        page.clock.resume()
        assert violations(page) == []
        page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
