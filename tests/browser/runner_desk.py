"""What tests of the code runner share: going to a problem, writing into its editor, pressing its buttons, reading results."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch

PROBLEM = "problems/busiest-window/"
"""Address of the problem that most tests use."""
READY = "code-runner[data-ready=editor]"


def open_problem(page: Page, address: str) -> None:
    """Open a problem's page and wait until its editor can be used."""
    page.goto(address)
    wait_for_problem(page)


def wait_for_problem(page: Page) -> None:
    """Wait until the editor stands and the tests are here."""
    page.wait_for_selector(READY)
    expect(button(page, "Test")).to_be_enabled()


def go(page: Page, address: str) -> None:
    """Go to another problem as a reader does who follows a link: the page's Pythons stay."""
    page.evaluate(
        """(address) => {
          const link = Object.assign(document.createElement("a"), { href: address, textContent: "go" });
          document.querySelector("article").append(link);
          link.click();
        }""",
        address,
    )
    page.wait_for_url(address)
    slug = address.rstrip("/").split("/")[-1]
    page.wait_for_selector(f"{READY}[problem={slug}]")
    wait_for_problem(page)


def button(page: Page, name: str) -> Any:
    """A button of the bar, such as Run, Test, Stop or Reset."""
    return page.locator(".gr-bar").get_by_role("button", name=name)


def write(page: Page, code: str) -> None:
    """Put code into the editor as a paste would."""
    editor = page.locator("code-runner .gr-editor:not([hidden]) .cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    editor.evaluate(
        """(element, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        code,
    )


def press(page: Page, name: str, timeout: float = 30_000) -> str:
    """Press Run or Test and give the verdict."""
    button(page, name).click()
    return verdict(page, timeout)


def verdict(page: Page, timeout: float = 30_000) -> str:
    """The verdict, once nothing runs any more."""
    page.wait_for_selector("code-runner[data-verdict]", timeout=timeout)
    return page.locator("code-runner").get_attribute("data-verdict") or ""


def judged(page: Page, code: str) -> str:
    """Test a solution and give the verdict."""
    write(page, code)
    return press(page, "Test")


def results(page: Page) -> str:
    """All that the runner shows below its status."""
    return page.locator(".gr-results").inner_text()


def code_of(page: Page) -> str:
    """The text in the editor that is shown."""
    return page.locator("code-runner .gr-editor:not([hidden]) .cm-content").inner_text()


@contextmanager
def shared_page(browser: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A watched page for all tests of a module: Python starts once."""
    watch = Watch(site)
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **options})
    context.set_default_timeout(20_000)
    watch.attach(context)
    yield context.new_page()
    context.close()
    assert watch.errors == [], "the console shows errors"
    assert watch.foreign == [], "a request left the site's origin"
