"""Spoken drills at build: prompts drawn from the bank, and errors an author can mend."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros import spoken
from macros.bank import Bank, load
from macros.markup import Renderer
from macros.prose import BadArgumentError, spoken_drill
from macros.site import Site

ROOT = Path(__file__).resolve().parents[2]
ALOUD = "spoken/aloud.yml"
READ = "    - {id: think, title: Think, seconds: 5, does: silence, says: Be silent.}"


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The real bank."""
    found, findings = load(ROOT / "bank")
    assert not findings
    return found


def data(bank: Bank, drill_id: str) -> Any:
    """A drill as the page reads it."""
    return spoken.as_data(bank.spoken[drill_id].model, bank, Renderer())


# What the page reads -----------------------------------------------------------------------------------------------------


def test_prompts_are_a_drills_own_and_those_its_rules_take(site: Site) -> None:
    made = data(site.bank, "say-it")
    assert [each["id"] for each in made["prompts"]] == [
        "own-words",
        "question/design-cache",
        "question/say-no",
        "problem/running-total",
        "drill/reads/0",
        "question/say-no/regret",
    ]
    own, asked = made["prompts"][:2]
    assert own["html"] == "<p>Say it in <strong>your own</strong> words.</p>"
    assert own["plain"] == "Say it in your own words."
    assert own["see"]["url"] == "questions/say-no/"
    assert own["points"] == [{"point": "A word", "html": "<p>One is enough.</p>"}]
    assert asked["points"][0]["point"] == "What it tests"


def test_steps_keep_their_length_and_what_is_done_in_them(site: Site) -> None:
    think, talk = data(site.bank, "say-it")["steps"]
    assert (think["does"], think["seconds"], think["until"]) == ("silence", 5, None)
    assert (talk["does"], talk["seconds"], talk["until"]) == ("speak", 30, 50)


def test_a_page_shows_steps_and_prompts_without_javascript(site: Site) -> None:
    html = spoken_drill(site, "rehearse/say-it/", "say-it")
    assert '<spoken-drill src="../../assets/spoken/say-it.json" root="../../">' in html
    assert "5 s" in html
    assert "30 s–50 s" in html
    assert "Say it in your own words." in html
    assert "2 times" in html
    line = spoken_drill(site, "rehearse/one-line/", "one-line")
    assert "{own}" not in line
    assert "{then}" not in line
    with pytest.raises(BadArgumentError, match="there is no spoken-drill 'say'"):
        spoken_drill(site, "rehearse/say-it/", "say")


def test_every_drill_takes_one_to_ten_minutes_and_has_a_choice_of_prompts(bank: Bank) -> None:
    assert len(bank.spoken) >= 11
    for entry in bank.spoken.values():
        assert 60 <= spoken.seconds(entry.model) <= 600
        made = data(bank, entry.id)
        assert len(made["prompts"]) >= 6
        ids = [each["id"] for each in made["prompts"]]
        assert len(set(ids)) == len(ids)
        text = json.dumps(made)
        assert "<a " not in text, "addresses in texts are relative to no page"
        assert len(text) < 100_000


def test_every_drill_has_its_page_and_its_lesson(bank: Bank) -> None:
    entries = {f"scripts/{each}.md" for each in bank.scripts}
    for entry in bank.spoken.values():
        page = ROOT / "docs" / "rehearse" / f"{entry.id}.md"
        assert f'{{{{ spoken_drill("{entry.id}") }}}}' in page.read_text("utf-8")
        lesson = entry.model.lesson
        assert lesson in entries or (ROOT / "docs" / lesson).is_file()
        index = (ROOT / "docs" / "rehearse" / "drills.md").read_text("utf-8")
        minutes = round(spoken.seconds(entry.model) / 60 + 0.01)
        row = next(line for line in index.splitlines() if f"({entry.id}.md)" in line)
        assert re.search(rf"\| {minutes} \|", row), f"{entry.id} takes {minutes} minutes"


def test_every_spoken_drill_leads_to_what_it_is_compared_with(bank: Bank) -> None:
    for entry in bank.spoken.values():
        for each in spoken.prompts(entry.model, bank):
            assert each.points or each.entry or any(step.does == "read" for step in entry.model.steps), each.id


# What an author gets wrong -----------------------------------------------------------------------------------------------

