# ruff: noqa: E501 - one case a line reads as a table
"""Whatever an author gets wrong in a rubric or an interjection is told with file, line, finding and mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.bank import load

Edit = Callable[[str, str, str], Path]
R, THROWN = "rubrics.yml", "interjections.yml"
LEVELS = "levels: [It was not heard., It was heard once., It was heard twice., It was heard each time.]"
CASES = [
    # what it is, file, old text, new text, text of the reported line, finding, mend
    ("rubric of no kind", R, "- id: coding", "- id: codeing", "codeing", "`id` of rubric 'codeing' is the text 'codeing'", "did you mean 'coding'?"),
    ("no rubric for a kind", R, "- id: coding", "- id: depth", "depth", "there is no rubric for 'coding'", "add one with `id: coding`"),
    ("unknown field of a criterion", R, "      question: What was heard?", "      questoin: What was heard?", "questoin", "unknown field `questoin`", "did you mean 'question'?"),
    ("three levels", R, LEVELS, "levels: [One., Two., Three.]", "levels: [One", "criterion 'asking' of rubric 'coding' has 3 levels", "write 4"),
    ("a level twice", R, "It was heard twice.", "It was heard once.", "levels", "says the same at two levels", "say what differs"),
    ("a level that cannot be observed", R, "It was heard twice.", "It was good.", "levels", "a level of criterion 'asking' of rubric 'coding' says 'good'", "what was done or heard"),
    ("a criterion twice", R, "    - id: sizes", "    - id: asking", "asking", "`criteria` of rubric 'coding' has 'asking' twice", "another id"),
    ("a criterion that is no slug", R, "    - id: sizes", "    - id: Sizes", "Sizes", "'Sizes' in `criteria` of rubric 'coding' is not a slug", "time-keeping"),
    ("no criterion for hints", R, "    - id: redirects", "    - id: hints", "criteria", "rubric 'coding' has no criterion 'redirects'", "how a hint or an objection was taken"),
    ("a design without a part of CLEAR", R, "      clear: refine\n", "", "criteria", "rubric 'system-design' rates no part of Refine", "`clear: refine`"),
    ("CLEAR in another round", R, "      question: What was heard?", "      question: What was heard?\n      clear: refine", "clear: refine", "`clear` in rubric 'coding'", "remove the line"),
    ("a part of CLEAR that is none", R, "clear: architect", "clear: architecture", "architecture", "is the text 'architecture'", "did you mean 'architect'?"),
    ("a page from nowhere", R, "/lessons/take-the-hint.md", "lessons/take-the-hint", "take-the-hint", "the page of criterion 'asking' of rubric 'coding' is 'lessons/take-the-hint'", "start at the root of docs/"),
    ("interjection of an unknown kind", THROWN, "kinds: [system-design, coding]", "kinds: [system-desing, coding]", "kinds", "is the text 'system-desing'", "did you mean 'system-design'?"),
    ("interjection of no kind", THROWN, "kinds: [system-design, coding]", "kinds: []", "kinds", "`kinds` of interjection 'half-the-memory' has no item", "at least one"),
    ("interjection without a direction", THROWN, "  direction: Names what is dropped, and what a miss then costs.\n", "", "half-the-memory", "interjection 'half-the-memory' has no `direction`", "add `direction:`"),
    ("unknown form", THROWN, "form: redirect", "form: redirekt", "redirekt", "is the text 'redirekt'", "did you mean 'redirect'?"),
    ("unknown moment", THROWN, "when: middle", "when: later", "later", "is the text 'later'", "did you mean 'late'?"),
    ("a curveball at any time", THROWN, "when: middle", "when: any", "when: any", "is a curveball that falls in no part", "early, middle or late"),
    ("unknown topic", THROWN, "topics: [caching]", "topics: [cachign]", "cachign", "there is no topic 'cachign'", "did you mean 'caching'?"),
    ("unknown topic to shun", THROWN, "not_topics: [lists]", "not_topics: [list]", "not_topics", "there is no topic 'list'", "did you mean 'lists'?"),
    ("a topic wanted and shunned", THROWN, "not_topics: [lists]", "not_topics: [caching]", "not_topics", "wants the topic 'caching' and shuns it", "remove one of the two"),
    ("unknown question", THROWN, "question: design-cache", "question: design-cash", "design-cash", "there is no question 'design-cash'", "did you mean 'design-cache'?"),
    ("never for what is no key", THROWN, "  when: middle", "  not_for: [running-total]\n  when: middle", "not_for", "'running-total' in `not_for`", "write it like `problem/lru-cache`"),
    ("never for what is not there", THROWN, "  when: middle", "  not_for: [problem/running-totals]\n  when: middle", "not_for", "there is no problem 'running-totals'", "did you mean 'running-total'?"),
    ("an id twice", THROWN, "- id: and-if-it-fails", "- id: half-the-memory", "half-the-memory", "interjection 'half-the-memory' exists already", "another id"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "finding", "mend"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_wrong_is_told_with_its_place_and_mend(
    broken: Edit, file: str, old: str, new: str, line: str, finding: str, mend: str
) -> None:
    bank = broken(file, old, new)
    _, findings = load(bank)
    said = [each for each in findings if finding in each.finding and each.file == f"bank/{file}"]
    assert said, "\n".join(map(str, findings))
    assert mend in said[0].mend
    lines = (bank / file).read_text("utf-8").splitlines()
    assert line in lines[said[0].line - 1] or said[0].line == 1


def test_too_few_criteria_are_told(broken: Edit) -> None:
    text = (broken(R, "- id: coding", "- id: coding") / R).read_text("utf-8")
    start = text.index("    - id: sizes")
    bank = broken(R, text[start : text.index("    - id: path")], "")
    _, findings = load(bank)
    assert [each.finding for each in findings] == ["rubric 'coding' has 4 criteria"]


def test_a_page_that_does_not_exist_is_told_where_the_pages_are(broken: Edit) -> None:
    bank = broken(R, "/lessons/take-the-hint.md", "/lessons/take-a-hint.md")
    (bank.parent / "docs" / "lessons").mkdir(parents=True)
    (bank.parent / "docs" / "lessons" / "take-the-hint.md").write_text("# A hint\n")
    _, findings = load(bank)
    assert [each.finding for each in findings] == [
        "criterion 'asking' of rubric 'coding' links to '/lessons/take-a-hint.md', which is no page"
    ]
    assert "did you mean '/lessons/take-the-hint.md'?" in findings[0].mend
