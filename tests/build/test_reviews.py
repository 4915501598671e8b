# ruff: noqa: E501 - one case a line reads as a table
"""Assistant reviews at build: what an author gets wrong, what the page shows, and what it keeps packed."""

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros import assets, pages
from macros.bank import load
from macros.review_folders import changed
from macros.site import Site

FOLDER = "reviews/last-values"
R = f"{FOLDER}/review.yml"
HIDDEN = f"{FOLDER}/test_hidden.py"
Edit = Callable[[str, str, str], Path]

CASES = [
    # what it is, file, old text, new text, finding, mend
    ("unknown family", R, "family: contract", "family: contrakt", "is the text 'contrakt'", "did you mean 'contract'?"),
    ("defect without a place", R, "    lines: [3, 3]\n", "", "defect 'turns-the-list' has no place", "`lines: [FIRST, LAST]` or `statement: NUMBER`"),
    ("lines after the end", R, "lines: [8, 9]", "lines: [8, 99]", "`lines` of defect 'one-too-many' is [8, 99]", "two numbers from 1 to 12"),
    ("lines the wrong way round", R, "lines: [8, 9]", "lines: [9, 8]", "`lines` of defect 'one-too-many' is [9, 8]", "the first line and the last"),
    ("one number for lines", R, "lines: [4, 4]", "lines: [4]", "`lines` of sound place 'A set beside the list' is [4]", "two numbers"),
    ("lines in words", R, "lines: [4, 4]", "lines: [four, 4]", "is the text 'four', not a whole number", "digits"),
    ("a defect on a sound place", R, "lines: [4, 4]", "lines: [3, 4]", "shares lines with defect 'turns-the-list'", "narrow one"),
    ("a statement that is not there", R, "statement: 3", "statement: 4", "defect 'nothing-copied' names statement 4 of 3", "from 1"),
    ("too few statements", R, "  - Nothing is copied.\n", "", "the explanation has 2 statements", "write 3 to 8"),
    ("too few defects", R, "  - id: one-too-many\n    title: One value too many\n    family: edge-case\n    lines: [8, 9]\n    reason: It looks after it has taken one more.\n    mend: Compare with `>=`.\n    caught_by: [test_no_more_than_asked]\n", "", "the review has 2 defects", "write at least 3"),
    ("no bait", R, "sound:\n  - lines: [4, 4]\n    title: A set beside the list\n    why: It makes the look-up quick, and the list keeps the order.\n", "sound: []\n", "the review has 0 sound places", "write at least 1"),
    ("unknown test", R, "[test_list_stays]", "[test_list_stay]", "no hidden test is called `test_list_stay`", "did you mean 'test_list_stays'?"),
    ("a visible test", R, "[test_list_stays]", "[test_newest_first]", "no hidden test is called `test_newest_first`", "they are test_list_stays"),
    ("one test for two defects", R, "[test_no_more_than_asked]", "[test_list_stays]", "`test_list_stays` is claimed by the defects 'turns-the-list' and 'one-too-many'", "split it"),
    ("a defect in the code without a test", R, "    caught_by: [test_list_stays]\n", "", "defect 'turns-the-list' is in the code and no test catches it", "`caught_by`"),
    ("a mend elsewhere", R, "lines: [8, 9]", "lines: [11, 11]", "its mend changes line 8", "as they stand in proposal.py"),
    ("a mend that is missing", R, "id: one-too-many", "id: one-too-few", "`mended/one_too_few.py` is missing for defect 'one-too-few'", "the proposal with this one defect mended"),
    ("a name the code lacks", R, "requires: [last_values]", "requires: [last_value]", "proposal.py does not define `last_value`", "did you mean 'last_values'?"),
    ("unknown plan", R, "plan: coding-45", "plan: coding-54", "there is no plan 'coding-54'", "did you mean 'coding-45'?"),
    ("the usual plan is not there", R, "plan: coding-45\n", "", "needs the plan 'ai-assisted-60'", "name another in `plan`"),
    ("no time", R, "minutes: 10", "minutes: 0", "`minutes` of review 'last-values' is 0", "above 0"),
    ("id of a defect twice", R, "id: one-too-many", "id: turns-the-list", "has 'turns-the-list' twice", "another id"),
    ("an unknown review", "questions/round.yml", "    problems: [running-total]", "    reviews: [last-value]", "there is no review 'last-value'", "did you mean 'last-values'?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "finding", "mend"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_wrong_review_is_told_with_its_mend(
    broken: Edit, file: str, old: str, new: str, finding: str, mend: str
) -> None:
    _, findings = load(broken(file, old, new))
    said = [each for each in findings if finding in each.finding]
    assert said, "\n".join(map(str, findings))
    assert mend in said[0].mend
    assert said[0].file == f"bank/{file}"


FILE_CASES = [
    ("wrong syntax", f"{FOLDER}/proposal.py", "    return found", "    return found)", "Python syntax", f"{FOLDER}/proposal.py"),
    ("too few hidden tests", HIDDEN, "def test_many", "def check_many", "test_hidden.py has 5 tests", HIDDEN),
    ("a test twice", HIDDEN, "def test_many", "def test_list_stays", "`test_list_stays` is defined twice", HIDDEN),
    ("a mend of nothing", R, "id: one-too-many", "id: one-too-few", "mends no defect of review.yml", f"{FOLDER}/mended/one_too_many.py"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "finding", "place"), [case[1:] for case in FILE_CASES], ids=[case[0] for case in FILE_CASES]
)
def test_a_wrong_file_is_told_at_its_place(
    broken: Edit, file: str, old: str, new: str, finding: str, place: str
) -> None:
    _, findings = load(broken(file, old, new))
    assert [each for each in findings if finding in each.finding and each.file == f"bank/{place}"], findings


@pytest.mark.parametrize("name", ["proposal.py", "solution.py", "test_examples.py", "test_hidden.py", "review.yml"])
def test_a_missing_file_is_told(broken: Edit, name: str) -> None:
    bank = broken(R, "title: The last values", "title: The last values")
    (bank / FOLDER / name).unlink()
    _, findings = load(bank)
    assert [each for each in findings if "missing" in each.finding and each.file == f"bank/{R}"], findings


def test_a_stray_file_is_told(broken: Edit) -> None:
    bank = broken(R, "title: The last values", "title: The last values")
    (bank / FOLDER / "notes.md").write_text("x")
    _, findings = load(bank)
    assert [(each.file, each.finding) for each in findings] == [(f"bank/{FOLDER}/notes.md", "is no file of a review")]


def test_an_insertion_touches_the_lines_on_both_sides() -> None:
    assert changed("a\nb\nc\n", "a\nb\nx\nc\n") == {2, 3}
    assert changed("a\nb\nc\n", "a\nx\nc\n") == {2}


def test_the_page_shows_request_explanation_and_code(site: Site) -> None:
    text = site.renderer.html(pages.entry_page(site, site.bank.reviews["last-values"]))
    assert "different values, newest first" in text
    assert '<code-review review="last-values" src="../../assets/reviews/last-values.json">' in text
    assert "values.reverse()" in text
    assert "A set remembers what was seen." in text
    assert '<phase-timer plan="coding-45"' in text


def test_what_is_planted_is_packed(site: Site) -> None:
    text = dict(assets.data_files(site))["assets/reviews/last-values.json"]
    data: Any = json.loads(text)
    assert "turned round" not in text
    planted = json.loads(json.loads(zlib.decompress(base64.b64decode(data["planted"])))[0]["source"])
    assert [each["tests"] for each in planted["defects"]] == [["test_list_stays"], ["test_no_more_than_asked"], []]
    assert planted["defects"][2] | {"reason": "", "mend": ""} == {
        "id": "nothing-copied",
        "title": "Copies, says that it does not",
        "families": ["explanation"],
        "lines": None,
        "statement": 3,
        "reason": "",
        "mend": "",
        "tests": [],
    }
    assert data["statements"][1] == "<p>A set remembers what was seen.</p>"
    assert data["families"]["explanation"] == "Misleading explanation"


def test_each_defect_becomes_a_card(site: Site) -> None:
    ids = [card.id for card in site.cards["review/last-values"]]
    assert ids == [
        "review/last-values/defect-turns-the-list",
        "review/last-values/mend-turns-the-list",
        "review/last-values/defect-one-too-many",
        "review/last-values/mend-one-too-many",
        "review/last-values/defect-nothing-copied",
        "review/last-values/mend-nothing-copied",
        "review/last-values/follow-up-unhashable",
    ]
