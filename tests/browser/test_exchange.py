"""Cards in, in a real browser, with files that Anki itself made."""

import csv
import io
import re
import time
from pathlib import Path

import genanki
import pytest
from playwright.sync_api import Page, expect

from tests.browser.exchange_desk import (
    ENGINE_MS,
    bring,
    choose,
    field,
    log,
    notes,
    open_page,
    own,
    packed,
    press,
    seed,
    step,
    wait,
)
from tests.browser.test_pages import violations
from tests.browser.test_reader_data import HELD, NOON, SEED
from tests.engine import anki_decks
from tests.engine.anki_decks import collection

DROP = """(text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "dropped.txt"));
  document.querySelector(".ex-drop").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""
EVIL = """<script>window.ran = 1</script><img src="https://evil.example/a.png" onerror="window.ran = 2">
<style>@import url(https://evil.example/b.css); body { display: none }</style><iframe src="https://evil.example/c"></iframe>
<a href="javascript:window.ran = 3">link</a><p style="background: url(https://evil.example/d)" onclick="window.ran = 4">plain</p>
<svg onload="window.ran = 5"><use href="https://evil.example/e"/></svg><form action="https://evil.example/f"><button>b</button></form>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One collection of Anki's, exported in the older and the newest format."""
    folder = tmp_path_factory.mktemp("anki")
    with collection(folder / "made.anki2") as opened:
        anki_decks.fill(opened)
        return {
            name: anki_decks.export(opened, folder / f"{name}.apkg", legacy=name == "old").read_bytes()
            for name in ("old", "new")
        }


@pytest.mark.parametrize("form", ["old", "new"])
def test_a_package_is_shown_then_brought_in_studied_and_taken_back(
    page: Page, site: str, made: dict[str, bytes], form: str
) -> None:
    open_page(page, site)
    choose(page, "work.apkg", made[form])
    wait(page, "preview")
    expect(page.locator(".ex-step")).to_be_focused()
    step(page).to_contain_text("11 notes, 14 cards, 2 reviews. Nothing is kept yet.")
    step(page).to_contain_text("Work::Python 6 notes, 6 cards")
    step(page).to_contain_text("pictures and sounds are named in the cards, not kept")
    expect(page.locator(".ex-examples li")).to_have_count(11)
    expect(page.locator(".ex-examples")).to_contain_text("[picture left out: tree.png]")
    assert log(page, "notes") == []
    page.get_by_label("Language::Rare").uncheck()
    page.get_by_label("Put them under a deck").fill("Anki")
    expect(page.locator(".ex-sum")).to_have_text("10 notes with 12 cards to add.")
    press(page, "Import")
    wait(page, "done")
    expect(page.locator(".ex-step")).to_be_focused()
    step(page).to_contain_text("10 notes, 12 cards added to 3 decks.")
    step(page).to_contain_text("2 reviews taken over.")
    step(page).to_contain_text("1 card set aside")
    kept = notes(page)
    assert {note["deck"] for note in kept.values()} == {"Anki::Work", "Anki::Work::Python", "Anki::Language"}
    assert {each["payload"]["grade"] for each in log(page, "review")} == {"good", "again"}
    address = page.get_by_role("link", name="Anki::Work::Python", exact=True).get_attribute("href") or ""
    press(page, "Undo the import")
    expect(page.locator("cards-in .ex-said")).to_contain_text("10 notes are deleted. Reviews stay in the log")
    expect(page.locator(".ex-file")).to_be_focused()
    assert notes(page) == {}
    assert len(log(page, "review")) == 2
    bring(page, "work.apkg", made[form])
    page.goto(address.replace("Anki%3A%3A", ""))
    expect(page.locator("flash-cards .fc-card")).to_be_visible(timeout=ENGINE_MS)


def test_a_second_import_adds_nothing_and_a_changed_note_is_updated_or_left(
    page: Page, site: str, made: dict[str, bytes]
) -> None:
    open_page(page, site)
    bring(page, "work.apkg", made["new"])
    before = page.evaluate(HELD)
    press(page, "Import another file")
    choose(page, "work.apkg", made["old"])
    wait(page, "preview")
    step(page).to_contain_text("11 notes are here already")
    press(page, "Import")
    wait(page, "done")
    step(page).to_contain_text("you had all of it already")
    assert page.evaluate(HELD) == before
    name, note = next((name, each) for name, each in notes(page).items() if each["fields"][0].startswith("Q3"))
    changed = {**note, "fields": ["Q3", "mine"]}
    event = {"id": "later", "time": 2 * NOON, "kind": "notes", "version": 1, "payload": {"notes": [changed]}}
    page.evaluate(SEED, {"events": [event], "drafts": []})
    for choice, front in (("Leave mine", "mine"), ("Update them", "A3")):
        open_page(page, site)
        choose(page, "work.apkg", made["new"])
        wait(page, "preview")
        page.get_by_label(choice).check()
        if choice == "Update them":
            # The event from the future would win over the import: it is put back into the past.
            page.evaluate(SEED, {"events": [{**event, "time": int(time.time() * 1000) - 1}], "drafts": []})
        press(page, "Import")
        wait(page, "done")
        assert notes(page)[name]["fields"][1] == front
    step(page).to_contain_text("1 note updated.")
    press(page, "Undo the import")
    expect(page.locator("cards-in .ex-said")).to_contain_text("1 note is as before.")
    assert notes(page)[name]["fields"][1] == "mine"


def test_a_table_is_mapped_column_by_column(page: Page, site: str) -> None:
    table = io.StringIO()
    csv.writer(table).writerows(
        [
            ["No", "Answer", "Question", "Topic"],
            ["1", "**O(n)**", "Cost of a scan?", "cost python"],
            ["2", "two\nlines", "What, a comma?", ""],
            ["3", "A queue", "Which order, first in first out?", "order"],
            ["4", "A queue", "Which order, first in first out?", "order"],
        ]
    )
    open_page(page, site)
    choose(page, "table.csv", table.getvalue().encode())
    wait(page, "mapping")
    expect(page.locator(".ex-step")).to_be_focused()
    step(page).to_contain_text("4 rows, 4 columns")
    expect(page.get_by_label("The first row names the columns")).to_be_checked()
    expect(page.locator(".ex-examples li").first).to_contain_text("Cost of a scan?")
    expect(page.locator(".ex-examples li strong").first).to_have_text("O(n)")
    page.get_by_label("The first row names the columns").uncheck()
    step(page).to_contain_text("5 rows, 4 columns")
    page.get_by_label("The first row names the columns").check()
    step(page).to_contain_text("4 rows, 4 columns")
    field(page, "Columns are apart by").select_option(label="Semicolon")
    step(page).to_contain_text("There is one column only. Choose another separator.")
    field(page, "Columns are apart by").select_option(label="Comma")
    field(page, "Front").select_option("2")
    field(page, "Back").select_option("2")
    step(page).to_contain_text("Front and Back are the same column. Choose two.")
    field(page, "Back").select_option("1")
    field(page, "Tags").select_option("3")
    field(page, "Kind of card").select_option(label="Both ways")
    page.get_by_label("Deck", exact=True).fill("Tables::One")
    page.get_by_label("More tags, apart by spaces").fill("imported")
    press(page, "Go on")
    wait(page, "preview")
    step(page).to_contain_text("3 notes, 6 cards")
    press(page, "Back to the columns")
    wait(page, "mapping")
    press(page, "Go on")
    wait(page, "preview")
    press(page, "Import")
    wait(page, "done")
    step(page).to_contain_text("3 notes, 6 cards added to “Tables::One”.")
    kept = list(notes(page).values())
    assert [each["fields"] for each in kept][:2] == [["Cost of a scan?", "**O(n)**"], ["What, a comma?", "two\nlines"]]
    assert kept[0]["tags"] == ["imported", "cost", "python"]
    assert {each["type"] for each in kept} == {"reversed"}


def test_a_question_that_the_reader_has_is_found_under_another_id(page: Page, site: str, tmp_path: Path) -> None:
    open_page(page, site)
    seed(page, own("a", "What is a *shard*?"), own("b", "Other"))
    open_page(page, site)
    content = packed([("What is a <b>shard</b>?", "part"), ("Fresh", "x")], tmp_path)
    choose(page, "made.apkg", content)
    wait(page, "preview")
    step(page).to_contain_text("1 note asks what a card of yours asks")
    expect(page.locator(".ex-sum")).to_have_text("1 note with 1 card to add.")
    page.get_by_label("Import them all the same").check()
    expect(page.locator(".ex-sum")).to_have_text("2 notes with 2 cards to add.")
    page.get_by_label("Skip them").check()
    press(page, "Import")
    wait(page, "done")
    assert sorted(note["fields"][0] for note in notes(page).values()) == ["Fresh", "Other", "What is a *shard*?"]


def test_cancelling_and_broken_files_leave_the_log_as_it_was(page: Page, site: str, made: dict[str, bytes]) -> None:
    open_page(page, site)
    seed(page, own("a", "mine"))
    before = page.evaluate(HELD)
    choose(page, "work.apkg", made["new"])
    page.locator(".ex-cancel").click()
    expect(page.locator("cards-in .ex-said")).to_have_text("Left. Nothing was changed.")
    expect(page.locator(".ex-file")).to_be_focused()
    choose(page, "work.apkg", made["new"])
    wait(page, "preview")
    press(page, "Cancel")
    for name, content, sentence in (
        ("work.apkg", made["new"][:-200], "no whole package"),
        ("work.apkg", b"no zip", "it is no zip"),
        ("table.csv", b"", "The file is empty."),
        ("table.csv", b"caf\xe9,1\n", "not UTF-8"),
        ("table.csv", b"\x00\x01\x02" * 50, "The file is no text."),
    ):
        choose(page, name, content)
        trouble = expect(page.locator("cards-in .ex-trouble"))
        trouble.to_contain_text(sentence, timeout=ENGINE_MS)
        trouble.to_contain_text("Nothing was changed.")
        expect(page.locator("cards-in .ex-trouble")).not_to_contain_text("anki.")
        expect(page.locator(".ex-file")).to_be_focused()
    page.evaluate("Object.defineProperty(File.prototype, 'size', { get: () => 300 * 2 ** 20 })")
    choose(page, "work.apkg", made["new"])
    expect(page.locator("cards-in .ex-trouble")).to_contain_text("The file has more than 256 MB.")
    assert page.evaluate(HELD) == before


def test_a_file_can_be_dropped(page: Page, site: str) -> None:
    open_page(page, site)
    page.evaluate(DROP, "Front\tBack\nOne\tTwo\n")
    wait(page, "mapping")
    step(page).to_contain_text("1 row, 2 columns")


def test_a_hostile_deck_neither_runs_nor_fetches(page: Page, site: str, tmp_path: Path) -> None:
    model = genanki.Model(
        99,
        f"Evil {EVIL}",
        fields=[{"name": "Front"}, {"name": "Back<img src=x onerror=window.ran=6>"}],
        templates=[
            {"name": EVIL, "qfmt": f"{{{{Front}}}}{EVIL}", "afmt": f"{{{{FrontSide}}}}<hr id=answer>{EVIL}shown"}
        ],
        css="@import url(https://evil.example/g.css);",
    )
    deck = genanki.Deck(98, f"Evil{EVIL}")
    deck.add_note(genanki.Note(model=model, fields=[f"question {EVIL}", f"answer {EVIL}"]))
    genanki.Package(deck).write_to_file(str(tmp_path / "evil.apkg"))
    open_page(page, site)
    choose(page, "<img src=x onerror=window.ran=7>.apkg", (tmp_path / "evil.apkg").read_bytes())
    wait(page, "preview")
    expect(page.locator(".ex-examples")).to_contain_text("question")
    press(page, "Import")
    wait(page, "done")
    (note,) = notes(page).values()
    assert not re.search(
        r"<(script|style|img|iframe|svg|form)|javascript:|onclick|style=|evil\.example/[d-f]", note["fields"][0]
    )
    page.goto(site + "decks/yours/")
    expect(page.locator("flash-cards .fc-card")).to_contain_text("question", timeout=ENGINE_MS)
    page.get_by_role("button", name="Show answer").click()
    expect(page.locator("flash-cards .fc-card")).to_contain_text("shown")
    expect(page.locator("body")).to_be_visible()
    assert page.evaluate("window.ran") is None  # and the watch over the context saw no request to elsewhere


def test_1800_notes_come_in(page: Page, site: str, tmp_path: Path) -> None:
    rows = [
        (f"Question <b>{number}</b> on {number % 7}?", f"<ul><li>{number}</li><li>more</li></ul>" * 3)
        for number in range(1_800)
    ]
    content = packed(rows, tmp_path)
    open_page(page, site)
    choose(page, "many.apkg", content)
    wait(page, "preview")
    press(page, "Import")
    wait(page, "done")
    step(page).to_contain_text("1,800 notes, 1,800 cards added to “Made”.")
    assert [len(each["payload"]["notes"]) for each in log(page, "notes")] == [500, 500, 500, 300]


def test_each_step_is_accessible_and_fits_a_phone(page: Page, site: str, made: dict[str, bytes]) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, site)

    def check() -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    check()
    choose(page, "table.csv", b"Front,Back\nq,a\n")
    wait(page, "mapping")
    check()
    press(page, "Cancel")
    bring(page, "work.apkg", made["new"])
    check()
    press(page, "Import another file")
    choose(page, "work.apkg", made["new"])
    wait(page, "preview")
    check()
