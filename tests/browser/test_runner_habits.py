"""The habits around the code: own input, failed tests again, approach, hints, history, links, rounds without Run."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros.problems import packed
from tests.browser.runner_desk import (
    button,
    code_of,
    go,
    judged,
    open_problem,
    press,
    results,
    shared_page,
    verdict,
    wait_for_problem,
    write,
)

PROBLEMS = Path(__file__).resolve().parents[2] / "bank" / "problems"
SLUG = "busiest-window"
SOLUTION = (PROBLEMS / SLUG / "solution.py").read_text(encoding="utf-8")
WRONG = "def busiest_window(timestamps, limit):\n    return (0, None)\n"


@pytest.fixture(scope="module")
def shared(browser: Browser, site: str) -> Iterator[Page]:
    """One page for all tests here; Python starts once."""
    with shared_page(browser, site, permissions=["clipboard-read", "clipboard-write"]) as page:
        open_problem(page, f"{site}problems/{SLUG}/")
        yield page


@pytest.fixture
def desk(shared: Page, site: str) -> Page:
    """The problem's page as on a first visit, with a Python that is ready."""
    shared.evaluate(
        """async () => {
          const [{ name }] = await indexedDB.databases();
          const open = indexedDB.open(name);
          const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
          const change = db.transaction([...db.objectStoreNames], "readwrite");
          for (const each of db.objectStoreNames) change.objectStore(each).clear();
          await new Promise((done) => (change.oncomplete = done));
          db.close();
        }"""
    )
    go(shared, f"{site}problems/{'lru-cache' if SLUG in shared.url else SLUG}/")
    if SLUG not in shared.url:
        go(shared, f"{site}problems/{SLUG}/")
    return shared


def panel(page: Page, name: str) -> Any:
    """Open a panel of the runner and give it."""
    tab = page.locator(".gr-tools").get_by_role("button", name=name)
    if tab.get_attribute("aria-expanded") == "false":
        tab.click()
    return page.locator(".gr-panel")


def test_a_wrong_answer_shows_what_was_expected_beside_what_came_and_what_to_do(desk: Page) -> None:
    assert judged(desk, WRONG) == "failed"
    first = desk.locator(".gr-case details[open]").first
    expect(first.locator(".gr-compared dt")).to_have_text(["Expected", "Got"])
    expect(first.locator(".gr-compared dd").nth(1)).to_have_text("(0, None)")
    assert first.locator(".gr-compared mark").count() >= 1
    expect(desk.locator(".gr-results .gr-advice").first).to_be_visible()
    expect(button(desk, "Test")).to_be_focused()  # pressing it does not lose the place


def test_the_failed_tests_run_again_alone_and_then_all_of_them(desk: Page) -> None:
    assert judged(desk, WRONG) == "failed"
    total = desk.locator(".gr-case").count()
    failed = desk.locator(".gr-case:has(.gr-outcome.bad)").count()
    again = desk.get_by_role("button", name=re.compile(f"Only the {failed} failed"))
    again.click()
    expect(desk.get_by_role("status").filter(has_text=f"{failed} test cases run again.")).to_be_visible()
    assert desk.locator(".gr-case").count() == total
    write(desk, SOLUTION)
    desk.keyboard.press("Alt+Enter")
    expect(desk.locator("code-runner[data-verdict=accepted] .gr-summary")).to_contain_text(f"{total} of {total}")


def test_own_lines_give_their_value_beside_the_references(desk: Page) -> None:
    write(desk, WRONG)
    own = panel(desk, "Your own input")
    assert own.get_by_role("textbox").input_value().startswith("busiest_window(")  # a call to begin with
    own.get_by_role("textbox").fill("print('looking')\nbusiest_window([1, 2, 3], 2)")
    own.get_by_role("button", name="Try it").click()
    expect(own).to_contain_text("Not what the reference gives")
    expect(own).to_contain_text("looking")
    write(desk, SOLUTION)
    own.get_by_role("textbox").press("ControlOrMeta+Enter")
    expect(own).to_contain_text("The same as the reference gives")


def test_the_approach_is_kept_and_held_against_the_reference_once_accepted(desk: Page, site: str) -> None:
    own = panel(desk, "Approach")
    own.get_by_label("Approach").fill("A window over the sorted stamps.")
    own.get_by_label("Time").fill("O(n^2)")
    assert "reference" not in own.inner_text()
    go(desk, f"{site}problems/lru-cache/")
    go(desk, f"{site}problems/{SLUG}/")
    own = panel(desk, "Approach")
    expect(own.get_by_label("Approach")).to_have_value("A window over the sorted stamps.")
    assert judged(desk, SOLUTION) == "accepted"
    expect(own).to_contain_text("reference: O(")
    expect(desk.locator(".gr-after").first).to_contain_text("You wrote time O(n^2).")


