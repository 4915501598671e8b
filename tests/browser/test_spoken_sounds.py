"""What is heard of a spoken drill, and of its reader: bells, a voice that reads prompts, a recording; and the screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.spoken_desk import button, clock, events, open_drill, prompt, wait
from tests.browser.test_timer import LISTEN
from tests.browser.test_timer_signals import SCREEN

# A local voice that takes two seconds for whatever it reads.
VOICE = """
window.readOut = [];
const voice = { name: "Local", lang: "en-GB", localService: true, default: true, voiceURI: "local" };
const synthesis = {
  getVoices: () => [voice],
  addEventListener() {}, removeEventListener() {}, resume() {},
  speak(utterance) {
    window.readOut.push(utterance.text);
    this.under = utterance;
    this.timer = setTimeout(() => utterance.dispatchEvent(new Event("end")), 2000);
  },
  cancel() { clearTimeout(this.timer); this.under?.dispatchEvent(new Event("end")); },
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""
# `sounds` holds the page's sound devices.
DEVICES = """
window.sounds = [];
window.AudioContext = class extends AudioContext {
  constructor() { super(); window.sounds.push(this); }
};
"""


def test_bells_ring_unless_the_timers_are_muted(page: Page, site: str) -> None:
    page.add_init_script(LISTEN)
    drill = open_drill(page, site, "pause-first")
    button(drill, "Start").click()
    page.wait_for_timeout(200)
    wait(page, 1)
    assert page.evaluate("window.rung.length") > 0
    page.keyboard.press("m")
    expect(button(drill, "Unmute bell")).to_be_visible()
    assert page.evaluate("localStorage.getItem('greenroom:timer-muted')") == "yes"
    page.reload()
    expect(drill).to_have_attribute("data-phase", "offer")
    button(drill, "Go on").click()
    page.wait_for_timeout(200)
    wait(page, 10)
    assert page.evaluate("window.rung.length") == 0


def test_the_clock_waits_for_the_voice_that_reads_the_prompt(page: Page, site: str) -> None:
    page.add_init_script(VOICE)
    drill = open_drill(page, site, "hint-as-redirect")
    drill.get_by_label("Read prompts aloud").check()
    shown = prompt(drill)
    button(drill, "Start").click()
    expect(drill).to_contain_text("the clock waits for the prompt")
    assert page.evaluate("window.readOut") == [shown]
    wait(page, 1)
    expect(clock(drill)).to_have_text("1:30")
    wait(page, 2)
    expect(clock(drill)).to_have_text("1:29")
    page.keyboard.press("n")
    expect(drill).to_contain_text("the clock waits for the prompt")
    button(drill, "Go on").click()
    wait(page, 2)
    expect(clock(drill)).to_have_text("0:13")
    assert len(page.evaluate("window.readOut")) == 2
    page.keyboard.press("m")
    page.keyboard.press("a")
    button(drill, "Start").click()
    wait(page, 5)
    expect(clock(drill)).to_have_text("1:25")
    assert len(page.evaluate("window.readOut")) == 2, "muted means that nothing is read out"


def test_the_bell_is_muted_for_all_tools_and_tabs(page: Page, site: str) -> None:
    drill = open_drill(page, site, "pause-first")
    other = page.context.new_page()
    other.goto(f"{site}plans/coding-45/")
    other.get_by_role("button", name="Mute bells", exact=True).click()
    expect(button(drill, "Unmute bell")).to_be_visible()
    button(drill, "Unmute bell").click()
    expect(other.get_by_role("button", name="Mute bells", exact=True)).to_be_visible()


def test_a_bell_that_was_booked_is_silent_once_the_drill_stands_still(page: Page, site: str) -> None:
    page.add_init_script(LISTEN)
    drill = open_drill(page, site, "clarifying-questions")
    silent = "window.rung.every(({ silenced }) => silenced)"
    button(drill, "Start").click()
    page.wait_for_timeout(200)
    wait(page, 1)
    assert not page.evaluate(silent)
    for press in ("Pause", "Mute bell"):
        button(drill, press).click()
        assert page.evaluate(silent)
        button(drill, "Go on" if press == "Pause" else "Unmute bell").click()
        assert not page.evaluate(silent)


def test_the_reader_gives_the_sound_back_by_whatever_is_pressed(page: Page, site: str) -> None:
    page.add_init_script(DEVICES)
    drill = open_drill(page, site, "clarifying-questions")
    button(drill, "Start").click()
    for press in ("Pause", "Go on", "Next step"):
        page.wait_for_function("() => window.sounds[0].state === 'running'")
        page.evaluate("window.sounds[0].suspend()")  # as a phone call does
        button(drill, press).click()
    page.wait_for_function("() => window.sounds[0].state === 'running'")
    assert page.evaluate("window.sounds.length") == 1


def test_the_screen_stays_on_while_a_drill_runs_or_reads(page: Page, site: str) -> None:
    page.add_init_script(VOICE + SCREEN)
    drill = open_drill(page, site, "hint-as-redirect")
    drill.get_by_label("Read prompts aloud").check()
    assert page.evaluate("window.screens.asked") == 0
    button(drill, "Start").click()
    expect(drill).to_contain_text("the clock waits for the prompt")
    page.wait_for_function("() => window.screens.held === 1")
    wait(page, 3)
    expect(clock(drill)).to_have_text("1:29")
    assert page.evaluate("window.screens") == {"asked": 1, "held": 1}
    button(drill, "Pause").click()
    page.wait_for_function("() => window.screens.held === 0")
    button(drill, "Go on").click()
    page.wait_for_function("() => window.screens.held === 1")
    for _ in range(3):
        page.keyboard.press("n")
    expect(drill).to_have_attribute("data-phase", "done")
    page.wait_for_function("() => window.screens.held === 0")


MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def hearing(launch: Callable[..., Browser]) -> Any:
    """A Chromium whose microphone hears a tone."""
    running = launch(*MICROPHONE)
    yield running
    running.close()


def test_a_recording_follows_the_drill(hearing: Browser, site: str, watch: Watch) -> None:
    context = hearing.new_context(permissions=["microphone"])
    context.set_default_timeout(20_000)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{site}rehearse/fillers/")
    drill = page.locator("spoken-drill")
    drill.get_by_label("Record me, on this device only").check()
    recorder = drill.locator("voice-recorder")
    button(drill, "Start").click()
    expect(drill).to_have_attribute("data-phase", "running")
    expect(recorder).to_have_attribute("data-state", "recording")
    page.wait_for_timeout(1500)
    button(drill, "Pause").click()
    expect(recorder).to_have_attribute("data-state", "paused")
    button(drill, "Go on").click()
    expect(recorder).to_have_attribute("data-state", "recording")
    button(drill, "Next step").click()
    expect(drill.locator("voice-review audio, voice-review button").first).to_be_visible()
    expect(recorder).to_have_attribute("data-state", "stopped")
    button(drill, "Next step").click()
    expect(recorder).to_have_attribute("data-state", "recording")
    page.wait_for_timeout(1200)
    button(drill, "Next step").click()
    button(drill, "Finish").click()
    expect(drill).to_have_attribute("data-phase", "done")
    expect(drill.locator("voice-review")).to_have_attribute("data-phase", "ready")
    button(drill, "Keep it").click()
    expect(drill).to_contain_text("Kept")
    (run,) = events(page)
    assert drill.locator("voice-review").get_attribute("session") == run["session"]
    context.close()
    assert watch.errors == []
    assert watch.foreign == []


def test_a_refused_microphone_does_not_stop_the_drill(page: Page, site: str) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    page.goto(f"{site}rehearse/warm-up/")
    drill = page.locator("spoken-drill")
    drill.get_by_label("Record me, on this device only").check()
    button(drill, "Start").click()
    expect(drill).to_have_attribute("data-phase", "running")
    expect(drill).to_contain_text("The drill goes on without a recording.")


def test_a_recorder_that_is_there_is_not_asked_for_again(page: Page, site: str) -> None:
    page.goto(f"{site}rehearse/warm-up/")
    drill = page.locator("spoken-drill")
    drill.get_by_label("Record me, on this device only").check()
    page.wait_for_selector("voice-recorder[data-state]")
    page.evaluate("window.asked = 0; document.addEventListener('greenroom:components', () => (window.asked += 1))")
    button(drill, "Mute bell").click()
    expect(button(drill, "Unmute bell")).to_be_visible()
    assert page.evaluate("window.asked") == 0
