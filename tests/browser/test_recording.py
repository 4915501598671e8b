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
# The log's events of a kind, the oldest first, past the page.
EVENTS = """async (kind) => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const request = database.transaction("events").objectStore("events").getAll();
  const rows = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  database.close();
  return rows.filter((event) => event.kind === kind).sort((a, b) => a.time - b.time).map((event) => event.payload);
}"""
# Remembers the microphone's tracks, so that a test can unplug it.
HOLD_TRACKS = """
const ask = window.MediaDevices?.prototype.getUserMedia;
if (ask) MediaDevices.prototype.getUserMedia = async function (...asked) {
  const stream = await ask.apply(this, asked);
  window.tracks = stream.getTracks();
  return stream;
};
"""
UNPLUG = "() => { for (const track of window.tracks) { track.stop(); track.dispatchEvent(new Event('ended')); } }"
# The disk is full after two seconds of sound.
FILL = """
const add = IDBObjectStore.prototype.add;
window.room = 2;
IDBObjectStore.prototype.add = function (...row) {
  if (this.name === "sound" && window.room-- <= 0) throw new DOMException("no room", "QuotaExceededError");
  return add.apply(this, row);
};
"""
BLOCK = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...rest) {
  if (name === "greenroom-recordings") throw new DOMException("blocked", "SecurityError");
  return open.call(this, name, ...rest);
};
"""


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


def test_a_reload_in_the_middle_keeps_what_was_recorded_and_a_second_part_joins_it(
    visit: Visit, speaking: Browser, site: str
) -> None:
    page = visit(speaking)
    press(page, "Record")
    is_state(page, "recording")
    recorded(page, 3)
    page.reload()
    page.wait_for_selector("voice-review[data-phase=ready]")
    expect(page.locator(".voice-recorder__interrupted")).to_contain_text("cut off at 0:0")
    expect(sheet(page)).to_contain_text("This recording was cut off")
    kept = page.evaluate(HELD)["recordings"]
    assert [each["state"] for each in kept] == ["interrupted"]
    assert kept[0]["parts"][0]["seconds"] >= 2
    record(page, 5, "Go on recording")
    kept = page.evaluate(HELD)["recordings"]
    assert [(each["state"], len(each["parts"])) for each in kept] == [("stopped", 2)]
    # Both parts play as one: the last second of the whole lies in the second.
    clock = page.locator(".voice-sheet__clock")
    slider = sheet(page).get_by_role("slider", name="Place in the recording")
    first, second = (each["seconds"] for each in kept[0]["parts"])
    slider.fill(str(int(first)))
    press(sheet(page), "Play")
    expect(clock).to_have_text(re.compile(rf"0:0{int(first + 1)} of "))
    expect(sheet(page).get_by_role("button", name="Play", exact=True)).to_be_visible()  # it has come to its end
    expect(clock).to_have_text(re.compile(rf"^0:0{int(first + second)} of "))
    for number in (1, 2):
        with page.expect_download() as saving:
            press(sheet(page), f"Download part {number}")
        assert re.fullmatch(rf"recording-\d{{4}}-\d\d-\d\d-part-{number}\.webm", saving.value.suggested_filename)
        data = Path(saving.value.path()).read_bytes()
        assert data.startswith(b"\x1a\x45\xdf\xa3")
        assert b"\x44\x89\x88" in data[:400], "the file does not say how long it is"


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


def test_an_unplugged_microphone_stops_the_recording_and_loses_nothing(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking, HOLD_TRACKS)
    press(page, "Record")
    recorded(page, 2)
    page.evaluate(UNPLUG)
    is_state(page, "failed")
    trouble(page).to_contain_text("The microphone is gone")
    [kept] = page.evaluate(HELD)["recordings"]
    assert kept["state"] == "interrupted"
    assert kept["parts"][0]["seconds"] >= 2
    expect(page.get_by_role("button", name="Go on recording")).to_be_enabled()
    expect(sheet(page)).to_be_visible()


def test_a_full_disk_stops_the_recording_and_keeps_what_is_there(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking, FILL)
    press(page, "Record")
    is_state(page, "failed")
    trouble(page).to_contain_text("This browser's space for the site is full, so recording has stopped at 0:0")
    held = page.evaluate(HELD)
    assert held["sound"] == 2
    press(sheet(page), "Play")
    expect(page.locator(".voice-sheet__clock")).to_have_text(re.compile(r"^0:01 of "))
    # The log is in another database and goes on.
    sheet(page).get_by_role("textbox", name="Transcript").fill("um")
    assert page.evaluate("navigator.storage.estimate().then(() => true)")


def test_blocked_storage_keeps_the_recording_for_this_page_and_says_so(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking, BLOCK)
    press(page, "Record")
    recorded(page, 2)
    expect(page.locator(".voice-recorder__note")).to_contain_text("lives only until you leave or reload this page")
    press(page, "Stop")
    is_state(page, "stopped")
    with page.expect_download() as saving:
        press(sheet(page), "Download")
    assert Path(saving.value.path()).stat().st_size > 1000
    expect(page.locator(".voice-review__foot")).to_contain_text("gone when you leave this page")


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


def test_deleting_asks_first_and_leaves_nothing_of_it(visit: Visit, speaking: Browser, site: str) -> None:
    page = visit(speaking)
    record(page, 1)
    sheet(page).get_by_label("Name").fill("The outage")
    sheet(page).get_by_label("Name").press("Tab")
    expect(page.locator(".voice-review summary")).to_contain_text("The outage")
    with page.expect_download() as saving:
        press(sheet(page), "Download")
    assert re.fullmatch(r"the-outage-\d{4}-\d\d-\d\d\.webm", saving.value.suggested_filename)
    press(sheet(page), "Delete…")
    expect(page.locator(".voice-sheet__sure")).to_be_focused()
    press(sheet(page), "Keep it")
    expect(page.locator(".voice-sheet__delete")).to_be_focused()
    press(sheet(page), "Delete…")
    press(sheet(page), "Yes, delete it")
    expect(page.locator(".voice-review__said")).to_have_text("“The outage” is deleted from this device.")
    expect(page.locator("voice-review")).to_contain_text("No recordings lie on this device.")
    assert page.evaluate(HELD) == {"pcm": 0, "pieces": 0, "recordings": [], "results": 0, "sound": 0}
    # And so does erasing everything, which tells their size before.
    record(page, 1)
    page.goto(site + "about/your-data/")
    expect(page.locator(".reader-data__kept")).to_contain_text(re.compile(r"1 recording of your voice, \d+ KB"))
    expect(page.locator("reader-data")).to_contain_text("It holds no sound")
    press(page, "Erase everything on this device…")
    press(page, "Yes, erase everything")
    expect(page.locator(".reader-data__said")).to_contain_text("Erased")
    assert page.evaluate(HELD) == {"pcm": 0, "pieces": 0, "recordings": [], "results": 0, "sound": 0}


def test_figures_of_a_file_are_those_of_the_speech_in_it_and_rest_on_named_sources(
    visit: Visit, speaking: Browser, folder: Path, speech: synthesis.Speech
) -> None:
    page = visit(speaking)
    choose(page, folder / "speech.wav")
    figures = sheet(page).get_by_label("Figures", exact=True)
    expect(figures).to_be_visible()
    [event] = page.evaluate(EVENTS, "speech")
    told = event["figures"]
    assert told["ok"]
    assert abs(told["syllables"] - speech.syllables) <= 0.1 * speech.syllables
    assert abs(told["pauses"]["count"] - len(speech.pauses)) <= 0.1 * len(speech.pauses)
    assert "picture" not in told
    assert (event["label"], event["session"], event["transcript"]) == ("speech", "", None)
    expect(figures).to_contain_text(f"{told['speech_rate']:.1f} syllables a second")
    expect(figures).to_contain_text("Advice: 140 to 160 words a minute.")
    expect(figures).to_contain_text("Our proposal: 120 to 170 words a minute.")
    expect(figures).to_contain_text("Evidence:")
    picture = sheet(page).get_by_role("img", name="Picture of the answer over time")
    expect(picture).to_contain_text("our proposal")
    # The picture and the arrow keys go to a place; what is heard is deleted, what was made of it stays.
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": box["width"] / 2, "y": 60})
    clock = page.locator(".voice-sheet__clock")
    expect(clock).to_have_text(re.compile("^0:2[3-5] of 0:48"))
    slider = sheet(page).get_by_role("slider", name="Place in the recording")
    slider.press("Home")
    slider.press("ArrowRight")
    expect(clock).to_have_text("0:01 of 0:48")
    sheet(page).get_by_text("The picture as a table").click()
    expect(sheet(page).get_by_role("table", name="The answer over time").get_by_role("row")).to_have_count(6)
    held = page.evaluate(HELD)
    assert (held["pcm"], held["pieces"], held["recordings"][0]["waiting"]) == (0, 2, 0)
    # Fillers come from a transcript, which is kept.
    text = "So, um, we chose the the log. Uh, you know, it held."
    sheet(page).get_by_role("textbox", name="Transcript").fill(text)
    sheet(page).get_by_role("textbox", name="Transcript").press("Tab")
    words = sheet(page).get_by_label("What the transcript tells")
    expect(words).to_contain_text("um")
    expect(words).to_contain_text("Said twice in a row")
    page.reload()
    expect(sheet(page).get_by_role("textbox", name="Transcript")).to_have_value(text)
    expect(words).to_contain_text("um")
    assert page.evaluate(EVENTS, "speech")[-1]["transcript"]["fillers"]["count"] == 2
    assert page.evaluate(EVENTS, "speech")[-1]["figures"] == told


def test_a_spoken_answer_is_recorded_analysed_and_shown(
    visit: Visit, speaking: Browser, speech: synthesis.Speech
) -> None:
    page = visit(speaking)
    page.evaluate("document.querySelector('voice-recorder').mark('Before the start')")
    press(page, "Record")
    is_state(page, "recording")
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile("0:1[1-9]"), timeout=30_000)
    page.evaluate("document.querySelector('voice-recorder').mark('Second half')")
    expect(page.locator(".voice-recorder__clock")).to_have_text("0:22", timeout=30_000)
    press(page, "Stop")
    is_state(page, "stopped")
    figures = sheet(page).get_by_label("Figures", exact=True)
    expect(figures).to_be_visible()
    told = page.evaluate(EVENTS, "speech")[-1]["figures"]
    assert told["ok"]
    assert told["speech_rate"] == pytest.approx(speech.syllables / (speech.seconds - 1), rel=0.15)
    assert told["pauses"]["median"] == pytest.approx(0.8, abs=0.1)
    assert [phase["text"] for phase in told["phases"]] == ["Before the start", "Second half"]
    expect(sheet(page).get_by_role("table", name="By phase")).to_contain_text("Second half")


def test_sound_that_cannot_be_measured_gets_a_reason_and_no_number(
    visit: Visit, speaking: Browser, folder: Path
) -> None:
    page = visit(speaking)
    for name, reason in {"silence.wav": "digital silence", "short.wav": "2 seconds of sound"}.items():
        choose(page, folder / name)
        expect(sheet(page).locator(".vf-refused")).to_contain_text(reason)
        expect(sheet(page)).not_to_contain_text("syllables a second")
        press(sheet(page), "Delete…")
        press(sheet(page), "Yes, delete it")
        expect(page.locator("voice-sheet")).to_have_count(0)
    choose(page, folder / "letter.mp3")
    said = expect(page.locator("voice-recorder .voice-recorder__trouble").last)
    said.to_contain_text("This browser cannot read the file as sound. Save it as WAV, MP3 or M4A")
    assert page.evaluate(HELD)["recordings"] == []
    events = page.evaluate(EVENTS, "speech")
    assert [event["figures"]["reason"] for event in events] == ["silence", "too-short"]


def test_a_muted_microphone_and_a_sleep_are_told_while_it_goes_on(
    visit: Visit, launch: Callable[..., Browser], speaking: Browser, folder: Path
) -> None:
    silent = launch(*FAKE, f"--use-file-for-fake-audio-capture={folder / 'silence.wav'}")
    page = visit(silent)
    press(page, "Record")
    expect(page.locator(".voice-recorder__note")).to_contain_text("No sound arrives: the microphone is muted")
    expect(page.locator(".voice-recorder__loudness")).to_have_text("Level: no sound")
    is_state(page, "recording")
    silent.close()
    # The clock runs on while the microphone sleeps.
    page = visit(
        speaking,
        "window.leap = 0; const now = performance.now.bind(performance); performance.now = () => now() + window.leap;",
    )
    press(page, "Record")
    recorded(page, 1)
    page.evaluate("() => { window.leap = 60_000; }")
    expect(page.locator(".voice-recorder__note")).to_contain_text(
        "This device slept: 1 minute is not in the recording."
    )
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile("0:0"))


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