def test_questions_asked_are_remembered(desk: Page, site: str) -> None:
    question = desk.locator(".gr-clarify details").first
    question.locator("summary").click()
    expect(question).to_have_attribute("data-asked", "")
    go(desk, f"{site}problems/lru-cache/")
    go(desk, f"{site}problems/{SLUG}/")
    expect(desk.locator(".gr-clarify details").first).to_have_attribute("data-asked", "")


def test_hints_come_in_order_and_are_counted(desk: Page) -> None:
    hints = desk.locator(".gr-hints details")
    expect(hints.nth(1)).to_be_hidden()
    hints.nth(0).locator("summary").click()
    expect(hints.nth(2)).to_be_hidden()
    hints.nth(1).locator("summary").click()
    expect(hints.nth(2)).to_be_visible()
    assert judged(desk, SOLUTION) == "accepted"
    expect(desk.locator(".gr-after").first).to_contain_text("First accepted at attempt 1")
    expect(desk.locator(".gr-after").first).to_contain_text("with 2 hints")


def test_after_accepted_the_page_leads_on(desk: Page) -> None:
    assert judged(desk, SOLUTION) == "accepted"
    after = desk.locator(".gr-after")
    expect(after.get_by_role("link", name="Answer what they ask next")).to_be_visible()
    expect(after.get_by_role("link", name="Read the solution")).to_have_attribute("href", re.compile(r"solution/$"))
    expect(desk.locator("growth-chart")).to_contain_text("On target")


def test_the_history_shows_what_changed_and_brings_code_back(desk: Page) -> None:
    assert judged(desk, WRONG) == "failed"
    assert judged(desk, SOLUTION) == "accepted"
    history = panel(desk, "History (2)")
    rows = history.locator(".gr-attempts > li")
    expect(rows.nth(0)).to_contain_text("2. Accepted")
    rows.nth(1).locator("summary").click()
    expect(rows.nth(1).locator(".minus")).to_contain_text(["return (0, None)"])
    rows.nth(1).get_by_role("button", name="Bring this code back").click()
    assert code_of(desk).startswith("def busiest_window(timestamps, limit):\n    return (0, None)")
    button(desk, "Back to my code").click()
    assert code_of(desk).split() == SOLUTION.split() or "return (0, None)" not in code_of(desk)


