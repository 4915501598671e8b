"""The log as progress needs it: what was practised, when, and how it went.

Events are untrusted (`greenroom.events`): what cannot be read is left out and counted, and every event counts once,
whatever the order they come in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from greenroom import events as log
from greenroom.figures.reading import Review, reviews
from greenroom.progress.catalogue import AREAS
from greenroom.rehearsals.reading import DEBRIEF, mean_ratings
from greenroom.scheduling.memory import REVIEW, UNDO

VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One thing practised, other than a card."""

    time: int
    """Milliseconds since 1970."""
    type: str
    """problem, review (of an assistant), drill (an estimate), trace, spoken, mock, check or speech."""
    id: str
    """The entry; of a mock `<type>/<id>` of what was sat, of a check `<list>/<box>`."""
    good: bool = True
    """Whether it went as it should: accepted, right at the first try, half of the defects found, sat to the end, ticked."""
    share: float | None = None
    """Of a trace drill the share of right answers, of an assistant review that of the defects found, else None."""
    area: str = ""
    """Of a mock, what it says its round was; else empty."""
    rating: float | None = None
    """Of a mock, the mean of the reader's own ratings, 1 to 4; None where it was not rated."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the log says."""

    reviews: list[Review]
    """Card reviews that count, in order of time."""
    acts: list[Act]
    """The rest, in order of time."""
    ticks: Mapping[str, Mapping[str, Act]]
    """List -> box -> the last thing done to it."""
    skipped: int
    """Events that should say something and cannot be read."""

    def before(self, time: int) -> list[Act]:
        """What was practised before a moment."""
        return [act for act in self.acts if act.time < time]


def read(events: Iterable[Any]) -> Facts:
    """Read a log. Kinds that are no practice are passed over."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    strange = 0
    for item in events:
        kind = item.get("kind") if isinstance(item, Mapping) else None
        if isinstance(kind, str):
            by_kind[kind].append(item)
        else:
            strange += 1
    found, skipped = reviews([*by_kind[REVIEW], *by_kind[UNDO]])
    skipped += strange
    acts: list[Act] = []
    ratings = mean_ratings(by_kind[DEBRIEF])
    for kind, reader in _READERS.items():
        # Of a mock the first event of a session counts: it is appended once, and a second one is a copy.
        sessions: set[str] = set()
        read_events, unread = log.read(by_kind[kind], kind, VERSION)
        skipped += unread
        for event in read_events:
            act = reader(event.time, event.payload)
            if act is None:
                skipped += 1
            elif kind != "mock":
                acts.append(act)
            elif (session := _name(event.payload, "session")) not in sessions:
                sessions.add(session)
                acts.append(replace(act, rating=ratings.get(session)))
    ticks: dict[str, dict[str, Act]] = defaultdict(dict)
    for act in acts:
        if act.type == "check":
            name, _, box = act.id.partition("/")
            ticks[name][box] = act
    # A box that was cleared is no practice; a problem that was not solved is, and so is a mock that was broken off.
    kept = [act for act in acts if act.good or act.type != "check"]
    return Facts(reviews=found, acts=sorted(kept, key=lambda act: act.time), ticks=ticks, skipped=skipped)


def _is_count(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _name(payload: Mapping[str, Any], key: str) -> str:
    """A name in a payload, empty where there is none that could be one."""
    value = payload.get(key)
    return value if isinstance(value, str) and 0 < len(value) <= 200 else ""


def _attempt(time: int, payload: Mapping[str, Any]) -> Act | None:
    problem = _name(payload, "problem")
    return Act(time=time, type="problem", id=problem, good=payload.get("verdict") == "accepted") if problem else None


def _assistant(time: int, payload: Mapping[str, Any]) -> Act | None:
    review, defects, found = _name(payload, "review"), payload.get("defects"), payload.get("found")
    if not review or not _is_count(defects) or not defects or not isinstance(found, list):
        return None
    share = min(1.0, len(found) / defects)
    return Act(time=time, type="review", id=review, share=share, good=share >= 0.5)


def _estimate(time: int, payload: Mapping[str, Any]) -> Act | None:
    drill = _name(payload, "drill")
    right = payload.get("outcome") == "right" and payload.get("attempt") == 1
    return Act(time=time, type="drill", id=drill, good=right) if drill else None


def _trace(time: int, payload: Mapping[str, Any]) -> Act | None:
    trace, asked, right = _name(payload, "trace"), payload.get("asked"), payload.get("right")
    if not trace or not _is_count(asked) or not asked or not _is_count(right):
        return None
    return Act(time=time, type="trace", id=trace, share=min(1.0, right / asked))


def _spoken(time: int, payload: Mapping[str, Any]) -> Act | None:
    drill = _name(payload, "drill")
    return Act(time=time, type="spoken", id=drill) if drill else None


def _mock(time: int, payload: Mapping[str, Any]) -> Act | None:
    mock, session, kind = _name(payload, "mock"), _name(payload, "session"), payload.get("kind")
    if not mock or not session:
        return None
    return Act(
        time=time,
        type="mock",
        id=mock,
        good=payload.get("finished") is True,
        area=kind if kind in AREAS else "",
    )


def _check(time: int, payload: Mapping[str, Any]) -> Act | None:
    name, box, done = _name(payload, "list"), _name(payload, "item"), payload.get("done")
    if not name or not box or not isinstance(done, bool):
        return None
    return Act(time=time, type="check", id=f"{name}/{box}", good=done)


def _speech(time: int, payload: Mapping[str, Any]) -> Act | None:
    return Act(time=time, type="speech", id=_name(payload, "recording"))


_READERS: dict[str, Callable[[int, Mapping[str, Any]], Act | None]] = {
    "attempt": _attempt,
    "review-attempt": _assistant,
    "estimate": _estimate,
    "trace-drill": _trace,
    "spoken-drill": _spoken,
    "mock": _mock,
    "check": _check,
    "speech": _speech,
}
"""Kind of event -> what it says, or None where it cannot be read."""
