"""Cards of the reader's own: written, taken from a page, studied, set aside, changed and deleted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_flashcards import DECK, card, left, log, open_deck, scheduled, shown
from tests.browser.test_pages import violations

YOURS = "decks/yours/"


@pytest.fixture
def notebook(page: Page, site: str) -> Page:
    page.goto(site + YOURS)
    expect(page.locator("card-notebook")).to_have_attribute("data-phase", "ready")
    return page


def write(page: Page, kind: str, *fields: str, deck: str = "", tags: str = "") -> None:
    """Add a card by the form."""
    form = page.locator("note-form")
    form.get_by_label("Kind").select_option(label=kind)
    if deck:
        form.get_by_label("Deck").fill(deck)
    if tags:
        form.get_by_label("Tags").fill(tags)
    for place, text in enumerate(fields):
        form.locator("textarea").nth(place).fill(text)
    form.get_by_role("button", name="Add the card").click()
    expect(form.locator("textarea").first).to_have_value("")


def notes(page: Page) -> list[dict[str, Any]]:
    return [note for event in log(page) if event["kind"] == "notes" for note in event["payload"]["notes"]]


def rows(page: Page) -> Locator:
    return page.locator("card-notebook .nb-item[data-note]")


def test_a_card_is_written_and_studied_at_once(notebook: Page) -> None:
    expect(notebook.locator("flash-cards")).to_contain_text("You have no cards of your own yet.")
    write(
        notebook,
        "Question and answer",
        "What is a **monoid**?",
        "A set with `+` and a zero",
        deck="Maths",
        tags="algebra basic",
    )
    expect(notebook.locator("flash-cards .fc-face--question strong")).to_have_text("monoid")
    notebook.get_by_role("button", name="Show answer").click()
    expect(notebook.locator("flash-cards .fc-face--answer code")).to_have_text("+")
    notebook.keyboard.press("3")
    [note] = notes(notebook)
    assert (note["deck"], note["tags"], note["type"], note["format"]) == (
        "Maths",
        ["algebra", "basic"],
        "basic",
        "markdown",
    )
    assert [event["payload"]["card"] for event in log(notebook) if event["kind"] == "review"] == [f"{note['id']}/0"]


def test_both_ways_and_blanks_give_a_card_each_but_not_on_one_day(notebook: Page) -> None:
    write(notebook, "Both ways", "LIFO", "a stack")
    write(notebook, "Fill the blank", "{{c1::TCP}} has {{c2::three::how many}} steps")
    expect(rows(notebook)).to_have_count(2)
    expect(rows(notebook).first).to_contain_text("2 cards")
    notebook.locator("flash-cards").hover()
    scheduled(notebook)
    expect(left(notebook, "new")).to_have_text("2")


def test_a_blank_is_made_from_what_is_selected(notebook: Page) -> None:
    form = notebook.locator("note-form")
    form.get_by_label("Kind").select_option(label="Fill the blank")
    area = form.locator("textarea").first
    area.fill("A day has 86,400 seconds")
    area.evaluate("area => area.setSelectionRange(10, 16)")
    form.get_by_role("button", name="Make a blank").click()
    expect(area).to_have_value("A day has {{c1::86,400}} seconds")
    expect(form.locator(".nb-preview .fc-blank")).to_have_text("[…]")


def test_a_card_that_is_not_whole_is_not_kept_and_says_why(notebook: Page) -> None:
    form = notebook.locator("note-form")
    form.get_by_role("button", name="Add the card").click()
    expect(form.get_by_text("Write the question first.")).to_be_visible()
    expect(form.locator("textarea").first).to_be_focused()
    form.get_by_label("Kind").select_option(label="Fill the blank")
    form.locator("textarea").first.fill("nothing hidden")
    form.locator("textarea").first.press("Control+Enter")
    expect(form.get_by_text("Mark what is to be hidden")).to_be_visible()
    assert notes(notebook) == []


def test_what_is_typed_survives_a_reload(notebook: Page) -> None:
    notebook.locator("note-form textarea").first.fill("half a thought")
    notebook.wait_for_timeout(600)
    notebook.reload()
    expect(notebook.locator("note-form textarea").first).to_have_value("half a thought")


@pytest.mark.parametrize(
    ("expected", "given", "said"),
    [
        ("86,400 s", "86.4k", "Right."),
        ("Write-ahead log", "a write ahead  LOG", "Right."),
        ("write-ahead log", "Write-Ahead Log.", "Right."),
        ("linearisable", "linearizable", "Nearly"),
        ("O(n log n)", "o(n  log n)", "Right."),
        ("40 GB", "40", "Right."),
        ("40 GB", "45 GB", "Not what is expected."),
        ("TCP; Transmission Control Protocol", "tcp", "Right."),
    ],
)
def test_a_typed_answer_is_compared_as_a_person_would(notebook: Page, expected: str, given: str, said: str) -> None:
    write(notebook, "Type the answer", "Which?", expected)
    answer = notebook.get_by_label("Your answer")
    answer.fill(given)
    answer.press("1")  # a letter of the answer, not a grade
    answer.fill(given)
    answer.press("Enter")
    expect(notebook.locator(".fc-likeness")).to_contain_text(said)
    assert [event for event in log(notebook) if event["kind"] == "review"] == []


def test_a_card_to_be_said_aloud_has_a_clock(notebook: Page) -> None:
    write(notebook, "Say it aloud", "Why this role?", "30", "- fit\n- growth")
    cards = notebook.locator("flash-cards")
    expect(cards).to_contain_text("Target: 0:30.")
    cards.get_by_role("button", name="Say it aloud").click()
    expect(cards.get_by_role("timer")).to_have_text("0:01", timeout=5_000)
    cards.get_by_role("button", name="Done speaking").click()
    expect(cards).to_contain_text("far under the target")
    expect(cards.locator(".fc-face--answer li")).to_have_text(["fit", "growth"])


def test_a_code_card_is_judged_by_its_tests(notebook: Page) -> None:
    write(
        notebook,
        "Write code",
        "Double a number.",
        "def double(n):\n    return 2 * n",
        "assert double(2) == 4\nassert double(-1) == -2",
    )
    runner = notebook.locator("flash-cards code-runner")
    expect(runner).to_have_attribute("data-ready", "editor", timeout=20_000)
    runner.get_by_role("button", name=re.compile("^Test")).first.click()
    expect(runner).to_have_attribute("data-verdict", "accepted", timeout=60_000)
    assert [event for event in log(notebook) if event["kind"] == "attempt"] == [], "it is no attempt at a problem"


def test_cards_are_found_changed_set_aside_and_deleted(notebook: Page) -> None:
    write(notebook, "Question and answer", "first", "one", deck="A::B")
    write(notebook, "Question and answer", "second", "two", deck="C")
    notebook.get_by_role("searchbox", name="Search").fill("one")
    expect(rows(notebook)).to_have_count(1)
    rows(notebook).get_by_role("button", name="Edit: first").click()
    form = notebook.locator("note-form")
    form.locator("textarea").nth(1).fill("one, changed")
    form.get_by_role("button", name="Keep the change").click()
    expect(notebook.get_by_role("status").filter(has_text="Kept: first")).to_be_visible()
    assert len({note["id"] for note in notes(notebook)}) == 2
    notebook.get_by_role("searchbox", name="Search").fill("")
    rows(notebook).filter(has_text="second").get_by_role("button", name="Set aside").click()
    expect(rows(notebook).filter(has_text="second")).to_contain_text("set aside")
    expect(left(notebook, "new")).to_have_text("1")
    rows(notebook).filter(has_text="first").get_by_role("button", name="Delete").click()
    expect(rows(notebook)).to_have_count(1)
    notebook.get_by_role("button", name="Bring it back").click()
    expect(rows(notebook)).to_have_count(2)
    notebook.locator("flash-cards select").select_option("A::B")
    expect(notebook).to_have_url(re.compile(r"deck=A"))
    expect(notebook.locator("flash-cards .fc-face--question")).to_contain_text("first")


def test_a_card_is_made_from_what_is_selected_on_a_page(page: Page, site: str) -> None:
    page.goto(f"{site}lessons/slow-down/")
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(".md-content article p"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    offer = page.get_by_role("button", name="Make a card")
    expect(offer).to_be_visible()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Make a card")
    expect(dialog.locator("textarea").first).to_be_focused()
    dialog.locator("textarea").first.fill("What does slowing down buy?")
    assert len(dialog.locator("textarea").nth(1).input_value()) > 20
    dialog.get_by_role("button", name="Add the card").click()
    expect(dialog).to_have_count(0)
    [note] = notes(page)
    assert note["page"].startswith("lessons/slow-down/")
    expect(offer).to_have_count(0)


def test_the_last_grade_is_taken_back_by_a_key(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    new = int(left(page, "new").inner_text())
    first = shown(page)
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(card(page, first)).to_have_count(0)
    page.keyboard.press("Escape")  # out of the field for an answer, where the next card has one
    page.keyboard.press("u")
    expect(card(page, first)).to_be_visible()
    page.locator("flash-cards").hover()
    scheduled(page)
    expect(left(page, "new")).to_have_text(str(new))
    review, undo = log(page)
    assert (undo["kind"], undo["payload"]) == ("undo", {"event": review["id"]})


def test_a_card_is_buried_suspended_and_taken_back(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    first = shown(page)
    page.keyboard.press("b")
    expect(card(page, first)).to_have_count(0)
    second = shown(page)
    page.get_by_role("button", name="Suspend").click()
    expect(card(page, second)).to_have_count(0)
    page.reload()
    expect(page.locator("flash-cards .fc-card")).to_be_visible()
    assert shown(page) not in (first, second)
    page.goto(site + YOURS)
    aside = page.locator("section", has=page.get_by_role("heading", name="cards set aside"))
    aside.get_by_role("button", name="Take back").click()
    expect(aside).to_contain_text("None.")


def test_a_card_forgotten_too_often_is_set_aside_and_can_be_kept(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    first = shown(page)
    page.evaluate(
        """(card) => new Promise((resolve) => {
          const opening = indexedDB.open("greenroom");
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("events", "readwrite");
            const events = transaction.objectStore("events");
            const day = 86400000;
            const put = (id, ago, kind, payload) => events.put({ id, time: Date.now() - ago * day, kind, version: 1, payload });
            put("options", 90, "study-options", { leech_at: 1 });
            put("one", 60, "review", { card, grade: "easy", deck: "x", shown_ms: 1 });
            put("two", 52, "review", { card, grade: "hard", deck: "x", shown_ms: 1 });
            transaction.oncomplete = () => { opening.result.close(); resolve(); };
          };
        })""",
        first,
    )
    page.reload()
    page.locator("flash-cards").hover()
    scheduled(page)
    page.get_by_role(
        "button", name="Bury till tomorrow"
    ).click()  # a new card, shown before the engine knew what is due
    expect(card(page, first)).to_be_visible()
    page.get_by_role("button", name="Show answer").click()
    page.locator('[data-grade="again"]').click()
    leech = page.locator(".fc-leech")
    expect(leech).to_contain_text("You forgot it once", timeout=20_000)
    leech.get_by_role("button", name="Keep it in the deck").click()
    expect(leech).to_have_count(0)
    states = [
        event["payload"]
        for event in log(page)
        if event["kind"] == "card-state" and event["payload"]["cards"] == [first]
    ]
    assert [state.get("suspended") for state in states][-2:] == [True, False]


def test_a_finger_drawn_across_grades(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    open_deck(page, site + DECK)
    first = shown(page)
    swipe = """([x1, x2]) => {
      const card = document.querySelector(".fc-card");
      const y = card.getBoundingClientRect().top + 40;
      const at = (type, x) => card.dispatchEvent(new PointerEvent(type, { pointerId: 5, pointerType: "touch", clientX: x, clientY: y, bubbles: true }));
      at("pointerdown", x1);
      at("pointermove", (x1 + x2) / 2);
      at("pointerup", x2);
    }"""
    page.evaluate(swipe, [60, 100])
    expect(page.get_by_role("group", name="Answer")).to_have_count(0)
    page.evaluate(swipe, [60, 300])
    expect(page.get_by_role("group", name="Answer")).to_be_visible()
    page.evaluate(swipe, [300, 60])
    expect(card(page, first)).to_have_count(0)
    assert [event["payload"]["grade"] for event in log(page)] == ["again"]


@pytest.mark.parametrize("width", [390, 1280])
def test_writing_and_studying_have_no_barrier(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(site + YOURS)
    expect(page.locator("card-notebook")).to_have_attribute("data-phase", "ready")
    write(page, "Type the answer", "How many?", "3", deck="D::E", tags="x")
    write(page, "Fill the blank", "A {{c1::blank}}")
    page.locator("note-form textarea").first.fill("{{c1::shown}} in the preview")
    page.get_by_role("button", name="Show answer").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
