"""A thousand random runs of the timer: page, engine and a plain simulation agree on every one.

The device of a run is made up here. It has a wall clock that can be set, a monotonic clock that stands still while the
device sleeps, and a page that is reloaded or killed. The page's code sees those clocks only. The simulation knows what really
happened and counts a phase down as a kitchen timer would.
"""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from greenroom import phases
from tests.node import under_node

RUNS = 1_000
NOON = 1_800_000_000_000
MINUTE = 60_000
COUNTED_FROM = 200
"""A wall clock that jumps ahead by less is corrected, not ahead."""
TOLD_FROM = 2_000
"""A sleep shorter than this is counted without a word, so it cannot be left out."""

PAGE = 'export { run } from "../../tests/engine/phase_runs";'

Plan = list[dict[str, Any]]


@dataclass
class Device:
    """Clocks in milliseconds, and the steps that the page goes through by them."""

    wall: int = NOON
    mono: int = 0
    steps: list[dict[str, Any]] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Something happens on the page now."""
        self.steps.append({"what": what, "wall": self.wall, "mono": self.mono})

    def pass_awake(self, ms: int) -> None:
        """Time goes by while the device is awake."""
        self.wall += ms
        self.mono += ms


class Simulation:
    """What really happened, counted down a few seconds at a time."""

    def __init__(self, plan: Plan) -> None:
        self.lengths = [round(phase["seconds"] * 1000) for phase in plan]
        self.budgets = list(self.lengths)
        self.countdown = list(self.lengths)
        """Time left of each phase, below 0 in overtime."""
        self.state = "ready"
        self.phase = 0
        self.behind = 0
        """How far the wall clock is behind the time of the run."""
        self.sleep: tuple[int, int] | None = None
        """Phase and length of the sleep that may still be left out."""
        self.rung: list[tuple[int, str]] = []
        """Each bell that fell while somebody could have seen it or not, by its phase."""

    def pass_time(self, ms: int) -> None:
        """Time that counts goes by, in steps of ten seconds at most."""
        while ms > 0 and self.state == "running":
            step = min(ms, 10_000)
            before = self.countdown[self.phase]
            self.countdown[self.phase] -= step
            after = self.countdown[self.phase]
            if self.budgets[self.phase] > 3 * MINUTE and before > MINUTE >= after:
                self.rung.append((self.phase, "soft"))
            if before > 0 >= after:
                self.rung.append((self.phase, "end"))
            ms -= step

    def fall_asleep(self, ms: int) -> None:
        """Time that counts goes by unseen."""
        if self.state == "running" and ms >= TOLD_FROM:
            self.sleep = (self.phase, ms)
        self.pass_time(ms)

    def press(self, what: str) -> None:
        """A button is pressed; what makes no sense does nothing."""
        following = {("ready", "start"): "running", ("running", "pause"): "paused", ("paused", "resume"): "running"}
        if what == "leave out":
            if self.sleep:
                phase, ms = self.sleep
                self.countdown[phase] += ms
        elif (self.state, what) in following:
            self.state = following[self.state, what]
        elif what == "next" and self.state in ("running", "paused"):
            self.phase += 1
            if self.phase == len(self.lengths):
                self.state = "finished"
        elif what == "add-minute" and self.state in ("running", "paused"):
            self.budgets[self.phase] += MINUTE
            self.countdown[self.phase] += MINUTE
        else:
            return
        self.sleep = None

    def reopen(self, away: int) -> None:
        """The page is opened anew after some time: only a wall clock past the last time seen shows that any went by."""
        self.sleep = None
        if self.state == "ready":
            self.behind = 0  # Of a run that has not begun nothing is kept, so it begins by the wall clock.
        self.pass_time(max(0, away - self.behind))
        self.behind = max(0, self.behind - away)

    def stands(self) -> dict[str, Any]:
        """Where the run stands, in the engine's words."""
        used = [budget - left for budget, left in zip(self.budgets, self.countdown, strict=True)]
        under_way = self.state in ("running", "paused")
        left = self.countdown[self.phase] if self.phase < len(self.lengths) else 0
        bell = ""
        if under_way and left <= 0:
            bell = "end"
        elif under_way and left <= MINUTE and self.budgets[self.phase] > 3 * MINUTE:
            bell = "soft"
        return {
            "state": self.state,
            "phase": self.phase,
            "remaining": max(0, left),
            "overtime": max(0, -left),
            "bell": bell,
            "used": used,
            "budgets": list(self.budgets),
            "spent": sum(used),
            "left": sum(self.lengths) - sum(used),
        }

    def shown(self) -> str:
        """The big time: what is left rounded up, or the overtime in whole seconds."""
        stands = self.stands()
        over = stands["overtime"] > 0
        whole = stands["overtime"] // 1000 if over else -(-stands["remaining"] // 1000)
        hours, minutes, seconds = whole // 3600, whole // 60 % 60, whole % 60
        text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"+{text}" if over else text


