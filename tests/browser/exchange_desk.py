"""What tests of cards in and out share: the page, its steps, notes of the reader's own, packages and what the log holds."""

import json
from pathlib import Path
from typing import Any

import genanki
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_reader_data import HELD, NOON, SEED

PAGE = "decks/exchange/"
ENGINE_MS = 60_000


def open_page(page: Page, site: str) -> None:
    """Open the page and wait until it knows the reader's cards."""
    page.goto(site + PAGE)
    page.wait_for_selector("deck-exchange[data-phase=ready]")


def choose(page: Page, name: str, content: bytes) -> None:
    """Choose a file."""
    page.set_input_files(
        ".ex-file", {"name": name, "mimeType": "application/octet-stream", "buffer": content}, timeout=ENGINE_MS
    )


def wait(page: Page, phase: str) -> None:
    """Wait for a step of the import."""
    page.wait_for_selector(f"cards-in[data-phase={phase}]", timeout=ENGINE_MS)


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.locator("deck-exchange").get_by_role("button", name=name, exact=True).click()


def field(page: Page, name: str) -> Locator:
    """A list to choose from, by its whole name."""
    return page.locator("deck-exchange").get_by_role("combobox", name=name, exact=True)


def step(page: Page) -> Any:
    """What the step that is shown says."""
    return expect(page.locator(".ex-step"))


def bring(page: Page, name: str, content: bytes) -> None:
    """Import a file as it is offered."""
    choose(page, name, content)
    wait(page, "preview")
    press(page, "Import")
    wait(page, "done")


def log(page: Page, kind: str) -> list[dict[str, Any]]:
    """The events of a kind, the oldest first."""
    events = json.loads(page.evaluate(HELD))[0]
    return sorted((each for each in events if each["kind"] == kind), key=lambda each: (each["time"], each["id"]))


def notes(page: Page) -> dict[str, dict[str, Any]]:
    """Id -> note, as the log ends; those deleted are not there."""
    found = {note["id"]: note for event in log(page, "notes") for note in event["payload"]["notes"]}
    return {name: note for name, note in found.items() if not note.get("deleted")}


def seed(page: Page, *own: dict[str, Any]) -> None:
    """Write notes of the reader's own, past the page."""
    event = {"id": "seed", "time": NOON - 10**11, "kind": "notes", "version": 1, "payload": {"notes": list(own)}}
    page.evaluate(SEED, {"events": [event], "drafts": []})


def own(name: str, front: str, back: str = "answer", **changes: Any) -> dict[str, Any]:
    """A note of the reader's own."""
    fields = {"id": f"own/{name}", "deck": "My cards", "type": "basic", "fields": [front, back]}
    return {**fields, "format": "markdown", "tags": [], **changes}


def saved(page: Page, *, cards: str, form: str) -> tuple[str, bytes]:
    """Save a file; gives its name and content."""
    field(page, "Cards").select_option(label=cards)
    field(page, "Format").select_option(form)
    with page.expect_download(timeout=ENGINE_MS) as saving:
        press(page, "Save the file")
    expect(page.locator("cards-out .ex-said")).to_contain_text("Saved as")
    return saving.value.suggested_filename, Path(saving.value.path()).read_bytes()


def packed(rows: list[tuple[str, str]], folder: Path, deck: str = "Made") -> bytes:
    """A package of basic cards."""
    made = genanki.Deck(7, deck)
    for front, back in rows:
        made.add_note(genanki.Note(model=genanki.BASIC_MODEL, fields=[front, back]))
    genanki.Package(made).write_to_file(str(folder / "made.apkg"))
    return (folder / "made.apkg").read_bytes()
