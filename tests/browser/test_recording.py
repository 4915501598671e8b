"""Recording in a real browser with a fake microphone: what is kept, heard, shown and said when something is in the way."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests import speech_synthesis as synthesis
from tests.browser.conftest import Watch
from tests.browser.test_pages import violations

PAGE = "rehearse/recordings/"
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")

# What lies in the recordings' own database: the number of rows of each table, and the recordings.
HELD = """async () => {
  const opening = indexedDB.open("greenroom-recordings");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const reading = database.transaction([...database.objectStoreNames]);
  const held = {};
  for (const name of database.objectStoreNames) {
    const request = reading.objectStore(name).getAll();
    const rows = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    held[name] = name === "recordings" ? rows : rows.length;
  }
  database.close();
  return held;
}"""
# The browser asks until the test allows it.
ASKS = """
const ask = window.MediaDevices?.prototype.getUserMedia;
window.asked = 0;
if (ask) MediaDevices.prototype.getUserMedia = async function (...asked) {
  window.asked += 1;
  await new Promise((resolve) => (window.allow = resolve));
  const stream = await ask.apply(this, asked);
  window.tracks = stream.getTracks();
  return stream;
};
"""
NOTHING_HELD = (
    "async () => !(await navigator.locks.query()).held.some(({ name }) => name.startsWith('greenroom-recording'))"
)


@pytest.fixture(scope="module")
def speech() -> synthesis.Speech:
    """An answer of known syllables and pauses."""
    phrases = synthesis.ANSWERS["decision"]
    return synthesis.talk(phrases, [0.8] * (len(phrases) - 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, speech: synthesis.Speech) -> Path:
    """Sounds as files."""
    folder = tmp_path_factory.mktemp("sounds")
    synthesis.write_wav(folder / "speech.wav", speech.samples)
    synthesis.write_wav(folder / "silence.wav", synthesis.silence(30))
    synthesis.write_wav(folder / "short.wav", speech.samples[: 2 * synthesis.RATE])
    (folder / "letter.mp3").write_text("Dear Sir or Madam, this is no sound.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def speaking(launch: Callable[..., Browser], folder: Path) -> Iterator[Browser]:
    """A browser whose microphone speaks."""
    running = launch(*FAKE, f"--use-file-for-fake-audio-capture={folder / 'speech.wav'}")
    yield running
    running.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(watch: Watch, site: str) -> Iterator[Visit]:
    """Opens the page of recordings in a fresh, watched profile of a browser."""
    made: list[BrowserContext] = []

    def open_page(browser: Browser, script: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(20_000)
        watch.attach(context)
        made.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        opened(page, site)
        return page

    yield open_page
    for context in made:
        context.close()
    assert watch.errors == [], "the console shows errors"
    assert watch.foreign == [], "a request left the site's origin"


def opened(page: Page, site: str) -> None:
    """Open the page and wait until both tools stand."""
    page.goto(site + PAGE)
    page.wait_for_selector("voice-recorder[data-state]")
    page.wait_for_selector("voice-review[data-phase=ready]")


def press(place: Page | Locator, name: str) -> None:
    """Press a button by its whole name."""
    place.get_by_role("button", name=name, exact=True).click()


def is_state(page: Page, state: str) -> None:
    """Wait for a state of the recorder."""
    expect(page.locator("voice-recorder")).to_have_attribute("data-state", state)


def recorded(page: Page, seconds: int) -> None:
    """Wait until the recorder's clock shows at least some seconds, under ten."""
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile(f"0:0[{seconds}-9]"))


def record(page: Page, seconds: int, button: str = "Record") -> None:
    """Record for some seconds, and stop."""
    press(page, button)
    is_state(page, "recording")
    recorded(page, seconds)
    press(page, "Stop")
    is_state(page, "stopped")


def trouble(page: Page) -> Any:
    """What the recorder says went wrong."""
    return expect(page.locator("voice-recorder .voice-recorder__trouble").first)


def sheet(page: Page) -> Locator:
    """The recording that stands open."""
    return page.locator("voice-sheet").first


def choose(page: Page, file: Path) -> None:
    """Choose a sound file."""
    page.set_input_files("voice-recorder input[type=file]", file)


