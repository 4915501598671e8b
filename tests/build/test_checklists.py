"""Checklists as authors write them and as a page shows them, before any script runs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.bank import load
from macros.checklists import duration, headings, phases
from macros.prose import MACROS, BadArgumentError
from macros.site import Site

ROOT = Path(__file__).resolve().parents[2]
LISTS = "checklists/lists.yml"


def html(site: Site, name: str) -> str:
    return site.renderer.html(MACROS["checklist"](site, "study/page/", id=name))


def test_a_checklist_is_a_list_of_boxes_in_the_element_that_remembers_them(site: Site) -> None:
    text = html(site, "one-hour")
    assert re.match(r'<check-list list="one-hour" noun="step">.*</check-list>\Z', text, re.DOTALL)
    assert re.findall(r'<li><label><input type="checkbox" autocomplete="off" data-item="([^"]+)">', text) == [
        "say-no",
        "breathe",
        "running-total",
    ]
    assert "[ ]" not in text
    assert 'markdown="' not in text


def test_texts_of_a_checklist_are_markdown(site: Site) -> None:
    text = html(site, "one-hour")
    assert 'Answer <a href="/questions/say-no.md">a question</a> aloud.' in text
    assert "Have <strong>one</strong> story ready." in text
    assert "<code>sum</code>" in text


def test_minutes_stand_beside_what_takes_them(site: Site) -> None:
    text = html(site, "one-hour")
    assert '<p class="check-list__state">3 steps · 1 hour</p>' in text
    assert "Talk, 20 minutes</h2>" in text
    assert '<span class="check-list__minutes">15 min</span>' in text
    assert '<p class="check-list__count">1 step</p>' in text


def test_sections_of_a_part_stand_below_one_heading(site: Site) -> None:
    found = [(each.level, each.text) for each in headings(site.bank.checklists["each-week"].model)]
    assert found == [(2, "Week 1"), (3, "First day"), (3, "Second day")]
    assert "2 measures" in html(site, "each-week")


def test_a_timed_checklist_has_a_timer_of_its_sections(site: Site) -> None:
    timer = MACROS["timer"](site, "study/page/", "one-hour")
    assert '<phase-timer plan="one-hour" data-plan="' in timer
    assert "<strong>Talk</strong>" in timer
    assert phases(site.bank.checklists["each-week"].model) == []
    with pytest.raises(BadArgumentError) as error:
        MACROS["timer"](site, "", "each-week")
    assert "there is no plan or walkthrough 'each-week'" in error.value.finding


def test_an_unknown_checklist_names_the_ones_there_are(site: Site) -> None:
    with pytest.raises(BadArgumentError) as error:
        MACROS["checklist"](site, "", id="one-hours")
    assert error.value.finding == "there is no checklist 'one-hours'"
    assert "did you mean 'one-hour'?" in error.value.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "finding", "mend"),
    [
        ("minutes: 60", "minutes: 50", 5, "the sections of checklist 'one-hour' sum to 60 minutes, not 50", "60"),
        ("minutes: 40", "minutes: 30", 5, "the sections of checklist 'one-hour' sum to 50 minutes, not 60", "50"),
        ("minutes: 15", "minutes: 10", 10, "the items of section 'talk' of checklist 'one-hour' sum to 15", "15"),
        ("minutes: 15", "minutes: -1", 14, "`minutes` of 'say-no' in the items of section", "a number above 0"),
        ("id: running-total", "id: breathe", 22, "has the item 'breathe' twice (first in line 15)", "another id"),
        ("id: running-total", "id: Running", 22, "item 'Running' of checklist 'one-hour' is not a slug", "'running'"),
        ("- id: code", "- id: talk", 18, "`sections` of checklist 'one-hour' has 'talk' twice", "another id"),
        ("kind: measures", "kind: measure", 27, "`kind` of checklist 'each-week'", "did you mean 'measures'?"),
        ("- id: each-week", "- id: one-hour", 24, "checklist 'one-hour' exists already", "another id"),
    ],
)
def test_what_is_wrong_in_a_checklist_is_named(
    broken: Callable[[str, str, str], Path], old: str, new: str, line: int, finding: str, mend: str
) -> None:
    _, findings = load(broken(LISTS, old, new))
    said = [each for each in findings if finding in each.finding]
    assert said, "\n".join(str(each) for each in findings)
    assert (said[0].file, said[0].line) == (f"bank/{LISTS}", line)
    assert mend in said[0].mend


def test_a_section_may_leave_minutes_of_some_items_open(broken: Callable[[str, str, str], Path]) -> None:
    _, findings = load(broken(LISTS, "          minutes: 5\n", ""))
    assert findings == []


def test_lengths_are_told_in_words() -> None:
    assert [duration(each) for each in (1, 20, 60, 135)] == ["1 minute", "20 minutes", "1 hour", "2 hours 15 minutes"]


def test_every_checklist_of_the_bank_stands_on_one_page_and_no_page_writes_boxes_by_hand() -> None:
    bank, _ = load(ROOT / "bank")
    prose = {path: path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")}
    calls = [
        name
        for text in prose.values()
        for name in re.findall(r'^\{\{ checklist\("([^"]+)"\) \}\}$', text, re.MULTILINE)
    ]
    assert sorted(calls) == sorted(bank.checklists)
    assert [path.name for path, text in prose.items() if re.search(r"^\s*[-*] \[[ x]\]", text, re.MULTILINE)] == []
