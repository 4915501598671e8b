"""Spoken drills at build: prompts drawn from the bank, errors an author can mend, and the page's own arithmetic under node."""

import json
import re
import shutil
import subprocess
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


# The page's own arithmetic -----------------------------------------------------------------------------------------------

PROBE = """
import { nextSeed, promptAt, promptsAt, seedOf, stepLength } from './draw.mjs';
import { DrillClock, bellsAhead, clockText, lengthText, standing } from './run.mjs';
import { historyText, runOf, runsOf, timesDone } from './history.mjs';
import { introduction, readingRate, saysHtml, spokenBy, stretchesOf } from './drill-data.mjs';
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """Runs an expression over the page's own modules under node and gives its value."""
    node = shutil.which("node")
    assert node is not None, "node is not on PATH; run 'make setup'"
    folder = tmp_path_factory.mktemp("spoken")
    source = ROOT / "frontend" / "src" / "spoken"
    for name in ("draw", "run", "history", "drill-data"):
        command = [
            str(ROOT / "node_modules" / ".bin" / "esbuild"),
            str(source / f"{name}.ts"),
            "--bundle",
            "--format=esm",
        ]
        subprocess.run([*command, "--log-level=warning", f"--outfile={folder / name}.mjs"], check=True, timeout=60)

    def ask(expression: str) -> Any:
        script = f"{PROBE}\nconsole.log(JSON.stringify({expression}));"
        command = [node, "--input-type=module", "-e", script]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def test_every_prompt_comes_once_before_any_comes_again(page: Callable[[str], Any]) -> None:
    told = page("[1, 2, 7, 30].map((size) => Array.from({ length: 3 * size }, (_, seed) => promptAt('x', seed, size)))")
    for size, prompts in zip([1, 2, 7, 30], told, strict=True):
        for start in range(0, 3 * size, size):
            assert sorted(prompts[start : start + size]) == list(range(size))
    assert told[3][:30] != told[3][30:60], "each turn has an order of its own"


def test_a_seed_gives_the_same_drill_again(page: Callable[[str], Any]) -> None:
    one, two = page(
        "[0, 0].map(() => [promptsAt('pause', 41, 46, 5), stepLength({ seconds: 60, until: 120 }, 'x', 3, 0)])"
    )
    assert one == two
    prompts = one[0]
    assert len(set(prompts)) == 5
    lengths = page("Array.from({ length: 500 }, (_, seed) => stepLength({ seconds: 60, until: 120 }, 'x', seed, 0))")
    assert min(lengths) == 60_000
    assert max(lengths) == 120_000
    assert page("promptsAt('x', 0, 2, 5).length") == 5


def test_the_next_prompt_is_one_that_was_done_least(page: Callable[[str], Any]) -> None:
    walk = page("""(() => {
      const ids = ['a', 'b', 'c', 'd'], done = new Map(), seen = [];
      let seed = -1;
      for (let n = 0; n < 12; n += 1) {
        seed = nextSeed('x', ids, done, seed);
        const id = ids[promptAt('x', seed, 4)];
        seen.push(id);
        done.set(id, (done.get(id) ?? 0) + 1);
      }
      return seen;
    })()""")
    for start in (0, 4, 8):
        assert sorted(walk[start : start + 4]) == ["a", "b", "c", "d"]
    skipped = page("""(() => {
      const ids = ['a', 'b', 'c'], first = nextSeed('x', ids, new Map(), -1), second = nextSeed('x', ids, new Map(), first);
      return [promptAt('x', first, 3), promptAt('x', second, 3)];
    })()""")
    assert skipped[0] != skipped[1], "what is skipped is not offered again at once"


def test_an_address_may_name_a_seed(page: Callable[[str], Any]) -> None:
    assert page("['?seed=12', '?a=1&seed=0', '?seed=-1', '?seed=x', ''].map((text) => seedOf(text) ?? null)") == [
        12,
        0,
        None,
        None,
        None,
    ]


def test_one_stretch_leads_to_the_next_by_itself(page: Callable[[str], Any]) -> None:
    lengths, acts = "[5000, 45000, 5000]", "[{ kind: 'start', at: 1000 }]"
    for now, state, index, left in (
        (1000, "running", 0, 5000),
        (5999, "running", 0, 1),
        (6000, "running", 1, 45000),
        (51000, "running", 2, 5000),
        (56000, "done", 3, 0),
        (9e9, "done", 3, 0),
    ):
        found = page(f"standing({lengths}, {acts}, {now})")
        assert (found["state"], found["index"], found["left"]) == (state, index, left)
    assert page(f"standing({lengths}, {acts}, 9e9).spent") == [5000, 45000, 5000]
    assert page(f"bellsAhead({lengths}, standing({lengths}, {acts}, 2000))") == [4000, 49000, 54000]


