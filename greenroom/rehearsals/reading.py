"""The log as debriefs need it: mocks that were sat, what the reader marked afterwards, and what was measured of the sound.

Nothing in the log is trusted (see `greenroom.events`). A part of an event that makes no sense is left out; an event whose
session, mock, kind or phases cannot be read is counted as unreadable. All times are milliseconds since 1970, all lengths
milliseconds.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from greenroom import events as log
from greenroom.models.parts import KIND_TITLES

MOCK = "mock"
DEBRIEF = "debrief"
SPEECH = "speech"
VERSION = 1
LEVELS = ("not yet", "nearly", "solid", "strong")
"""What the levels of a rubric are called, from 1 to 4."""
LOWEST, HIGHEST = 1, len(LEVELS)
TAKEN = ("taken", "defended", "missed")
"""How a redirect or a curveball was taken."""
CLOSING = ("decision", "proof", "open")
"""The parts of a closing sentence."""
LONGEST_MS = 24 * 3_600_000
"""Longest time of one phase that a log may tell; what is longer is no mock."""
MOST = 1_000
"""Most phases, lines and notes that are read of one mock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A phase of the mock's plan, and the time it took."""

    id: str
    title: str
    clear: str
    """Part of CLEAR it belongs to, empty for none."""
    planned: int
    used: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Something the interviewer said."""

    at: int
    """Running time since Start."""
    what: str
    id: str
    phase: str
    plain: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """One mock that was sat."""

    id: str
    mock: str
    title: str
    kind: str
    impact: str
    started: int
    ended: int
    finished: bool
    loop: dict[str, Any] | None
    """`id`, `round` (from 0), `of` and `title` where the mock was a round of a loop."""
    phases: tuple[Phase, ...]
    said: tuple[Said, ...]
    notes: Mapping[tuple[str, str], str]
    """(what, id) -> what the reader typed under it, never blank."""
    taken: Mapping[str, str]
    hints: int
    attempt: dict[str, Any] | None
    recorded: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What the reader has told of a session in its debrief."""

    ratings: Mapping[str, int]
    """Criterion -> level from 1 to 4; a criterion that is not rated is not in it."""
    checks: Mapping[str, bool]
    covered: Mapping[str, bool]
    taken: Mapping[str, str]
    closing: frozenset[str]
    summary: str
    lesson: str


