"""What is kept of recordings in a real browser: after a reload, on a full disk, of what was cut off, counted or deleted."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import test_recording as recording
from tests.browser.test_recording import (
    HELD,
    Visit,
    choose,
    is_state,
    opened,
    press,
    record,
    recorded,
    sheet,
    trouble,
    until,
)

# The same rooms as there.
speech, folder, speaking, visit = recording.speech, recording.folder, recording.speaking, recording.visit

NOTHING = {"pcm": 0, "pieces": 0, "recordings": [], "results": 0, "sound": 0}
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
# The disk is full for what is told of a recording, as soon as the test says so.
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...row) {
  if (this.name === "recordings" && localStorage.getItem("full")) throw new DOMException("no room", "QuotaExceededError");
  return put.apply(this, row);
};
"""
UNASKED = "if (window.LockManager) LockManager.prototype.query = async () => { throw new DOMException('', 'SecurityError'); };"
BLOCK = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...rest) {
  if (name === "greenroom-recordings") throw new DOMException("blocked", "SecurityError");
  return open.call(this, name, ...rest);
};
"""
# A microphone of another rate.
MICROPHONES = """
const Own = window.AudioContext;
if (Own) window.AudioContext = class extends Own {
  constructor() { super({ sampleRate: Number(localStorage.getItem("rate") ?? 48000) }); }
};
"""
# Reading a file stands still after its first quarter of a megabyte.
STALL = """
const slice = Blob.prototype.slice;
Blob.prototype.slice = function (from, ...rest) {
  return from > 0 ? { arrayBuffer: () => new Promise(() => {}) } : slice.call(this, from, ...rest);
};
"""
# All recordings are deleted, as from another tab, right after the next look into the table `window.deletedAfter`.
DELETE = """
const getAll = IDBObjectStore.prototype.getAll;
IDBObjectStore.prototype.getAll = function (...asked) {
  const request = getAll.apply(this, asked);
  if (this.name !== window.deletedAfter) return request;
  window.deletedAfter = "";
  const { db } = this.transaction;
  const deleting = db.transaction([...db.objectStoreNames], "readwrite");
  for (const name of db.objectStoreNames) deleting.objectStore(name).clear();
  return request;
};
"""


def revise(page: Page, change: str) -> None:
    """Change what is told of the one recording, past the page, and come back to it."""
    page.evaluate(
        """async () => {
          const opening = indexedDB.open("greenroom-recordings");
          const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
          const writing = database.transaction("recordings", "readwrite");
          const request = writing.objectStore("recordings").getAll();
          request.onsuccess = () => {
            const [recording] = request.result;
            const { parts } = recording;
            CHANGE;
            writing.objectStore("recordings").put(recording, [recording.id, 0, 0]);
          };
          await new Promise((resolve) => (writing.oncomplete = resolve));
          database.close();
        }""".replace("CHANGE", change)
    )
    page.reload()
    page.wait_for_selector("voice-review[data-phase=ready]")


def delete(page: Page) -> None:
    """Delete the recording that stands open, and see that nothing is left of it."""
    press(sheet(page), "Delete…")
    press(sheet(page), "Yes, delete it")
    expect(page.locator("voice-review")).to_contain_text("No recordings lie on this device.")
    assert page.evaluate(HELD) == NOTHING


def test_a_reload_in_the_middle_keeps_what_was_recorded_and_a_second_part_joins_it(
    visit: Visit, speaking: Browser, site: str
) -> None:
    page = visit(speaking, MICROPHONES)
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
    page.evaluate("localStorage.setItem('rate', 44100)")
    record(page, 5, "Go on recording")
    kept = page.evaluate(HELD)["recordings"]
    assert [(each["state"], len(each["parts"])) for each in kept] == [("stopped", 2)]
    # Another microphone may go on at another rate.
    parts = kept[0]["parts"]
    assert [part["rate"] for part in parts] == [8_000, 8_820]
    assert all(part["taps"] > 0 for part in parts)
    # Both parts play as one: the last second of the whole lies in the second.
    clock = page.locator(".voice-sheet__clock")
    slider = sheet(page).get_by_role("slider", name="Place in the recording")
    first, second = (each["seconds"] for each in parts)
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


def test_a_recording_cut_off_on_a_full_disk_is_shown_and_can_be_deleted(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking, FULL)
    press(page, "Record")
    recorded(page, 2)
    page.evaluate("localStorage.setItem('full', '1')")
    page.reload()
    page.wait_for_selector("voice-review[data-phase=ready]")
    expect(sheet(page)).to_contain_text("This recording was cut off")
    delete(page)


def test_where_nobody_can_tell_what_goes_on_elsewhere_the_list_stands_all_the_same(
    visit: Visit, speaking: Browser
) -> None:
    page = visit(speaking, UNASKED)
    press(page, "Record")
    recorded(page, 1)
    page.reload()
    page.wait_for_selector("voice-review[data-phase=ready]")
    press(page, "Delete all recordings…")
    press(page, "Yes, delete it")
    expect(page.locator("voice-review")).to_contain_text("No recordings lie on this device.")


def test_half_a_file_does_not_pass_for_the_whole(visit: Visit, speaking: Browser, folder: Path, site: str) -> None:
    page = visit(speaking, STALL)
    choose(page, folder / "speech.wav")
    until(page, f"async () => (await ({HELD})()).sound === 1")
    other = page.context.new_page()
    opened(other, site)
    expect(sheet(other)).to_be_visible()  # it is read still
    page.reload()
    page.wait_for_selector("voice-review[data-phase=ready]")
    expect(page.locator(".voice-review__said")).to_contain_text("closed while it read “speech”")
    expect(page.locator("voice-review")).to_contain_text("No recordings lie on this device.")
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_enabled()
    assert page.evaluate(HELD) == NOTHING


@pytest.mark.parametrize("table", ["pieces", "results"])
def test_deleting_in_the_middle_of_an_analysis_leaves_no_rows(visit: Visit, speaking: Browser, table: str) -> None:
    page = visit(speaking, DELETE)
    page.evaluate(
        """async (table) => {
          document.querySelector("voice-review").remove();
          window.deletedAfter = table;
          const noise = Int16Array.from({ length: 80_000 }, (_, n) => (n * 7919) % 20_011);
          await document.querySelector("voice-recorder").analyse(noise, 8000).catch(() => {});
        }""",
        table,
    )
    assert page.evaluate("window.deletedAfter") == ""
    assert page.evaluate(HELD) == NOTHING


def test_a_part_that_was_cut_off_at_once_does_not_end_the_playing_with_a_fault(visit: Visit, speaking: Browser) -> None:
    page = visit(speaking)
    record(page, 2)
    revise(page, "parts.push({ ...parts[0], seconds: 0, rows: 0, taps: 0, heard: 0 })")
    [kept] = page.evaluate(HELD)["recordings"]
    press(sheet(page), "Play")
    whole = int(kept["parts"][0]["seconds"])
    expect(page.locator(".voice-sheet__clock")).to_have_text(re.compile(rf"^0:0{whole} of "))
    expect(sheet(page).get_by_role("button", name="Play", exact=True)).to_be_visible()  # it has come to its end
    expect(sheet(page).locator(".voice-sheet__player + .voice-sheet__trouble")).to_be_empty()


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
    assert page.evaluate(HELD) == NOTHING
    # And so does erasing everything, which tells their size before.
    record(page, 1)
    page.goto(site + "about/your-data/")
    expect(page.locator(".reader-data__kept")).to_contain_text(re.compile(r"1 recording of your voice, \d+ KB"))
    expect(page.locator("reader-data")).to_contain_text("It holds no sound")
    press(page, "Erase everything on this device…")
    press(page, "Yes, erase everything")
    expect(page.locator(".reader-data__said")).to_contain_text("Erased")
    assert page.evaluate(HELD) == NOTHING
