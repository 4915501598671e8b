"""The phase timer's arithmetic: where a run stands at a given moment, and which bell is due then.

A run is the list of what the reader pressed, each with its time in milliseconds. Nothing is counted up: where the run
stands is computed from that list and the present time, so it is right after a reload, a slow tab or a night's sleep.
`frontend/src/timer/run.ts` says the same in TypeScript, since the timer works before any engine is loaded;
`tests/engine/phase_cases.json` holds the two together.

Two decisions a reader sees. A phase whose time is up goes into overtime and stays the current phase until Next is pressed.
The whole interview ends when it ends: an added minute or overtime is taken from the phases to come, and `pace` says how much.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from greenroom.models.plans import Phase

ActionKind = Literal["start", "pause", "resume", "next", "add-minute"]
State = Literal["ready", "running", "paused", "finished"]
Bell = Literal["", "soft", "end"]

MINUTE = 60_000
"""A minute in milliseconds."""
SOFT_BELL_OVER = 3 * MINUTE
"""A phase longer than this has a soft bell one minute before its end."""
ACTION_KINDS: tuple[ActionKind, ...] = ("start", "pause", "resume", "next", "add-minute")


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a run stands. All lengths are in milliseconds of running time; pauses count nowhere."""

    state: State
    """`ready` before Start, then `running` or `paused`, and `finished` after the last Next."""
    phase: int
    """Index of the current phase; the number of phases when finished."""
    budget: int
    """Length of the current phase with its added minutes; 0 when finished."""
    elapsed: int
    """Time spent in the current phase."""
    remaining: int
    """Time left in the current phase, 0 in overtime."""
    overtime: int
    """Time over the budget of the current phase."""
    bell: Bell
    """The last bell of the current phase that is due: a page rings when this changes."""
    total: int
    """Length of the whole plan, without added minutes."""
    spent: int
    """Time spent in all phases."""
    left: int
    """Time left of the whole plan; below 0 when it is over."""
    pace: int
    """Time in hand (above 0) or missing (below 0) if the rest of the phases take their budgets."""
    used: list[int]
    """Time spent in each phase."""
    budgets: list[int]
    """Length of each phase with its added minutes."""


def phase_data(phases: Sequence[Phase]) -> list[dict[str, Any]]:
    """The phases of a plan or walkthrough as the timer's element and the engine read them, with whole seconds."""
    return [
        {"id": phase.id, "title": phase.title, "seconds": round(phase.minutes * 60), "purpose": phase.purpose}
        for phase in phases
    ]


def position(phases: Sequence[Mapping[str, Any]], actions: Sequence[Mapping[str, Any]], now: int) -> dict[str, Any]:
    """Where a run stands at `now`, as the fields of Position.

    `actions` are `{"kind", "at"}` in the order they were made; `at` and `now` are milliseconds of one clock. An action that
    makes no sense where it stands, such as a second pause, changes nothing. A time before the one of an earlier action
    counts as that one's, so a clock set back never gives time back. Raises ValueError for an unknown kind or a plan
    that cannot be run.
    """
    return asdict(_position(_lengths(phases), actions, now))


def _lengths(phases: Sequence[Mapping[str, Any]]) -> list[int]:
    lengths = [math.floor(phase["seconds"] * 1000 + 0.5) for phase in phases]
    if not lengths:
        raise ValueError("phases: the plan has none; give it at least one phase")
    for phase, length in zip(phases, lengths, strict=True):
        if length <= 0:
            raise ValueError(f"phase {phase['id']!r}: lasts {phase['seconds']} s; give it more than 0")
    return lengths


def _position(lengths: list[int], actions: Sequence[Mapping[str, Any]], now: int) -> Position:
    budgets = list(lengths)
    used = [0] * len(lengths)
    state: State = "ready"
    phase = 0
    clock = 0

    for action in actions:
        kind, at = action["kind"], max(clock, action["at"])
        if kind not in ACTION_KINDS:
            raise ValueError(f"action {kind!r}: unknown; use one of {', '.join(ACTION_KINDS)}")
        if state == "running":
            used[phase] += at - clock
        clock = at
        if kind == "start" and state == "ready":
            state = "running"
        elif kind == "pause" and state == "running":
            state = "paused"
        elif kind == "resume" and state == "paused":
            state = "running"
        elif kind == "next" and state in ("running", "paused"):
            phase += 1
            if phase == len(lengths):
                state = "finished"
        elif kind == "add-minute" and state in ("running", "paused"):
            budgets[phase] += MINUTE
    if state == "running":
        used[phase] += max(clock, now) - clock

    finished = state == "finished"
    budget, elapsed = (0, 0) if finished else (budgets[phase], used[phase])
    remaining = max(0, budget - elapsed)
    total, spent = sum(lengths), sum(used)
    left = total - spent
    return Position(
        state=state,
        phase=phase,
        budget=budget,
        elapsed=elapsed,
        remaining=remaining,
        overtime=max(0, elapsed - budget),
        bell=_bell(state, budget, remaining),
        total=total,
        spent=spent,
        left=left,
        pace=left - remaining - sum(budgets[phase + 1 :]),
        used=used,
        budgets=budgets,
    )


def _bell(state: State, budget: int, remaining: int) -> Bell:
    if state in ("ready", "finished"):
        return ""
    if remaining == 0:
        return "end"
    return "soft" if budget > SOFT_BELL_OVER and remaining <= MINUTE else ""