def test_code_in_a_link_waits_for_consent_and_keeps_the_own_draft(
    desk: Page, new_context: Callable[..., BrowserContext]
) -> None:
    write(desk, "print('from a friend')\n")
    desk.get_by_role("button", name="Copy link with code").click()
    expect(desk.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    link = desk.evaluate("navigator.clipboard.readText()")
    other = new_context().new_page()
    open_problem(other, link.split("#")[0])
    write(other, "print('mine')\n")
    other.goto(link)  # the same page with other code in its address
    preview = other.get_by_role("region", name="Code from a link")
    expect(preview).to_contain_text("from a friend")
    assert "mine" in code_of(other) and "from a friend" not in other.locator(".gr-results").inner_text()
    preview.get_by_role("button", name="Put it into the editor").click()
    assert "from a friend" in code_of(other)
    assert "#" not in other.url
    button(other, "Back to my code").click()
    assert "mine" in code_of(other)
    other.goto(f"{link[:-30]}")
    expect(other.get_by_role("alert")).to_contain_text("cannot be read")


def test_a_round_without_run_ends_with_the_tests_and_the_own_table(desk: Page) -> None:
    write(desk, WRONG)
    off = panel(desk, "Execution off")
    off.get_by_role("button", name="Turn running off").click()
    expect(button(desk, "Run")).to_be_disabled()
    expect(button(desk, "Test")).to_be_disabled()
    desk.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(desk.locator(".gr-case")).to_have_count(0)
    expect(off.get_by_role("timer")).to_contain_text("left")
    for label, text in {
        "Call": "busiest_window([1, 2, 3], 2)",
        "Expected": "(2, 1)",
        "My trace gives": "(0,None)",
    }.items():
        off.get_by_label(f"{label}, row 1").fill(text)
    off.get_by_role("button", name="Hand in").click()
    assert verdict(desk) == "failed"
    table = desk.locator("run-off li")
    expect(table).to_contain_text("Your trace was right.")
    expect(table).to_contain_text("The code is wrong here.")
    expect(button(desk, "Run")).to_be_enabled()
    expect(panel(desk, "History (1)")).to_contain_text("without running")
    table.get_by_role("button", name="Step through it").click()
    expect(desk.locator("trace-player")).to_be_visible()


def test_the_file_can_be_taken_away(desk: Page) -> None:
    write(desk, "print('to keep')\n")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == f"{SLUG}.py"
    assert download.value.path().read_text() == "print('to keep')\n"


def test_keys_are_told_and_work_outside_the_editor(desk: Page) -> None:
    write(desk, "print('by key')\n")
    keys = panel(desk, "Keys")
    expect(keys).to_contain_text("Test the failed ones again")
    desk.locator(".gr-tools").get_by_role("button", name="Keys").focus()
    desk.keyboard.press("ControlOrMeta+Enter")
    assert verdict(desk) == "finished"
    assert "by key" in results(desk)


def test_the_list_of_problems_can_be_narrowed_to_those_that_are_not_solved(desk: Page, site: str) -> None:
    assert judged(desk, SOLUTION) == "accepted"
    desk.goto(f"{site}problems/")
    item = desk.locator(f"li[data-problem={SLUG}]")
    expect(item.locator(".gr-chip--solved")).to_have_text("Solved")
    desk.get_by_label("Solved?").select_option("new")
    expect(item).to_be_hidden()
    desk.get_by_label("Solved?").select_option("solved")
    expect(item).to_be_visible()
    desk.get_by_label("Pattern").select_option(label=desk.get_by_label("Pattern").locator("option").nth(1).inner_text())
    open_problem(desk, f"{site}problems/{SLUG}/")


# Problems that are not in the bank: the page of one, with other data.


def pretend(page: Page, site: str, language: str, **data: Any) -> None:
    """Open a problem's page with this data in place of its own."""

    def answer_page(route: Route) -> None:
        text = (
            route.fetch()
            .text()
            .replace(
                '<code-runner problem="busiest-window"', f'<code-runner problem="busiest-window" language="{language}"'
            )
        )
        route.fulfill(body=text, content_type="text/html")

    def answer_data(route: Route) -> None:
        own = route.fetch().json()
        route.fulfill(
            body=json.dumps(own | {"language": language, "growth": None} | data), content_type="application/json"
        )

    page.route(f"**/problems/{SLUG}/", answer_page)
    page.route(f"**/assets/problems/{SLUG}.json*", answer_data)
    open_problem(page, f"{site}problems/{SLUG}/")


def test_a_problem_with_several_files_has_a_tab_for_each(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context().new_page()
    test = "from solution import total\n\ndef test_total():\n    assert total([1, 2]) == 6\n"
    solution = (
        "from rates import RATE\nfrom parts import summed\n\ndef total(values):\n    return RATE * summed(values)\n"
    )
    pretend(
        page,
        site,
        "python",
        requires=["total"],
        files=[
            {"name": "rates.py", "purpose": "The rate.", "given": True, "source": "RATE = 2\n"},
            {"name": "parts.py", "purpose": "Sums.", "given": False, "source": "def summed(values):\n    return 0\n"},
        ],
        tests={"visible": [{"name": "test_examples.py", "source": test}], "hidden": ""},
        reference=packed([{"name": "solution.py", "source": solution}]),
    )
    tabs = page.locator(".gr-tabs button")
    expect(tabs).to_have_text(["solution.py", "rates.py given", "parts.py"])
    assert judged(page, solution) == "failed"
    tabs.nth(1).click()
    expect(page.locator(".gr-purpose")).to_contain_text("The rate. It is given")
    page.keyboard.type("RATE = 100")
    assert code_of(page).strip() == "RATE = 2"
    tabs.nth(2).click()
    write(page, "def summed(values):\n    return sum(values)\n")
    assert press(page, "Test") == "accepted", results(page)
    page.reload()
    wait_for_problem(page)
    page.locator(".gr-tabs button").nth(2).click()
    assert "sum(values)" in code_of(page)


SCHEMA = "CREATE TABLE posts (id INTEGER PRIMARY KEY, author TEXT, likes INTEGER);\nINSERT INTO posts VALUES (1, 'ada', 3), (2, 'bo', 5);\n"


def test_a_problem_in_sql_is_written_run_and_judged_as_sql(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    page = new_context().new_page()
    test = "import solution\n\ndef test_the_most_liked():\n    assert solution.rows() == [('bo',)]\n"
    wanted = "SELECT author FROM posts ORDER BY likes DESC LIMIT 1;\n"
    pretend(
        page,
        site,
        "sql",
        requires=[],
        starter="SELECT author FROM posts;\n",
        schema=SCHEMA,
        example="",
        tests={"visible": [{"name": "test_examples.py", "source": test}], "hidden": ""},
        reference=packed([{"name": "solution.sql", "source": wanted}]),
    )
    expect(panel(page, "Tables")).to_contain_text("CREATE TABLE posts")
    assert judged(page, "SELECT author FROM posts ORDER BY likes LIMIT 1;\n") == "failed"
    expect(page.locator(".gr-compared").first).to_contain_text("ada")
    own = panel(page, "Your own input")
    own.get_by_role("textbox").fill("INSERT INTO posts VALUES (7, 'cy', 9), (8, 'di', 10);")
    own.get_by_role("button", name="Try it").click()
    expect(own).to_contain_text("Not what the reference gives")
    assert judged(page, wanted) == "accepted", results(page)
    assert press(page, "Run") == "finished"
    text = results(page)
    assert "author" in text and "bo" in text and "SCAN posts" in text
    write(page, "SELECT nobody FROM posts;\n")
    assert press(page, "Run") == "error"
    assert "nobody" in results(page)