NO_MARKS = Marks(ratings={}, checks={}, covered={}, taken={}, closing=frozenset(), summary="", lesson="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What was measured of one recording."""

    recording: str
    label: str
    at: int
    figures: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """All that the log tells of mocks."""

    sessions: tuple[Session, ...]
    """By their end, then id; each session once."""
    marks: Mapping[str, Marks]
    speech: Mapping[str, tuple[Measured, ...]]
    """Session -> its recordings that were measured, oldest first."""
    skipped: int
    """Events that could not be read."""


def rehearsed(events: Iterable[Any]) -> Rehearsed:
    """Read the log. Of a session, of its debrief and of a recording the last event counts; never raises for bad data."""
    kept = list(events)
    read: dict[str, list[log.Event]] = {}
    skipped = sum(_kind(each) is None for each in kept)
    for kind in (MOCK, DEBRIEF, SPEECH):
        read[kind], unreadable = log.read((each for each in kept if _kind(each) == kind), kind, VERSION)
        skipped += unreadable
    sessions: dict[str, Session] = {}
    for event in read[MOCK]:
        session = _session(event)
        if session is None:
            skipped += 1
        else:
            sessions[session.id] = session
    marks: dict[str, Marks] = {}
    for event in read[DEBRIEF]:
        name = _text(event.payload.get("session"))
        if name:
            marks[name] = _marks(event.payload)
        else:
            skipped += 1
    recordings: dict[str, tuple[str, Measured]] = {}
    for event in read[SPEECH]:
        name, recording = _text(event.payload.get("session")), _text(event.payload.get("recording"))
        figures = event.payload.get("figures")
        if not recording or not isinstance(figures, Mapping):
            skipped += 1
        elif name:
            at = whole(event.payload.get("at"), log.LAST_TIME) or event.time
            label = _text(event.payload.get("label"))
            recordings[recording] = (name, Measured(recording=recording, label=label, at=at, figures=figures))
    speech: dict[str, tuple[Measured, ...]] = {}
    for name, measured in sorted(recordings.values(), key=lambda each: (each[1].at, each[1].recording)):
        speech[name] = (*speech.get(name, ()), measured)
    ordered = sorted(sessions.values(), key=lambda each: (each.ended, each.id))
    return Rehearsed(sessions=tuple(ordered), marks=marks, speech=speech, skipped=skipped)


def mean_ratings(events: Iterable[Any]) -> dict[str, float]:
    """Session -> mean of the levels in its last debrief; a session without any is not in it. Never raises for bad data."""
    found: dict[str, float] = {}
    for event in log.read(events, DEBRIEF, VERSION)[0]:
        name, levels = _text(event.payload.get("session")), _levels(event.payload.get("ratings"))
        found.pop(name, None)
        if name and levels:
            found[name] = fmean(levels.values())
    return found


def whole(value: Any, most: int = LONGEST_MS) -> int:
    """A number from 0 to `most` as a whole one; 0 for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return 0
    return round(min(max(value, 0), most))


def mean(values: Iterable[float]) -> float | None:
    """The mean to two decimals, None of nothing."""
    found = list(values)
    return round(math.fsum(found) / len(found), 2) if found else None


def planned(session: Session) -> int:
    """Length of the whole plan."""
    return sum(phase.planned for phase in session.phases)


def used(session: Session) -> int:
    """Running time of the whole mock."""
    return sum(phase.used for phase in session.phases)


def over(session: Session) -> int:
    """Time above the plan, below 0 for time in hand.

    Where the mock was broken off, only the phases that were reached count, and the one it ended in with no more than its time.
    """
    if session.finished:
        return used(session) - planned(session)
    reached = [place for place, phase in enumerate(session.phases) if phase.used > 0]
    last = reached[-1] if reached else 0
    before = sum(phase.used - phase.planned for phase in session.phases[:last])
    return before + sum(max(0, phase.used - phase.planned) for phase in session.phases[last : last + 1])


def rates(figures: Mapping[str, Any]) -> tuple[float, float | None, float | None] | None:
    """Seconds of sound, words a minute and the number of pauses of a recording, as `speech.figures` tells them.

    None where the sound was refused: what a refused recording tells in passing is compared with nothing.
    """
    seconds = _number(figures.get("seconds"))
    if figures.get("ok") is not True or not seconds:
        return None
    words, pauses = figures.get("words_per_minute"), figures.get("pauses")
    middle = _number(words.get("middle")) if isinstance(words, Mapping) else None
    count = _number(pauses.get("count")) if isinstance(pauses, Mapping) else None
    return seconds, middle, count


def _number(value: Any) -> float | None:
    known = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST_MS
    return float(value) if known else None


def _kind(event: Any) -> Any:
    return event.get("kind") if isinstance(event, Mapping) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value[:MOST] if isinstance(each, Mapping)] if isinstance(value, list) else []


def _flags(value: Any) -> dict[str, bool]:
    if not isinstance(value, Mapping):
        return {}
    return {key: each for key, each in value.items() if isinstance(key, str) and isinstance(each, bool)}


def _taken(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {key: each for key, each in value.items() if isinstance(key, str) and each in TAKEN}


def _session(event: log.Event) -> Session | None:
    told = event.payload
    name, mock, kind = _text(told.get("session")), _text(told.get("mock")), told.get("kind")
    phases = _phases(told.get("phases"), told.get("used"))
    if not name or not mock or kind not in KIND_TITLES or not phases:
        return None
    ended = whole(told.get("ended"), log.LAST_TIME) or event.time
    notes = {
        (_text(each.get("what")), _text(each.get("id"))): text
        for each in _items(told.get("notes"))
        if (text := _text(each.get("text")).strip())
    }
    return Session(
        id=name,
        mock=mock,
        title=_text(told.get("title")) or mock,
        kind=str(kind),
        impact=_text(told.get("impact")),
        started=min(whole(told.get("started"), log.LAST_TIME) or ended, ended),
        ended=ended,
        finished=told.get("finished") is True,
        loop=_loop(told.get("loop")),
        phases=phases,
        said=tuple(_said(each) for each in _items(told.get("said"))),
        notes=notes,
        taken=_taken(told.get("taken")),
        hints=whole(told.get("hints"), MOST),
        attempt=_attempt(told.get("attempt")),
        recorded=told.get("recorded") is True,
    )


def _phases(plan: Any, spent: Any) -> tuple[Phase, ...]:
    times = spent if isinstance(spent, list) else []
    return tuple(
        Phase(
            id=_text(each.get("id")),
            title=_text(each.get("title")) or _text(each.get("id")) or f"Phase {place + 1}",
            clear=_text(each.get("clear")),
            planned=_milliseconds(each.get("seconds")),
            used=whole(times[place]) if place < len(times) else 0,
        )
        for place, each in enumerate(_items(plan))
    )


def _milliseconds(seconds: Any) -> int:
    told = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    return whole(min(seconds, LONGEST_MS) * 1000) if told else 0


def _said(each: Mapping[str, Any]) -> Said:
    return Said(
        at=whole(each.get("at")),
        what=_text(each.get("what")),
        id=_text(each.get("id")),
        phase=_text(each.get("phase")),
        plain=_text(each.get("plain")),
    )


def _loop(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, Mapping) or not _text(value.get("id")):
        return None
    place, of = whole(value.get("round"), MOST), whole(value.get("of"), MOST)
    return {"id": value["id"], "round": place, "of": max(of, place + 1), "title": _text(value.get("title"))}


def _attempt(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, Mapping) or not _text(value.get("verdict")):
        return None
    total = whole(value.get("total"), 100_000)
    return {"verdict": value["verdict"], "passed": whole(value.get("passed"), total), "total": total}


def _levels(rated: Any) -> dict[str, int]:
    """Criterion -> level, of what is one."""
    if not isinstance(rated, Mapping):
        return {}
    return {
        key: level
        for key, level in rated.items()
        if isinstance(key, str) and type(level) is int and LOWEST <= level <= HIGHEST
    }


def _marks(told: Mapping[str, Any]) -> Marks:
    return Marks(
        ratings=_levels(told.get("ratings")),
        checks=_flags(told.get("checks")),
        covered=_flags(told.get("covered")),
        taken=_taken(told.get("taken")),
        closing=frozenset(part for part, there in _flags(told.get("closing")).items() if there and part in CLOSING),
        summary=_text(told.get("summary")).strip(),
        lesson=_text(told.get("lesson")).strip(),
    )
