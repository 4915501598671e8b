"""Past mocks side by side: how the time, the ratings and the speech of one kind of round change.

Nothing is a score: a rating is the reader's own, and a figure of speech is there only where sound was measured. All lengths
are milliseconds, all times milliseconds since 1970.
"""

from collections.abc import Iterable
from typing import Any

from greenroom.models.parts import KIND_TITLES
from greenroom.rehearsals.reading import (
    NO_MARKS,
    Measured,
    Rehearsed,
    Session,
    mean,
    over,
    planned,
    rates,
    rehearsed,
    used,
)

RECENT_MS = 30 * 24 * 3_600_000
"""What counts as recent."""
COMPARED = 5
"""Most earlier mocks of a kind that the latest is compared with."""


def history(events: Iterable[Any], now: int) -> dict[str, Any]:
    """All mocks in the log as plain data.

    Gives:
    - `sessions`, the newest first: `session`, `mock`, `title`, `kind`, `impact`, `started`, `ended`, `finished`, `loop`, `planned`,
      `used` and `over` (see `reading.over`), `ratings` (criterion -> level), `rated`, `mean` (None while nothing is rated), `hints`,
      `missed` (redirects and curveballs marked as missed), `attempt`, `summary` (whether there is a closing sentence),
      `words_a_minute` and `pauses_a_minute` (None where nothing was measured; of several recordings the mean by their length);
    - `kinds`: for each kind that was sat, in the order of the bank, `kind`, `count`, `recent` (in the last 30 days), `minutes`,
      `over` and `mean` over its sessions, `criteria` with `id`, `levels` (of each session, the oldest first, None where it is not
      rated) and `mean`, and `trend`: None for a first mock, else `against` (how many earlier ones, at most 5), and
      `over`, `mean` and `words_a_minute`, each how far the latest is above their mean, None where either is not known;
    - `skipped`: events that could not be read.
    """
    read = rehearsed(events)
    rows = [_row(session, read) for session in read.sessions]
    kinds = [
        _kind(kind, found, now) for kind in KIND_TITLES if (found := [each for each in rows if each["kind"] == kind])
    ]
    return {"sessions": rows[::-1], "kinds": kinds, "skipped": read.skipped}


def _row(session: Session, read: Rehearsed) -> dict[str, Any]:
    marks = read.marks.get(session.id, NO_MARKS)
    taken = {**session.taken, **marks.taken}
    steers = {each.id for each in session.said if each.what in ("redirect", "curveball")}
    speech = read.speech.get(session.id, ())
    return {
        "session": session.id,
        "mock": session.mock,
        "title": session.title,
        "kind": session.kind,
        "impact": session.impact,
        "started": session.started,
        "ended": session.ended,
        "finished": session.finished,
        "loop": session.loop,
        "planned": planned(session),
        "used": used(session),
        "over": over(session),
        "ratings": dict(sorted(marks.ratings.items())),
        "rated": len(marks.ratings),
        "mean": mean(marks.ratings.values()),
        "hints": session.hints,
        "missed": sum(taken.get(each) == "missed" for each in steers),
        "attempt": session.attempt,
        "summary": bool(marks.summary),
        **_speech(speech),
    }


def _kind(kind: str, rows: list[dict[str, Any]], now: int) -> dict[str, Any]:
    names = list(dict.fromkeys(name for row in rows for name in row["ratings"]))
    levels = {name: [row["ratings"].get(name) for row in rows] for name in sorted(names)}
    return {
        "kind": kind,
        "count": len(rows),
        "recent": sum(now - row["ended"] <= RECENT_MS for row in rows),
        "minutes": round(sum(row["used"] for row in rows) / 60_000, 1),
        "over": mean(row["over"] for row in rows),
        "mean": _known_mean(rows, "mean"),
        "criteria": [
            {"id": name, "levels": each, "mean": mean(level for level in each if level is not None)}
            for name, each in levels.items()
        ],
        "trend": _trend(rows),
    }


def _trend(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    earlier, latest = rows[:-1][-COMPARED:], rows[-1]
    if not earlier:
        return None
    return {
        "against": len(earlier),
        **{name: _above(latest[name], _known_mean(earlier, name)) for name in ("over", "mean", "words_a_minute")},
    }


def _known_mean(rows: list[dict[str, Any]], name: str) -> float | None:
    return mean(row[name] for row in rows if row[name] is not None)


def _above(value: float | None, base: float | None) -> float | None:
    return None if value is None or base is None else round(value - base, 2)


def _speech(recordings: tuple[Measured, ...]) -> dict[str, float | None]:
    """Rates over all recordings of a session that were good enough to be measured."""
    words: list[tuple[float, float]] = []
    pauses: list[tuple[float, float]] = []
    for each in recordings:
        told = rates(each.figures)
        if told is not None:
            seconds, rate, count = told
            words += [(rate, seconds)] if rate is not None else []
            pauses += [(count, seconds)] if count is not None else []
    sound = sum(seconds for _, seconds in words)
    silence = sum(seconds for _, seconds in pauses)
    return {
        "words_a_minute": round(sum(rate * seconds for rate, seconds in words) / sound) if sound else None,
        "pauses_a_minute": round(sum(count for count, _ in pauses) * 60 / silence, 1) if silence else None,
    }
