"""Problems solved through the page, one of each make: plain, with several files, in SQL. `test_problems.py` judges all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from ruamel.yaml import YAML

from tests.browser.runner_desk import go, open_problem, press, results, shared_page, write

PROBLEMS = Path(__file__).resolve().parents[2] / "bank" / "problems"
SLUGS = ["busiest-window", "hybrid-timeline", "top-n-per-group"]


@pytest.fixture(scope="module")
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """A page that goes from problem to problem with the same Python."""
    with shared_page(browser, site) as page:
        open_problem(page, f"{site}problems/{SLUGS[0]}/")
        yield page


def put(page: Page, folder: Path, names: dict[str, Path]) -> None:
    """Write each of the reader's files, the solution last."""
    for name, path in names.items():
        page.locator(".gr-tabs button", has_text=name).click()
        write(page, path.read_text(encoding="utf-8"))
    if names:
        page.locator(".gr-tabs button").first.click()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_problem_accepts_its_solution_and_fails_each_listed_mistake(desk: Page, site: str, slug: str) -> None:
    folder = PROBLEMS / slug
    about = YAML(typ="safe").load((folder / "problem.yml").read_text(encoding="utf-8"))
    ending = "sql" if about.get("language") == "sql" else "py"
    if not desk.url.endswith(f"/{slug}/"):
        go(desk, f"{site}problems/{slug}/")
    own = [each["name"] for each in about.get("files", []) if not each.get("given", True)]
    put(desk, folder, {name: folder / "solution_files" / name for name in own})
    write(desk, (folder / f"solution.{ending}").read_text(encoding="utf-8"))
    assert press(desk, "Test") == "accepted", results(desk)
    for mistake in about.get("mistakes", []):
        write(desk, (folder / "mistakes" / f"{mistake['id'].replace('-', '_')}.{ending}").read_text(encoding="utf-8"))
        verdict = press(desk, "Test")
        assert verdict in {"failed", "timeout", "error"}, f"{mistake['id']}: {results(desk)}"
        listed = desk.locator(".gr-case:has(.gr-outcome.bad) :is(summary, .gr-case) > code").all_inner_texts()
        failed = {name.partition("[")[0].rpartition("::")[2] for name in listed}
        assert failed.issuperset(mistake["caught_by"]), f"{mistake['id']} fails {failed}"