@dataclass
class Run:
    """A plan, what the page goes through, and where it must stand after each step."""

    phases: Plan
    steps: list[dict[str, Any]]
    stands: list[dict[str, Any]]
    shown: list[str]
    rung: list[tuple[int, str]]


def random_run(seed: int) -> Run:
    """A run of 1 to 12 phases of 3 s to 30 min, and 10 to 60 things that happen in it."""
    chance = random.Random(seed)  # noqa: S311 - the same runs each time
    lengths = [chance.choice([chance.randint(3, 20), chance.randint(20, 300), chance.randint(300, 1800)])
               for _ in range(chance.randint(1, 12))]  # fmt: skip
    plan: Plan = [
        {"id": f"p{n}", "title": f"Phase {n}", "seconds": seconds, "purpose": ""} for n, seconds in enumerate(lengths)
    ]
    device, truth = Device(mono=chance.randint(0, 100_000)), Simulation(plan)
    stands: list[dict[str, Any]] = []
    shown: list[str] = []

    def note(what: str) -> None:
        device.note(what)
        stands.append(truth.stands())
        shown.append(truth.shown())

    def press(what: str) -> None:
        truth.press(what)
        note(what)

    note("open")
    press(chance.choice(["start", "start", "start", "next", "pause"]))
    for _ in range(chance.randint(10, 60)):
        longest = max(1_000, truth.countdown[min(truth.phase, len(lengths) - 1)])
        gap = chance.choice([chance.randint(0, 3_000), longest, longest + 1, chance.randint(0, 2 * longest)])
        device.pass_awake(gap)
        truth.pass_time(gap)
        note("look")
        what = chance.choice(["next", "next", "pause", "resume", "add-minute", "start", "sleep", "nap", "ahead", "back",
                              "correct", "reload", "kill"])  # fmt: skip
        if what in phases.ACTION_KINDS:
            press(what)
        elif what in ("sleep", "nap", "ahead"):
            # A clock set forward cannot be told from a sleep; both are counted.
            most = {"sleep": 9 * 3_600_000, "nap": 3_000, "ahead": 7_200_000}[what]
            slept = chance.randint(COUNTED_FROM, most)
            device.wall += slept
            truth.fall_asleep(slept)
            note("look")
            if chance.random() < 0.5:
                press("leave out")
        elif what == "back":
            back = chance.randint(1, 7_200_000)
            device.wall -= back
            truth.behind += back
            note("look")
        elif what == "correct":
            by = chance.randint(-COUNTED_FROM + 1, COUNTED_FROM - 1)
            device.wall += by
            truth.behind -= by
            note("look")
        elif what == "reload" or truth.behind <= 0:
            # A killed page keeps nothing at its end: what was pressed is all there is, and with a right clock enough.
            if what == "reload":
                note("hide")
            away = chance.randint(0, chance.choice([500, 600_000]))
            device.wall += away
            device.mono = chance.randint(0, 50)
            truth.reopen(away)
            note("open")
    return Run(plan, device.steps, stands, shown, truth.rung)


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    """The thousand runs, the same each time."""
    return [random_run(seed) for seed in range(RUNS)]


@pytest.fixture(scope="module")
def pages(runs: list[Run]) -> list[list[dict[str, Any]]]:
    """What the page's own code says at every step of every run."""
    given = [{"phases": run.phases, "steps": run.steps} for run in runs]
    found: list[list[dict[str, Any]]] = under_node(PAGE, given)
    return found


def test_the_runs_have_what_can_go_wrong(runs: list[Run]) -> None:
    states = [stand["state"] for run in runs for stand in run.stands]
    assert {1, 12} <= {len(run.phases) for run in runs}
    assert min(phase["seconds"] for run in runs for phase in run.phases) == 3
    assert {"ready", "running", "paused", "finished"} == set(states)
    assert sum(run.stands[-1]["state"] == "finished" for run in runs) > RUNS / 10
    assert sum(step["what"] == "open" for run in runs for step in run.steps) > 3 * RUNS
    assert sum(kind == "end" for run in runs for _, kind in run.rung) > RUNS


def test_page_and_engine_agree_exactly(runs: list[Run], pages: list[list[dict[str, Any]]]) -> None:
    for run, steps in zip(runs, pages, strict=True):
        for step in steps:
            assert step["at"] == phases.position(run.phases, step["actions"], step["now"])


def test_phases_and_times_are_those_of_the_simulation(runs: list[Run], pages: list[list[dict[str, Any]]]) -> None:
    for seed, (run, steps) in enumerate(zip(runs, pages, strict=True)):
        for n, (step, stands) in enumerate(zip(steps, run.stands, strict=True)):
            found = {key: step["at"][key] for key in stands}
            assert found == stands, f"run {seed}, step {n}: {run.steps[n]}"


def test_the_time_shown_is_the_true_one_and_looked_at_again_within_a_fifth_of_a_second(
    runs: list[Run], pages: list[list[dict[str, Any]]]
) -> None:
    for run, steps in zip(runs, pages, strict=True):
        assert [step["shown"] for step in steps] == run.shown
        assert all(0 < step["lookIn"] <= 200 for step in steps)
