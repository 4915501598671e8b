# ruff: noqa: E501 - one case a line reads as a table
"""Whatever an author gets wrong, the check says file, line, finding and mend, and never shows a traceback."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.bank import load

Q = "questions/round.yml"
P = "problems/running-total/problem.yml"
W = "walkthroughs/store.yml"
S = "scripts/hello.yml"
D = "decks/decks.yml"
DRILLS = "drills/reads.yml"
TRACES = "traces/loops.yml"
PLANS = "plans/plans.yml"
FOLDER = "problems/running-total"


@dataclass(frozen=True)
class Case:
    """One edit that breaks the small bank, and what must be said about it."""

    name: str
    file: str
    old: str
    new: str
    line: str | int
    """Text that stands in the reported line after the edit, or the line's number."""
    finding: str
    mend: str
    reported_in: str = ""
    """The file of the finding where it is another than the edited one."""


CASES = [
    Case("formula with an unknown name", DRILLS, "formula: daily / 86400", "formula: dayly / 86400", "steps:", "step 'rate' uses `dayly`, which is no variable", "authors' page"),
    Case("formula that is no arithmetic", DRILLS, "formula: daily / 86400", "formula: abs(daily)", "steps:", "step 'rate' holds `abs(daily)`", "authors' page"),
    Case("answer in no unit", DRILLS, "unit: reads/s", "unit: reads/blink", "steps:", "`blink` is no period", "authors' page"),
    Case("answer that is no step", DRILLS, "answer: rate", "answer: rates", "steps:", "has no step 'rates' to ask for", "authors' page"),
    Case("too few variants", DRILLS, "choices: [1, 2, 3, 4]", "choices: [1, 2, 3]", "variables:", "gives 18 variants", "until there are 24"),
    Case("variable not in the prompt", DRILLS, "read {pages} pages", "read some pages", "prompt:", "the prompt does not say `{pages}`", "use every variable"),
    Case("tolerance of nothing", DRILLS, "tolerance: 1.5", "tolerance: 1", "tolerance:", "`tolerance` is 1", "a factor above 1"),
    Case("name of a step with a hyphen", DRILLS, "{id: daily,", "{id: a-day,", "id: a-day", "'a-day' in `steps`", "with `_` for spaces"),
    Case("program that never ends", TRACES, "        for value in values:\n", "        value = 0\n        while True:\n", "code:", "the run of trace 'longest-run' does not finish. The trace ends after 2,000 steps", "smaller values"),
    Case("program that raises", TRACES, "found = longest([1, 1, 0, 1])", "found = longest(4)", "code:", "the run of trace 'longest-run' does not finish. It ends with TypeError: 'int' object is not iterable", "catch what it raises"),
    Case("program that is no Python", TRACES, "for value in values:", "for value in values", "code:", "the code of trace 'longest-run' is no Python: line 3: expected ':'", "a `|` block keeps its lines"),
    Case("program with nothing to ask", TRACES, "found = longest([1, 1, 0, 1])", "found = longest([])", "code:", "the run of trace 'longest-run' gives 3 questions", "until there are 6"),
    Case("program too wide for a phone", TRACES, "found = longest([1, 1, 0, 1])", "found = longest([1, 1, 0, 1])  # " + "x" * 40, "code:", "line 10 of the code of trace 'longest-run' has 73 characters", "keep to 68"),
    Case("program too short", TRACES, "        best = run = 0\n        for value in values:\n            run = run + 1 if value else 0\n            if run > best:\n                best = run\n        return best\n", "        return 0\n", "code:", "the code of trace 'longest-run' has 5 lines", "write 8 to 25"),
    Case("trace without pitfalls", TRACES, "  pitfalls:\n    - point: Counting on\n      detail: Without the 0 it counts all.\n", "", "- id: longest-run", "trace 'longest-run' has no `pitfalls`", "add `pitfalls:`"),
    Case("unknown field with a near miss", Q, "  impact: critical", "  impcat: critical", "impcat", "unknown field `impcat`", "did you mean 'impact'?"),
    Case("unknown field like no other", Q, "  preparation: Draw", "  zzz: 1\n  preparation: Draw", "zzz", "unknown field `zzz`", "remove it (fields are id, title"),
    Case("unknown field in a part", Q, "      detail: Says `LRU` and why.", "      detail: Says it.\n      detial: x", "detial", "unknown field `detial` in `great[1]`", "did you mean 'detail'?"),
    Case("missing field", Q, "  testing: Whether you can name what is lost when an entry is dropped.\n", "", "- id: design-cache", "question 'design-cache' has no `testing`", "add `testing:` (What the interviewer"),
    Case("missing field in a part", Q, "      direction: All readers miss at once; let one of them fill it.\n", "", "- id: stampede", "has no `direction` in `follow_ups[1]`", "add `direction:`"),
    Case("missing id", Q, "- id: say-no\n  title", "- title", "- title: Tell me", "a question has no `id`", "add `id:`"),
    Case("typo in kind", Q, "  kind: behavioural", "  kind: behavioral", "behavioral", "is the text 'behavioral'", "did you mean 'behavioural'? (use one of coding"),
    Case("typo in impact", Q, "  impact: medium", "  impact: hihg", "hihg", "`impact` of question 'say-no' is the text 'hihg'", "did you mean 'high'? (use one of critical, high, medium, bonus)"),
    Case("number where text belongs", Q, "  preparation: Write the story in six lines.", "  preparation: 6", "preparation: 6", "is the number 6, not text", "put it in quotes"),
    Case("text where a number belongs", Q, "  probability: 60", '  probability: "60"', "probability", "is the text '60', not a whole number", "write digits without quotes"),
    Case("text where a list belongs", Q, "  topics: [talking]", "  topics: talking", "topics: talking", "is the text 'talking', not a list", "write one item a line"),
    Case("list where a mapping belongs", Q, "  related:\n    problems: [running-total]\n    walkthroughs: [store]", "  related: [store]", "related: [store]", "is a list, not a mapping", "`field: value`"),
    Case("nothing where text belongs", Q, "  preparation: Draw the read path once.", "  preparation:", "preparation:", "is empty, not text", "write text or remove the line"),
    Case("empty text", Q, "  preparation: Draw the read path once.", '  preparation: ""', "preparation:", "`preparation` of question 'design-cache' is empty", "write its text"),
    Case("blank text in a part", Q, "    - beat: Fix the scope", '    - beat: "  "', '"  "', "`answer[1].beat` of question 'design-cache' is empty", "write its text"),
    Case("empty list", Q, "  topics: [talking]", "  topics: []", "topics: []", "`topics` of question 'say-no' has no item", "add at least one"),
    Case("probability out of range", Q, "  probability: 60", "  probability: 160", "160", "`probability` is 160", "from 0 to 100"),
    Case("year that is no year", Q, "year: 2026", "year: 26", "year: 26", "`year` 26", "write the year"),
    Case("id that is no slug", Q, "- id: say-no", "- id: Say_No", "Say_No", "'Say_No' is not a slug", "write 'say-no'"),
    Case("duplicate id in one file", Q, "- id: say-no", "- id: design-cache", 44, "question 'design-cache' exists already (bank/questions/round.yml:1)", "give one of the two another id"),
    Case("duplicate id in an entry", Q, "    - id: lru\n", "    - id: lru\n      front: a\n      back: b\n    - id: lru\n", 41, "has 'lru' twice (first in line 38)", "another id"),
    Case("card id taken by a rule", Q, "    - id: lru", "    - id: testing", "- id: testing", "card id 'testing' of question 'design-cache' is taken", "choose another id"),
    Case("duplicate key", Q, "  impact: critical", "  impact: critical\n  impact: high", "impact: high", "`impact` stands twice in one entry (first in line 5)", "keep one"),
    Case("unknown topic", Q, "  topics: [talking]", "  topics: [taking]", "taking", "there is no topic 'taking'", "did you mean 'talking'? (the topics are caching, lists, talking)"),
    Case("topic listed twice", Q, "  topics: [talking]", "  topics: [talking, talking]", "[talking, talking]", "topic 'talking' is listed twice", "remove one"),
    Case("unknown related problem", Q, "    problems: [running-total]", "    problems: [running-totals]", "running-totals", "there is no problem 'running-totals'", "did you mean 'running-total'?"),
    Case("related to a misspelt kind", Q, "    problems: [running-total]", "    problem: [running-total]", "problem:", "unknown field `problem` in `related`", "did you mean 'problems'?"),
    Case("tab as indent", Q, "  impact: critical", "\timpact: critical", "\timpact", "YAML syntax: a tab indents this line", "indent with spaces"),
    Case("colon in bare text", Q, "  title: Tell me about a time you said no", "  title: Tell me: a time you said no", "Tell me:", "YAML syntax: a second `: ` on one line", "put the text in quotes"),
    Case("quote never closed", Q, "  title: Tell me about a time you said no", '  title: "Tell me about', '"Tell me about', "YAML syntax: quotes that are never closed", "close them"),
    Case("wrong indent", Q, "  impact: medium", "   impact: medium", "   impact", "YAML syntax: a line that does not fit", "align"),
    Case("list and mapping mixed", PLANS, "- id: coding-45\n  title: Coding interview\n  kind: interview\n  minutes: 45\n  phases:\n    - {id: read", "id: coding-45\ntitle: x\nkind: interview\nminutes: 45\nphases:\n    - {id: read", 8, "YAML syntax", "align"),
    Case("mapping at the top of a list file", "topics.yml", "- {id: caching, title: Caching}\n- {id: lists, title: Lists}\n- {id: talking, title: Talking}\n", "caching: Caching\n", 1, "the file is not a list of entries", "start each entry with `- id: …`"),
    Case("empty file", D, (Path(__file__).parent / "fixtures/bank" / D).read_text(), "# nothing\n", 1, "is empty", "write at least one entry"),
    Case("alias of itself", "topics.yml", "- {id: caching, title: Caching}", "- &a [*a]", 1, "an alias that contains itself", "write the text out"),
    Case("budget too long", PLANS, "minutes: 40", "minutes: 50", "  minutes: 45", "the phases of plan 'coding-45' sum to 55 minutes, not 45", "take 10 from the phases"),
    Case("budget too short", W, "      minutes: 6", "      minutes: 5.5", "  minutes: 10", "sum to 9.5 minutes, not 10", "give 0.5 to the phases"),
    Case("phase of no length", PLANS, "minutes: 5,", "minutes: 0,", "minutes: 0,", "`minutes` of phase 'read' of plan 'coding-45' is 0", "write a number above 0"),
    Case("two hints", P, "  - Each total is the last one plus a number.\n", "", "hints:", "problem 'running-total' has 2 hints", "write exactly 3"),
    Case("three mistakes", P, "  - id: changes-input\n    title: Changes its input\n    reason: The list belongs to the caller.\n    caught_by: [test_input_is_kept]\n", "", "mistakes:", "has 3 mistakes", "list at least 4"),
    Case("two clarifying questions", P, "  - {id: empty, question: Can the list be empty?, answer: Yes; give an empty list.}\n", "", "clarify:", "problem 'running-total' has 2 clarifying questions", "write at least 3"),
    Case("no pattern", P, "pattern: one-pass\n", "", 1, "problem 'running-total' has no `pattern`", "add `pattern:`"),
    Case("unknown pattern", P, "pattern: one-pass", "pattern: two-pass", "two-pass", "there is no pattern 'two-pass'", "did you mean 'one-pass'?"),
    Case("growth without its inputs", P, "minutes: 20", "minutes: 20\ngrowth: {target: n, n: numbers}", 1, "`growth.py` is missing in the folder", "write it beside problem.yml"),
    Case("growth of no class", P, "minutes: 20", "minutes: 20\ngrowth: {target: n**2, n: numbers}", "n**2", "is the text 'n**2'", "use one of 1, log n, n"),
    Case("slow solution without a file", P, "minutes: 20", "minutes: 20\nslow:\n  - {id: sums-anew, title: Sums anew, reason: Each total starts over., grows: n^2}", "sums-anew", "`slow/sums_anew.py` is missing for slow solution 'sums-anew'", "write it"),
    Case("listed file that is not there", P, "minutes: 20", "minutes: 20\nfiles:\n  - {name: clock.py, purpose: Gives the time.}", "clock.py", "`files/clock.py` is missing", "write it"),
    Case("file that cannot be imported", P, "minutes: 20", "minutes: 20\nfiles:\n  - {name: my-clock.py, purpose: Gives the time.}", "my-clock.py", "'my-clock.py' cannot be imported beside the solution", "name it like clock.py"),
    Case("sql without its tables", P, "difficulty: easy", "language: sql\ndifficulty: easy", 1, "`schema.sql` is missing in the folder", "write it beside problem.yml"),
    Case("nothing the tests import", P, "requires: [running_total]\n", "", 1, "problem 'running-total' has no `requires`", "list the names"),
    Case("mistake without a file", P, "  - id: starts-at-one", "  - id: starts-at-two", "starts-at-two", "`mistakes/starts_at_two.py` is missing", "did you mean 'starts_at_one'?"),
    Case("mistake file that is not listed", P, "  - id: starts-at-one", "  - id: starts-at-two", 1, "is listed nowhere in problem.yml", "with id 'starts-at-one' or delete it", f"{FOLDER}/mistakes/starts_at_one.py"),
    Case("mistake caught by no such test", P, "    caught_by: [test_one_number]", "    caught_by: [test_one_numbers]", "test_one_numbers", "no test is called `test_one_numbers`", "did you mean 'test_one_number'?"),
    Case("unknown plan", P, "plan: coding-45", "plan: coding-90", "plan: coding-90", "there is no plan 'coding-90'", "did you mean 'coding-45'?"),
    Case("required name not in the solution", P, "requires: [running_total]", "requires: [running_totals]", "running_totals", "solution.py does not define `running_totals`", "did you mean 'running_total'?"),
    Case("required name that is no name", P, "requires: [running_total]", "requires: [running-total]", "running-total", "'running-total' is no Python name", "write the name of a function"),
    Case("Python syntax error", f"{FOLDER}/solution.py", "    return totals", "    return totals)", "totals)", "Python syntax:", "mend the line"),
    Case("too few tests", f"{FOLDER}/test_hidden.py", "def test_10_ones", "def check_10_ones", 1, "fewer than 12", "add 1 test functions", P),
    Case("a test defined twice", f"{FOLDER}/test_hidden.py", "def test_10_ones", "def test_9_ones", 1, "`test_9_ones` is defined twice", "rename one"),
    Case("unknown figure", W, "figure: store.svg", "figure: stores.svg", "stores.svg", "there is no figure 'stores.svg'", "did you mean 'store.svg'?"),
    Case("figure beside a speaker", W, "        - speaker: board\n          text: A client talks to one store.", "        - speaker: note\n          text: A client talks to one store.", "figure: store.svg", "a figure in a turn of 'note'", "use `speaker: board`"),
    Case("figure with a style", "walkthroughs/figures/store.svg", "<rect x", '<rect style="x:1" x', "style=", "` style=` in a figure", "use presentation attributes"),
    Case("unknown speaker", W, "speaker: candidate", "speaker: candidat", "candidat", "is the text 'candidat'", "did you mean 'candidate'?"),
    Case("blank not declared", S, "I am {{name}}", "I am {{nmae}}", "{{nmae}}", "uses the blank 'nmae' and does not declare it", "did you mean 'name'?"),
    Case("blank not used", S, "I am {{name}} and", "I am Robin and", "id: name", "blank 'name' of script 'hello' is used nowhere", "use it in a text or remove it"),
    Case("blank not closed", S, "I am {{name}} and", "I am {{name and", "{{name and", "braces in script 'hello' that do not close", "`{{id}}`"),
    Case("blank in an example", S, "example: Robin", 'example: "{{name}}"', 'example: "{{name}}"', "the example of blank 'name' holds a blank", "plain words"),
    Case("script of no length", S, "  seconds: 10", "  seconds: 0", "seconds: 0", "`seconds` of script 'hello' is 0", "above 0"),
    Case("deck that selects nothing", D, "  kinds: [system-design, coding, behavioural, ai-assisted]\n", "", "- id: everything", "deck 'everything' selects nothing", "fill `kinds`, `topics`, `entries` or `cards`, or set `every`"),
    Case("deck with an unknown entry", D, "questions: [say-no]", "questions: [say-on]", "say-on", "there is no question 'say-on'", "did you mean 'say-no'?"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_bank_gets_file_line_finding_and_mend(
    case: Case, broken: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    bank = broken(case.file, case.old, case.new)
    _, findings = load(bank)
    file = case.reported_in or case.file
    said = [each for each in findings if case.finding in each.finding and each.file == f"bank/{file}"]
    assert said, "\n".join(str(each) for each in findings)
    assert case.mend in said[0].mend
    if isinstance(case.line, int):
        assert case.line in [each.line for each in said]
    else:
        assert case.line in (bank / file).read_text("utf-8").splitlines()[said[0].line - 1]

    assert main(["check", str(bank)]) == 1
    printed = capsys.readouterr()
    assert str(said[0]) in printed.out
    assert "Traceback" not in printed.out + printed.err


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


def test_every_error_is_reported_in_one_run(broken: Callable[[str, str, str], Path]) -> None:
    broken(Q, "  impact: critical", "  impact: critcal")
    broken(Q, "  topics: [talking]", "  topics: [taking]")
    broken(W, "speaker: candidate", "speaker: candidat")
    bank = broken(S, "- id: hello", "- id hello")
    _, findings = load(bank)
    assert {each.file for each in findings} == {f"bank/{Q}", f"bank/{W}", f"bank/{S}"}
    assert len([each for each in findings if each.file == f"bank/{Q}"]) == 2


def test_a_file_that_cannot_be_parsed_does_not_make_references_to_it_wrong(
    broken: Callable[[str, str, str], Path],
) -> None:
    _, findings = load(broken(Q, "  impact: critical", "\timpact: critical"))
    assert [each.file for each in findings] == [f"bank/{Q}"]


def test_a_file_in_another_encoding_is_named_with_its_line(broken: Callable[[str, str, str], Path]) -> None:
    bank = broken(Q, "name what is lost", "name what is löst")
    text = (bank / Q).read_text("utf-8")
    (bank / Q).write_bytes(text.encode("latin-1"))
    _, findings = load(bank)
    assert [(each.line, each.finding) for each in findings] == [(12, "byte 0xf6 is not UTF-8")]


@pytest.mark.parametrize("name", ["statement.md", "starter.py", "solution.py", "test_examples.py", "test_hidden.py"])
def test_a_problem_without_one_of_its_files_is_reported(broken: Callable[[str, str, str], Path], name: str) -> None:
    bank = broken(P, "title: Running total", "title: Running total")
    (bank / FOLDER / name).unlink()
    _, findings = load(bank)
    assert f"`{name}` is missing in the folder" in [each.finding for each in findings]


def test_a_folder_without_its_description_is_reported(broken: Callable[[str, str, str], Path]) -> None:
    bank = broken(P, "title: Running total", "title: Running total")
    (bank / P).unlink()
    _, findings = load(bank)
    assert any(each.file == f"bank/{P}" and each.finding == "is missing" for each in findings)


def test_a_stray_file_in_a_problem_is_reported(broken: Callable[[str, str, str], Path]) -> None:
    bank = broken(P, "title: Running total", "title: Running total")
    (bank / FOLDER / "statment.md").write_text("x")
    _, findings = load(bank)
    assert "did you mean 'statement.md'?" in next(
        each.mend for each in findings if "no file of a problem" in each.finding
    )


def test_the_same_id_in_two_files_is_reported_at_the_second(broken: Callable[[str, str, str], Path]) -> None:
    bank = broken(P, "title: Running total", "title: Running total")
    (bank / "questions" / "second.yml").write_text((bank / Q).read_text())
    _, findings = load(bank)
    assert [(each.file, each.line) for each in findings] == [
        ("bank/questions/second.yml", 1),
        ("bank/questions/second.yml", 44),
    ]


def test_most_tests_must_be_hidden(broken: Callable[[str, str, str], Path]) -> None:
    bank = broken(P, "title: Running total", "title: Running total")
    folder = bank / FOLDER
    hidden = (folder / "test_hidden.py").read_text()
    (folder / "test_examples.py").write_text((folder / "test_examples.py").read_text() + hidden.split("\n\n\n", 1)[1])
    (folder / "test_hidden.py").write_text(hidden.split("\n\n\n")[0] + "\n\n\ndef test_more():\n    pass\n")
    _, findings = load(bank)
    assert any("of 13 tests are hidden, less than half" in each.finding for each in findings)


def test_a_good_bank_gets_one_line_of_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(Path(__file__).parent / "fixtures" / "bank")]) == 0
    assert capsys.readouterr().out == (
        "bank: 2 questions, 1 problem, 1 review, 1 walkthrough, 1 script, 1 drill, 1 trace, 2 spoken, 2 decks, 1 plan, 2 checklists, 3 rubrics, 2 interjections, 3 topics\n"
    )


def test_a_folder_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    _, findings = load(tmp_path / "nowhere")
    assert [each.finding for each in findings] == ["is no folder"]


def test_wrong_usage_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: greenroom" in capsys.readouterr().err