def test_pauses_and_skips_take_and_leave_time_as_pressed(page: Callable[[str], Any]) -> None:
    acts = "[['start', 0], ['pause', 2000], ['skip', 2500], ['pause', 3000], ['resume', 10000], ['resume', 11000], ['skip', 15000]]"
    found = page(f"standing([5000, 45000, 5000], {acts}.map(([kind, at]) => ({{ kind, at }})), 16000)")
    assert found["spent"] == [2000, 5000, 1000]
    assert (found["state"], found["index"], found["left"]) == ("running", 2, 4000)


def test_the_clock_is_right_after_throttling_and_stops_at_a_sleep(page: Callable[[str], Any]) -> None:
    throttled = page("(() => { const clock = new DrillClock(1e12, 50); return clock.read(1e12 + 60000, 60050); })()")
    assert throttled == {"now": 1e12 + 60_000}, "a hidden page that is looked at once a minute runs on"
    corrected = page(
        "(() => { const clock = new DrillClock(1e12, 0); return [clock.read(1e12 - 9000, 1000), clock.read(1e12 - 8000, 2000)]; })()"
    )
    assert [each["now"] for each in corrected] == [1e12 + 1000, 1e12 + 2000], "a clock set back moves nothing"
    slept = page(
        "(() => { const clock = new DrillClock(1e12, 0); clock.read(1e12 + 1000, 1000); return clock.read(1e12 + 3600000, 2000); })()"
    )
    assert slept["awaySince"] == 1e12 + 2000, "the monotonic clock stood still"
    assert slept["now"] == 1e12 + 3_600_000
    frozen = page(
        "(() => { const clock = new DrillClock(1e12, 0); clock.read(1e12 + 1000, 1000); return clock.read(1e12 + 600000, 600000); })()"
    )
    assert frozen["awaySince"] == 1e12 + 1000, "the monotonic clock went on"
    assert page("new DrillClock(1000, 0, 5000).read(2000, 1000).now") == 6000, "never before the last time it was seen"


def test_times_are_told_as_read(page: Callable[[str], Any]) -> None:
    assert page("[clockText(4001), clockText(0), clockText(61000, 'down'), lengthText(90000), lengthText(1000)]") == [
        *("0:05", "0:00", "1:01", "1 minute 30 seconds", "1 second"),
    ]


def test_what_is_said_holds_the_readers_line_and_nothing_of_it_becomes_markup(
    page: Callable[[str], Any], site: Site
) -> None:
    made = json.dumps(data(site.bank, "one-line"))
    first, second = f"stretchesOf({made}, 0)[0]", f"stretchesOf({made}, 0)[1]"
    assert "“&lt;b&gt; &amp; co”" in page(f"saysHtml({first}, '<b> & co')")
    assert page(f"introduction({made}, {first}, '')").startswith("Step 1 of 2: Line, 40 seconds. “Your line.”")
    assert page(f"spokenBy({made}, {second}, '')") == "And if it breaks?"


def test_a_rate_needs_the_end_of_the_text(page: Callable[[str], Any], bank: Bank) -> None:
    made = json.dumps(data(bank, "slow-down"))
    words = page(f"stretchesOf({made}, 0)[0].prompt.words")
    assert page(f"readingRate(stretchesOf({made}, 0), [60000, 0])") == {"rate": words, "whole": True}
    assert page(f"readingRate(stretchesOf({made}, 0), [75000, 0]).whole") is False
    assert page(f"readingRate(stretchesOf({made}, 0), [2000, 0]) ?? null") is None


def test_the_log_tells_how_often_and_how_well(page: Callable[[str], Any], site: Site) -> None:
    made = json.dumps(data(site.bank, "say-it"))
    run = f"""runOf({made}, stretchesOf({made}, 0), [5000, 30000, 5000, 40400],
        {{ seed: 0, ticks: new Set(['said']), note: ' more ', session: '' }})"""
    told = page(run)
    assert told["seconds"] == 70
    assert told["passed"] == {"said": True}
    assert told["note"] == "more"
    assert len(told["prompts"]) == 2
    events = f"""['2026-01-05', '2026-03-03', '2026-03-04'].map((day, n) => ({{ id: String(n), time: Date.parse(day + 'T12:00'), kind: 'spoken-drill',
        version: 1, payload: {{ ...{run}, passed: {{ said: n !== 1 }} }} }}))"""
    assert page(f"historyText(runsOf('say-it', {events}))") == "Done 3 times, last on 4 March 2026, passed 2 of 3."
    assert page(f"historyText(runsOf('say-it', {events}.slice(1, 2)))") == "Done once, on 3 March 2026, not passed yet."
    assert page(f"runsOf('other', {events}).length") == 0
    assert page(f"[...timesDone(runsOf('say-it', {events})).values()]") == [3, 3]
    assert page("runsOf('x', [{ id: '1', time: 1, kind: 'spoken-drill', version: 1, payload: { drill: 'x' } }])") == []
