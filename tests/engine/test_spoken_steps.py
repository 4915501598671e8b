"""The steps of a spoken drill, as the page's own code takes them: run under node, no browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from macros import spoken
from macros.bank import Bank, load
from macros.markup import Renderer
from tests.node import under_node

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = """
import { clockText, lengthText } from "./parts/times";
import { introduction, readingRate, saysHtml, spokenBy, stretchesOf } from "./spoken/drill-data";
import { nextSeed, promptAt, promptsAt, seedOf, stepLength } from "./spoken/draw";
import { historyText, runOf, runsOf, timesDone } from "./spoken/history";
import { DrillClock, bellsAhead, standing } from "./spoken/run";
import { RunsLog } from "./spoken/runs-log";
"""


def page(expression: str) -> Any:
    """The value of an expression over the page's own modules."""
    return under_node(f"{IMPORTS} export const run = () => ({expression});")


def data(bank: Bank, drill_id: str) -> Any:
    """A drill as the page reads it."""
    return spoken.as_data(bank.spoken[drill_id].model, bank, Renderer())


@pytest.fixture(scope="module")
def small() -> Bank:
    """The small bank of the build's tests."""
    found, findings = load(ROOT / "tests" / "build" / "fixtures" / "bank")
    assert not findings
    return found


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The real bank."""
    found, findings = load(ROOT / "bank")
    assert not findings
    return found


def test_every_prompt_comes_once_before_any_comes_again() -> None:
    told = page("[1, 2, 7, 30].map((size) => Array.from({ length: 3 * size }, (_, seed) => promptAt('x', seed, size)))")
    for size, prompts in zip([1, 2, 7, 30], told, strict=True):
        for start in range(0, 3 * size, size):
            assert sorted(prompts[start : start + size]) == list(range(size))
    assert told[3][:30] != told[3][30:60], "each turn has an order of its own"


def test_a_seed_gives_the_same_drill_again() -> None:
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


def test_the_next_prompt_is_one_that_was_done_least() -> None:
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


def test_an_address_may_name_a_seed() -> None:
    assert page("['?seed=12', '?a=1&seed=0', '?seed=-1', '?seed=x', ''].map((text) => seedOf(text) ?? null)") == [
        12,
        0,
        None,
        None,
        None,
    ]


def test_one_stretch_leads_to_the_next_by_itself() -> None:
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


def test_pauses_and_skips_take_and_leave_time_as_pressed() -> None:
    acts = "[['start', 0], ['pause', 2000], ['skip', 2500], ['pause', 3000], ['resume', 10000], ['resume', 11000], ['skip', 15000]]"
    found = page(f"standing([5000, 45000, 5000], {acts}.map(([kind, at]) => ({{ kind, at }})), 16000)")
    assert found["spent"] == [2000, 5000, 1000]
    assert (found["state"], found["index"], found["left"]) == ("running", 2, 4000)


def test_the_clock_is_right_after_throttling_and_stops_at_a_sleep() -> None:
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


def test_times_are_told_as_read() -> None:
    assert page("[clockText(4001), clockText(0), clockText(67900, 'down'), clockText(3725000)]") == [
        *("0:05", "0:00", "1:07", "1:02:05"),
    ]
    assert page("[1000, 59000, 61000, 90000, 120000].map(lengthText)") == [
        *("1 second", "59 seconds", "1 minute 1 second", "1 minute 30 seconds", "2 minutes"),
    ]


def test_what_is_said_holds_the_readers_line_and_nothing_of_it_becomes_markup(small: Bank) -> None:
    made = json.dumps(data(small, "one-line"))
    first, second = f"stretchesOf({made}, 0)[0]", f"stretchesOf({made}, 0)[1]"
    assert "“&lt;b&gt; &amp; co”" in page(f"saysHtml({first}, '<b> & co')")
    assert page(f"introduction({made}, {first}, '')").startswith("Step 1 of 2: Line, 40 seconds. “Your line.”")
    assert page(f"spokenBy({made}, {second}, '')") == "And if it breaks?"


def test_a_rate_needs_the_end_of_the_text(bank: Bank) -> None:
    made = json.dumps(data(bank, "slow-down"))
    words = page(f"stretchesOf({made}, 0)[0].prompt.words")
    assert page(f"readingRate(stretchesOf({made}, 0), [60000, 0])") == {"rate": words, "whole": True}
    assert page(f"readingRate(stretchesOf({made}, 0), [75000, 0]).whole") is False
    assert page(f"readingRate(stretchesOf({made}, 0), [2000, 0]) ?? null") is None
    kept = "{ seed: 0, ticks: new Set(), note: '', session: '' }"
    assert page(f"runOf({made}, stretchesOf({made}, 0), [60000, 0], {kept}).rate") == words
    assert page(f"runOf({made}, stretchesOf({made}, 0), [75000, 0], {kept}).rate") is None, "the bell cut it: no rate"


def test_the_log_tells_how_often_and_how_well(small: Bank) -> None:
    made = json.dumps(data(small, "say-it"))
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


# A store that counts who listens, and is open when the test says so.
STORE = """
let listening = 0, opened = () => {};
const store = { events: async () => [], onAppend: () => { listening += 1; return () => { listening -= 1; }; } };
const log = new RunsLog(() => new Promise((resolve) => { opened = () => resolve(store); }));
const open = async () => { const opening = log.open(() => {}); opened(); await opening; };
"""


def test_the_log_is_followed_once_and_not_beyond_its_close() -> None:
    assert page(f"(async () => {{ {STORE} await open(); await open(); return listening; }})()") == 1, "tried again"
    assert page(f"(async () => {{ {STORE} await open(); log.close(); return listening; }})()") == 0
    left = "const opening = log.open(() => {}); log.close(); opened(); await opening; return listening;"
    assert page(f"(async () => {{ {STORE} {left} }})()") == 0, "closed before it was open"


def test_a_run_that_could_be_kept_after_all_leaves_no_complaint() -> None:
    store = """{ events: async () => [], onAppend: () => () => {}, append: async () => {
      if ((tries += 1) === 1) throw new Error('Full.');
      return { id: 'a', kind: 'spoken-drill' };
    } }"""
    told = page(f"""(async () => {{
      let tries = 0;
      const log = new RunsLog(async () => ({store})), told = [];
      await log.open(() => {{}});
      for (let n = 0; n < 2; n += 1) told.push([await log.keep({{}}), log.trouble]);
      return told;
    }})()""")
    assert told == [[False, "Full."], [True, ""]]