def until(page: Page, script: str) -> None:
    """Wait until a script says yes, some 20 seconds at most. Playwright's own waiting needs `eval`, or takes a promise for a yes."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never came true: {script}")


def test_pausing_leaves_out_what_is_said_meanwhile(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking)
    press(page, "Record")
    recorded(page, 1)
    expect(page.locator(".voice-recorder__loudness")).to_have_text("Level: good")
    press(page, "Pause")
    is_state(page, "paused")
    expect(page.locator(".voice-recorder__state")).to_contain_text("Paused: nothing is recorded")
    before = page.locator(".voice-recorder__clock").inner_text()
    page.wait_for_timeout(1500)
    expect(page.locator(".voice-recorder__clock")).to_have_text(before)
    press(page, "Resume")
    is_state(page, "recording")
    press(page, "Stop")
    is_state(page, "stopped")
    assert page.evaluate(HELD)["recordings"][0]["parts"][0]["seconds"] < 3


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (
            ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"),
            "not allowed. Allow it for this site",
        ),
        (("--use-fake-ui-for-media-stream",), "No microphone was found. Plug one in or switch it on"),
    ],
    ids=["denied", "absent"],
)
def test_without_permission_or_device_a_sentence_says_what_to_do(
    visit: Visit, launch: Callable[..., Browser], flags: tuple[str, ...], sentence: str
) -> None:
    running = launch(*flags)
    page = visit(running)
    press(page, "Record")
    trouble(page).to_contain_text(sentence)
    is_state(page, "failed")
    assert page.evaluate(HELD)["recordings"] == []
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_enabled()
    running.close()


def test_a_microphone_in_use_elsewhere_is_told_as_such(visit: Visit, speaking: Browser) -> None:
    page = visit(
        speaking,
        "if (window.MediaDevices) MediaDevices.prototype.getUserMedia = async () => { throw new DOMException('', 'NotReadableError'); };",
    )
    press(page, "Record")
    trouble(page).to_contain_text("Another program may hold it")


def test_a_browser_that_cannot_record_says_so_and_still_reads_files(
    visit: Visit, speaking: Browser, folder: Path
) -> None:
    page = visit(speaking, "delete window.MediaRecorder;")
    trouble(page).to_contain_text("This browser cannot record sound.")
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_disabled()
    choose(page, folder / "short.wav")
    expect(page.locator("voice-sheet")).to_have_count(1)


def test_one_tab_records_at_a_time_and_the_other_says_so(visit: Visit, speaking: Browser, site: str) -> None:
    page = visit(speaking)
    press(page, "Record")
    is_state(page, "recording")
    other = page.context.new_page()
    opened(other, site)
    expect(sheet(other)).to_contain_text("This is being recorded now.")
    press(other, "Record")
    trouble(other).to_contain_text("Another tab of this browser is recording.")
    press(page, "Stop")
    is_state(page, "stopped")
    press(other, "Record")
    is_state(other, "recording")


def leap(clock: str) -> str:
    """A script that lets a clock leap by `window.leap`."""
    return f"{{ const now = {clock}.now.bind({clock}); {clock}.now = () => now() + window.leap; }}"


@pytest.mark.parametrize("clocks", [("performance", "Date"), ("Date",)], ids=["both clocks", "the wall clock"])
def test_a_sleep_is_told_while_it_goes_on_whichever_clock_ran_on(
    visit: Visit, speaking: Browser, clocks: tuple[str, ...]
) -> None:
    page = visit(speaking, "window.leap = 0;" + "".join(map(leap, clocks)))
    press(page, "Record")
    recorded(page, 1)
    page.evaluate("() => { window.leap = 60_000; }")
    expect(page.locator(".voice-recorder__note")).to_contain_text(
        re.compile(r"This device slept: 1 minute.* not in the recording\.")
    )
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile("0:0"))


def test_a_muted_microphone_is_told_while_it_goes_on(
    visit: Visit, launch: Callable[..., Browser], folder: Path
) -> None:
    silent = launch(*FAKE, f"--use-file-for-fake-audio-capture={folder / 'silence.wav'}")
    page = visit(silent)
    press(page, "Record")
    expect(page.locator(".voice-recorder__note")).to_contain_text("No sound arrives: the microphone is muted")
    expect(page.locator(".voice-recorder__loudness")).to_have_text("Level: no sound")
    is_state(page, "recording")
    silent.close()


@pytest.mark.parametrize("leaving", ["remove", "stop"])
def test_a_recorder_that_is_left_while_the_browser_asks_records_nothing(
    visit: Visit, speaking: Browser, leaving: str
) -> None:
    page = visit(speaking, ASKS)
    press(page, "Record")
    is_state(page, "asking")
    until(page, "() => Boolean(window.allow)")
    page.evaluate(f"document.querySelector('voice-recorder').{leaving}()")
    # Another recorder need not wait until the reader has answered.
    until(page, NOTHING_HELD)
    page.evaluate("window.allow()")
    until(page, "window.tracks?.every(({ readyState }) => readyState === 'ended')")
    until(page, NOTHING_HELD)
    assert page.evaluate(HELD)["recordings"] == []
    if leaving == "stop":
        is_state(page, "off")
        press(page, "Record")
        until(page, "window.asked === 2")
        page.evaluate("window.allow()")
        is_state(page, "recording")


def test_a_recorder_that_is_taken_out_before_it_asks_does_not_ask(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking, ASKS)
    asked = """async () => {
      const recorder = document.querySelector("voice-recorder");
      const starting = recorder.start();
      recorder.remove();
      await Promise.race([starting, new Promise((resolve) => setTimeout(resolve, 5000))]);
      return window.asked;
    }"""
    assert page.evaluate(asked) == 0


def test_all_is_done_by_keyboard_and_suits_every_reader(visit: Visit, speaking: Browser, folder: Path) -> None:
    page = visit(speaking, viewport={"width": 390, "height": 844}, reduced_motion="reduce")

    def fits() -> list[str]:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        return violations(page)

    choose(page, folder / "speech.wav")
    expect(sheet(page).get_by_label("Figures", exact=True)).to_be_visible()
    sheet(page).get_by_text("The picture as a table").press("Enter")
    sheet(page).get_by_role("textbox", name="Transcript").fill("Um, we chose the log.")
    sheet(page).get_by_role("textbox", name="Transcript").press("Tab")
    expect(sheet(page).get_by_label("What the transcript tells")).to_be_visible()
    assert fits() == []
    page.get_by_role("button", name="Record", exact=True).focus()
    page.keyboard.press("Enter")
    is_state(page, "recording")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    assert fits() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_state(page, "paused")
    assert fits() == []
    page.get_by_role("button", name="Stop").press("Enter")
    is_state(page, "stopped")
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_focused()
    page.locator(".voice-review__delete-all").press("Enter")
    expect(page.locator(".voice-review__sure")).to_be_focused()
    assert fits() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".voice-review__said")).to_be_focused()
    expect(page.locator("voice-review")).to_contain_text("No recordings lie on this device.")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert violations(page) == []
