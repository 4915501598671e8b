"""The page about the reader's own data, in a real browser: backing up, restoring, merging and erasing."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_pages import violations

PAGE = "about/your-data/"
NOON = 1_800_000_000_000
State = dict[str, list[dict[str, Any]]]

# Writes events and drafts as the tools do, past the page; `time` 0 stands for a draft of the first versions, a bare text.
SEED = """async ({ events, drafts }) => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const writing = database.transaction(["events", "drafts"], "readwrite");
  for (const event of events) writing.objectStore("events").put(event);
  for (const { key, text, time } of drafts) writing.objectStore("drafts").put(time ? { text, time } : text, key);
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}"""
HELD = """async () => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const reading = database.transaction(["events", "drafts"]);
  const all = (name, what) => new Promise((resolve) => {
    const request = reading.objectStore(name)[what]();
    request.onsuccess = () => resolve(request.result);
  });
  const held = await Promise.all([all("events", "getAll"), all("drafts", "getAllKeys"), all("drafts", "getAll")]);
  database.close();
  return JSON.stringify([...held, Object.entries(localStorage).sort()]);
}"""


def event(number: int, **changes: Any) -> dict[str, Any]:
    """An event as the log keeps it."""
    return {
        "id": f"event-{number}",
        "time": NOON + number,
        "kind": "review",
        "version": 1,
        "payload": {"grade": 3},
    } | changes


def backup(**changes: Any) -> str:
    """A backup with one event and one draft, and with changes."""
    draft = {"key": "code:two", "text": "x = 1", "time": NOON}
    whole = {"format": "greenroom-backup", "version": 1, "events": [event(1)], "drafts": [draft], "settings": []}
    return json.dumps(whole | changes)


def random_state(chance: random.Random, shared: list[dict[str, Any]]) -> State:
    """A log and drafts of a device, part of them from a past that two devices share."""
    texts = ["", "plain", "<b>bold</b>", "naïve ☃ 𝄞", 'quotes " and \\ and \n lines', "__proto__"]
    values = [*texts, 0, -1.5, 1e-9, True, None, [], [1, ["a"]], {}, {"constructor": {"b": [None]}}]
    kinds = ["review", "check", "attempt", "estimate", "trace-drill", "later-kind"]
    events = [
        event(
            number,
            id=f"{chance.getrandbits(64):016x}",
            time=NOON + chance.randrange(5),
            kind=chance.choice(kinds),
            payload={chance.choice(["a", "b", "c"]): chance.choice(values) for _ in range(3)},
        )
        for number in range(chance.randrange(40))
    ]
    events += chance.sample(shared, len(shared) // 2)
    keys = chance.sample(["code:one", "code:two", "approach:one", "run-off:é", "input:<i>"], 3)
    drafts = [{"key": key, "text": chance.choice(texts), "time": chance.choice([0, NOON, NOON + 1])} for key in keys]
    return {"events": events, "drafts": drafts, "settings": []}


def open_data(page: Page, site: str) -> None:
    """Open the page and wait until it knows what is kept."""
    page.goto(site + PAGE)
    page.wait_for_selector("reader-data[data-phase=ready]")


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.locator("reader-data").get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> Any:
    """What the page announces."""
    return expect(page.locator(".reader-data__said"))


def save(page: Page) -> bytes:
    """Back up, and give the file."""
    with page.expect_download() as saving:
        press(page, "Back up")
    assert re.fullmatch(r"greenroom-\d{4}-\d\d-\d\d\.json", saving.value.suggested_filename)
    return Path(saving.value.path()).read_bytes()


def choose(page: Page, content: str | bytes) -> None:
    """Choose a file to restore."""
    body = content.encode() if isinstance(content, str) else content
    page.set_input_files(".reader-data__file", {"name": "b.json", "mimeType": "application/json", "buffer": body})


def restore(page: Page, content: str | bytes) -> None:
    """Restore a file, where it brings anything."""
    choose(page, content)
    preview = page.locator(".reader-data__preview")
    expect(preview).to_be_visible()
    if preview.get_by_role("button", name="Restore").is_enabled():
        press(page, "Restore")
        said(page).to_contain_text("Restored")
    else:
        expect(preview).to_contain_text("This device has all of it already.")
        press(page, "Leave it")


def erase(page: Page) -> None:
    """Erase everything, with the second question answered."""
    press(page, "Erase everything on this device…")
    press(page, "Yes, erase everything")
    said(page).to_contain_text("Erased")


def test_backup_wipe_restore_is_identical_and_merging_is_the_same_twice_and_in_either_order(
    page: Page, site: str
) -> None:
    chance = random.Random(20)  # noqa: S311
    open_data(page, site)
    for _ in range(4):
        shared = [event(number, id=f"shared-{number}", payload={"n": number}) for number in range(6)]
        files = []
        for _ in range(2):
            page.evaluate(SEED, random_state(chance, shared))
            before = page.evaluate(HELD)
            files.append(save(page))
            erase(page)
            restore(page, files[-1])
            # A bare draft comes back with the time 0: what it says is the same, and so is the next backup.
            assert save(page) == files[-1]
            assert json.loads(page.evaluate(HELD))[:2] == json.loads(before)[:2]
            erase(page)
        first, second = files
        merged = []
        for order in ([first, second], [second, first], [first, second, first, second]):
            for file in order:
                restore(page, file)
            merged.append(save(page))
            erase(page)
        assert merged[0] == merged[1] == merged[2]


def test_events_of_one_id_with_other_content_are_settled_alike_on_both_sides(page: Page, site: str) -> None:
    open_data(page, site)
    mine, yours = backup(events=[event(1)]), backup(events=[event(1, payload={"grade": 1})])
    results = []
    for order in ([mine, yours], [yours, mine]):
        for file in order:
            restore(page, file)
        results.append(save(page))
        erase(page)
    assert results[0] == results[1]
    assert len(json.loads(results[0])["events"]) == 1


NESTED = "[" * 5000 + "]" * 5000
WHOLE = backup()
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)), "not text"),
    "an archive": (b"PK\x03\x04\xff\xfe\x00", "not text"),
    "blanks": ("  \n", "not whole JSON"),
    "truncated": (WHOLE[:-20], "not whole JSON"),
    "truncated at the start": (WHOLE[5:], "not whole JSON"),
    "two files in one": (WHOLE + WHOLE, "not whole JSON"),
    "HTML": ("<!doctype html><script>alert(1)</script>", "not whole JSON"),
    "NaN": (backup(events=[event(1, payload={"a": float("nan")})]), "not whole JSON"),
    "null": ("null", "not a Greenroom backup"),
    "a number": ("17", "not a Greenroom backup"),
    "a text": ('"greenroom-backup"', "not a Greenroom backup"),
    "a list": ("[]", "not a Greenroom backup"),
    "other JSON": ('{"name": "package", "version": 1}', "not a Greenroom backup"),
    "another format": (backup(format="anki"), "not a Greenroom backup"),
    "no version": (backup(version=None), "does not say its version"),
    "version as text": (backup(version="1"), "does not say its version"),
    "version nought": (backup(version=0), "does not say its version"),
    "later version": (backup(version=2), "reads version 1"),
    "huge version": (WHOLE.replace('"version": 1', '"version": 1e300', 1), "reads version 1"),
    "no events": (backup(events=None), "no list of events"),
    "events as object": (backup(events={"length": 1}), "no list of events"),
    "no drafts": (backup(drafts="x"), "no list of drafts"),
    "no settings": (backup(settings=1), "no list of settings"),
    "unknown part": (backup(cards=[]), "not known: cards"),
    "nested": (WHOLE.replace("[]", NESTED), "nested deeper"),
    "prototype at the top": (WHOLE.replace("{", '{"__proto__": {"a": 1}, ', 1), "__proto__"),
    "prototype in a payload": (WHOLE.replace('"grade"', '"__proto__"'), "__proto__"),
    "event is null": (backup(events=[event(1), None]), "Event 2 is not an event"),
    "event is a list": (backup(events=[[]]), "Event 1 is not an event"),
    "event without id": (backup(events=[event(1, id="")]), "Event 1 has no id"),
    "event with a number as id": (backup(events=[event(1, id=7)]), "Event 1 has no id"),
    "event with an endless id": (backup(events=[event(1, id="x" * 1000)]), "Event 1 has no id"),
    "time as text": (backup(events=[event(1, time="noon")]), "no time"),
    "time before the clock": (backup(events=[event(1, time=-1)]), "no time"),
    "huge time": (backup(events=[event(1, time=1e300)]), "no time"),
    "endless time": (WHOLE.replace(str(NOON + 1), "1e999"), "no time"),
    "endless number": (WHOLE.replace('"grade": 3', '"grade": 1e999'), "cannot be kept"),
    "kind as a list": (backup(events=[event(1, kind=["review"])]), "what happened"),
    "version of an event": (backup(events=[event(1, version=1.5)]), "no version"),
    "payload as a list": (backup(events=[event(1, payload=[])]), "cannot be kept"),
    "payload as HTML": (backup(events=[event(1, payload="<img src=x onerror=alert(1)>")]), "cannot be kept"),
    "unknown field as HTML": (backup(events=[event(1, **{"<img src=x onerror=boom()>": 1})]), "<img"),
    "one id, two contents": (backup(events=[event(1), event(2, id="event-1")]), "different things of one event"),
    "draft without text": (backup(drafts=[{"key": "a", "text": None, "time": 1}]), "no text"),
    "draft without key": (backup(drafts=[{"key": "", "text": "", "time": 1}]), "belongs"),
    "draft without time": (backup(drafts=[{"key": "a", "text": ""}]), "no time"),
    "one draft, two texts": (backup(drafts=[{"key": "a", "text": t, "time": 1} for t in "xy"]), "of one draft"),
    "setting as a number": (backup(settings=[{"key": "greenroom:a", "text": 1}]), "no text"),
}


def test_broken_files_change_nothing_and_say_what_is_wrong(page: Page, site: str) -> None:
    open_data(page, site)
    page.evaluate(SEED, {"events": [event(number) for number in range(5)], "drafts": []})
    before = page.evaluate(HELD)
    assert len(BROKEN) >= 30
    for name, (content, finding) in BROKEN.items():
        choose(page, content)
        trouble = page.locator(".reader-data__trouble")
        expect(trouble, name).to_contain_text(finding)
        expect(trouble, name).to_contain_text("Nothing was changed.")
        expect(page.locator(".reader-data__preview"), name).to_have_count(0)
        assert page.evaluate(HELD) == before, name
    assert page.locator("reader-data img").count() == 0
    assert page.evaluate("({}).a") is None


def test_a_preview_tells_what_is_new_and_which_drafts_differ(page: Page, site: str) -> None:
    open_data(page, site)
    kept = [{"key": "code:old", "text": "here", "time": NOON}, {"key": "code:new", "text": "here", "time": NOON}]
    page.evaluate(SEED, {"events": [event(1)], "drafts": kept})
    theirs = [{"key": "code:old", "text": "file", "time": 5}, {"key": "code:new", "text": "file", "time": NOON + 5}]
    theirs.append({"key": "<b>extra</b>", "text": "file", "time": 5})
    settings = [{"key": "greenroom:interview-notes", "text": "hidden"}, {"key": "foreign", "text": "x"}]
    settings.append({"key": ".__palette", "text": "not JSON"})
    choose(page, backup(events=[event(1), event(2), event(2), event(3)], drafts=theirs, settings=settings))
    preview = page.locator(".reader-data__preview")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("listitem")).to_have_text(
        [
            "2 events are new, 1 is known.",
            "1 draft is new.",
            "1 draft is newer in the file; the file's text replaces yours: code:new.",
            "1 draft is newer here; your text stays: code:old.",
            "1 setting is new. Settings you have made here stay.",
        ]
    )
    press(page, "Restore")
    said(page).to_have_text("Restored: 2 new events, 2 drafts, 1 setting. Settings show on the next page.")
    events, keys, drafts, local = json.loads(page.evaluate(HELD))
    assert [each["id"] for each in events] == ["event-1", "event-2", "event-3"]
    assert {key: draft["text"] for key, draft in zip(keys, drafts, strict=True)} == {
        "<b>extra</b>": "file",
        "code:new": "file",
        "code:old": "here",
    }
    assert "not JSON" not in [text for _, text in local]
    assert "foreign" not in [key for key, _ in local]
    assert ["greenroom:interview-notes", "hidden"] in local


def test_what_is_kept_is_told_with_a_reminder_until_the_browser_agrees_to_keep_it(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    for granted in (True, False):
        page = new_context().new_page()
        page.add_init_script(
            f"navigator.storage.persisted = async () => false; navigator.storage.persist = async () => {str(granted).lower()};"
        )
        open_data(page, site)
        reminder = page.locator(".reader-data__reminder")
        expect(reminder).to_have_count(0)
        events = [event(number) for number in range(50)] + [event(50, kind="check")]
        page.evaluate(SEED, {"events": events, "drafts": [{"key": "a", "text": "", "time": 1}]})
        open_data(page, site)
        expect(page.locator(".reader-data__kept li")).to_have_text(
            ["50 card reviews", "1 tick in a checklist", "1 draft", re.compile(r"\d settings?")]
        )
        expect(reminder).to_contain_text("51 events")
        press(page, "Ask the browser to keep it")
        if granted:
            expect(reminder).to_have_count(0)
            expect(page.locator("reader-data")).to_contain_text("agreed not to clear")
        else:
            expect(page.locator("reader-data")).to_contain_text("The browser refused.")


def test_erasing_asks_first_and_other_tabs_notice_restore_and_erase(context: BrowserContext, site: str) -> None:
    page, other = context.new_page(), context.new_page()
    open_data(page, site)
    open_data(other, site)
    restore(page, WHOLE)
    expect(other.locator(".reader-data__kept li").first).to_have_text("1 card review")
    press(page, "Erase everything on this device…")
    expect(page.locator(".reader-data__sure")).to_be_focused()
    press(page, "Keep my data")
    expect(page.locator(".reader-data__erase")).to_be_focused()
    assert len(json.loads(page.evaluate(HELD))[0]) == 1
    erase(page)
    events, keys, _, local = json.loads(page.evaluate(HELD))
    assert (events, keys, [key for key, _ in local if key.startswith("greenroom:")]) == ([], [], [])
    expect(other.locator(".reader-data__trouble")).to_contain_text("erased in another tab. Reload this page.")


def test_every_state_suits_every_reader_on_a_phone_in_light_and_dark(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    open_data(page, site)
    choose(page, "nothing")
    expect(page.locator(".reader-data__trouble")).to_contain_text("not whole JSON")
    assert violations(page) == []
    choose(page, backup(drafts=[{"key": "code:" + "long-name-" * 12, "text": "", "time": 1}]))
    expect(page.locator(".reader-data__preview")).to_be_visible()
    page.locator(".reader-data__erase").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reader-data__sure")).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