TEXT = "    - {id: first, text: Take any line., then: And if it breaks?}"
BROKEN = [
    ("too short", "seconds: 40, says", "seconds: 4, says", "steps:", "takes 34 seconds", "make it 60 to 600"),
    ("too long", "seconds: 40, says", "seconds: 900, says", "steps:", "takes 930 seconds", "make it 60 to 600"),
    (
        "step of a second",
        "seconds: 5, does",
        "seconds: 1, does",
        "id: think",
        "step 'think' of spoken drill 'say-it' takes 1 seconds",
        "at least 3",
    ),
    ("until before seconds", "until: 50", "until: 20", "id: talk", "`until` of step 'talk'", "write more than 30"),
    ("no rounds", "rounds: 2", "rounds: 0", "rounds: 0", "`rounds` of spoken drill 'say-it' is 0", "1 or more"),
    ("step twice", "id: talk,", "id: think,", "title: Talk", "has 'think' twice", "another id"),
    ("step that is no slug", "id: talk,", "id: Talk_1,", "id: Talk_1", "step 'Talk_1'", "with `-` between"),
    (
        "check twice",
        "    - {id: said, check: It was said.}",
        "    - {id: said, check: It was said.}\n    - {id: said, check: Again.}",
        "check: Again",
        "has 'said' twice",
        "another id",
    ),
    (
        "prompt twice",
        TEXT,
        f"{TEXT}\n    - {{id: first, text: Again., then: So?}}",
        "text: Again",
        "has 'first' twice",
        "another id",
    ),
    ("unknown place", "“{own}”", "“{line}”", "id: line", "says `{line}`", "use one of own, then"),
    (
        "nothing asked for",
        "  asks: Your line\n  example: Built a cache\n",
        "",
        "id: line",
        "says `{own}` and asks for nothing",
        "add `asks`",
    ),
    (
        "half a question",
        "  example: Built a cache\n",
        "",
        "- id: one-line",
        "only one of `asks` and `example`",
        "both or neither",
    ),
    (
        "prompt without its second part",
        ", then: And if it breaks?",
        "",
        "id: turn",
        "says `{then}`, which not every prompt has",
        "give each prompt",
    ),
    (
        "lesson that is no page",
        "lesson: lessons/say-it.md\n  lesson_title: Saying it\n  rounds",
        "lesson: https://say.it\n  lesson_title: Saying it\n  rounds",
        "lesson: https",
        "`lesson` of spoken drill 'say-it'",
        "a path in docs/",
    ),
    (
        "rule that takes nothing",
        "take: follow-ups, topics: [talking]",
        "take: follow-ups, kinds: [coding]",
        "take: follow-ups",
        "a rule of spoken drill 'say-it' finds no prompt",
        "other kinds or topics",
    ),
    (
        "unknown topic",
        "take: follow-ups, topics: [talking]",
        "take: follow-ups, topics: [taking]",
        "[taking]",
        "there is no topic 'taking'",
        "did you mean 'talking'?",
    ),
    (
        "unknown source",
        "take: problems",
        "take: problem",
        "take: problem",
        "is the text 'problem'",
        "did you mean 'problems'?",
    ),
    (
        "unknown thing to do",
        "does: silence",
        "does: silent",
        "id: think",
        "is the text 'silent'",
        "did you mean 'silence'?",
    ),
    (
        "unknown entry",
        "see: question/say-no",
        "see: question/say-now",
        "see:",
        "there is no entry 'question/say-now'",
        "did you mean 'say-no'?",
    ),
    (
        "kind without pages",
        "see: question/say-no",
        "see: plan/store",
        "see:",
        "there is no entry 'plan/store'",
        "write kind/id",
    ),
    (
        "text too short to be read",
        READ,
        READ.replace("silence", "read").replace("seconds: 5", "seconds: 60"),
        "text:",
        "the text of prompt 'own-words' of spoken drill 'say-it' has 6 words",
        "write 100 to 120 for 60 seconds",
    ),
    (
        "too few prompts",
        "  example: Built a cache\n",
        "  example: Built a cache\n  rounds: 4\n",
        "- id: one-line",
        "has 1 prompts for 4 rounds",
        "write `prompts`",
    ),
    (
        "unknown basis",
        "basis: advice\n  why: Because it is.",
        "basis: feeling\n  why: Because it is.",
        "basis:",
        "is the text 'feeling'",
        "use one of evidence, advice",
    ),
    (
        "unknown field",
        "  basis: advice\n  why: Because it is.",
        "  bases: advice\n  why: Because it is.",
        "bases:",
        "unknown field `bases`",
        "did you mean 'basis'?",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "finding", "mend"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_what_is_wrong_with_a_drill_is_said_with_place_and_mend(
    broken: Callable[[str, str, str], Path], old: str, new: str, line: str, finding: str, mend: str
) -> None:
    folder = broken(ALOUD, old, new)
    found = [each for each in load(folder)[1] if finding in each.finding]
    assert found, [str(each) for each in load(folder)[1]]
    assert mend in found[0].mend
    assert found[0].file == f"bank/{ALOUD}"
    assert line in (folder / ALOUD).read_text("utf-8").splitlines()[found[0].line - 1]
