"""What one mock came to: the facts of its log, and one thing to do next.

Only what was measured, typed or marked is told. What the reader has not rated is None, and stays out of every mean.
All lengths are milliseconds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from greenroom.rehearsals.reading import (
    CLOSING,
    LEVELS,
    NO_MARKS,
    Marks,
    Measured,
    Phase,
    Session,
    mean,
    over,
    planned,
    rates,
    rehearsed,
    used,
)

CLEAR_TITLES = {
    "clarify": "Clarify",
    "list-and-estimate": "List and Estimate",
    "architect": "Architect",
    "refine": "Refine",
}
ANSWERED = ("line", "redirect", "curveball", "follow-up")
"""What the interviewer says that waits for an answer."""
STEERS = ("redirect", "curveball")
SKIPPED_UNDER_MS = 5_000
"""A phase that was passed in less than this, and in less than a quarter of its time, was skipped."""
OVERTIME_FROM_MS = 15_000
"""Least overtime of a phase that is worth practising."""
OVERTIME_FROM_SHARE = 0.1
"""The same as a share of its time; the larger of the two counts."""
MOST_WORDS = 35
"""Most words of a closing sentence: 14 seconds at 150 words a minute."""
WORDS_A_MINUTE = 150
ENOUGH_LEVEL = len(LEVELS)
"""A criterion at this level needs no practice."""


def debrief(
    events: Iterable[Any], mock: Mapping[str, Any] | None, rubric: Mapping[str, Any] | None, session: str
) -> dict[str, Any]:
    """The facts of one session as plain data.

    `events` is the log, or what of it belongs to the session. `mock` and `rubric` are the files that the build makes of the
    entry and of its kind, None where they could not be had: then nothing is said that would need them.

    Gives `found`: whether the log holds the session; without it only `skipped`, the events that could not be read. Else:
    - `session`, `mock`, `title`, `kind`, `impact`, `started`, `ended`, `finished`, `loop`, `recorded` as the log has them;
    - `time`: `planned`, `used`, `over` (see `reading.over`), and `phases` with `id`, `title`, `clear`, `planned`, `used`, `over`
      and `state`: `done`, `skipped` (passed in seconds), or `unreached` (the mock ended before it; `over` is None then);
    - `clear`: for each part of CLEAR that the plan has, `id`, `title`, `planned`, `used`, and `marked`, what the reader says of
      it, None where they say nothing;
    - `said`: how many of each kind the interviewer said; `unheard`: the plain text of the lines that never came; `unasked`: the
      clarifying questions that were not put; `without_notes`: `what`, `id`, `phase`, `plain` of what was said and has no note;
    - `hints` that were asked for; `steers`: redirects and curveballs with `what`, `id`, `phase`, `plain` and `taken`, None while
      nobody has said how it was taken;
    - `attempt`: `verdict`, `passed`, `total` of the code, or None;
    - `speech`: `recording`, `label`, `at` of each recording that was looked at, and `seconds`, `words_a_minute` and `pauses`, each None
      where the sound did not allow to measure it;
    - `ratings`: for each criterion of the rubric `id`, `title`, `level` or None, and the `anchor` of that level; `rated` and
      `mean` over those that have a level; `checks` with `ticked` and `of`;
    - `summary`: `text`, `words`, `seconds` at 150 words a minute, `short_enough`, and the `parts` of it that the reader found;
    - `next`: `rule`, `title`, `url` relative to the site's root, and `reason`.
    """
    read = rehearsed(events)
    found = next((each for each in read.sessions if each.id == session), None)
    if found is None:
        return {"found": False, "skipped": read.skipped}
    marks = read.marks.get(session, NO_MARKS)
    entry, criteria = mock or {}, _criteria(rubric)
    phases = _phases(found)
    steers = _steers(found, marks)
    ratings = [_rating(each, marks) for each in criteria]
    levels = [each["level"] for each in ratings if each["level"] is not None]
    return {
        "found": True,
        "session": found.id,
        "mock": found.mock,
        "title": found.title,
        "kind": found.kind,
        "impact": found.impact,
        "started": found.started,
        "ended": found.ended,
        "finished": found.finished,
        "loop": found.loop,
        "recorded": found.recorded,
        "time": {"planned": planned(found), "used": used(found), "over": over(found), "phases": phases},
        "clear": _clear(found, marks),
        **_conversation(found, entry),
        "hints": found.hints,
        "steers": steers,
        "attempt": found.attempt,
        "speech": [_measured(each) for each in read.speech.get(session, ())],
        "ratings": ratings,
        "rated": len(levels),
        "mean": mean(levels),
        "checks": _checks(entry, marks),
        "summary": _summary(marks),
        "next": _next(ratings, criteria, phases, steers, marks),
        "skipped": read.skipped,
    }


def _measured(each: Measured) -> dict[str, Any]:
    seconds, words, pauses = rates(each.figures) or (None, None, None)
    told = {"recording": each.recording, "label": each.label, "at": each.at}
    return told | {"seconds": seconds, "words_a_minute": words, "pauses": pauses}


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _criteria(rubric: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return [each for each in _dicts((rubric or {}).get("criteria")) if isinstance(each.get("id"), str)]


def _phases(session: Session) -> list[dict[str, Any]]:
    reached = [place for place, phase in enumerate(session.phases) if phase.used > 0]
    last = len(session.phases) - 1 if session.finished else (reached[-1] if reached else -1)
    rows = []
    for place, phase in enumerate(session.phases):
        state = _state(phase, beyond=place > last, ended_here=place == last and not session.finished)
        above = None if state == "unreached" else phase.used - phase.planned
        row = {"id": phase.id, "title": phase.title, "clear": phase.clear, "planned": phase.planned, "used": phase.used}
        rows.append(row | {"over": above, "state": state})
    return rows


def _state(phase: Phase, *, beyond: bool, ended_here: bool) -> str:
    if beyond:
        return "unreached"
    passed = phase.used < min(SKIPPED_UNDER_MS, phase.planned / 4)
    return "skipped" if passed and not ended_here else "done"


def _clear(session: Session, marks: Marks) -> list[dict[str, Any]]:
    rows = []
    for part, title in CLEAR_TITLES.items():
        phases = [phase for phase in session.phases if phase.clear == part]
        if phases:
            times = {"planned": sum(each.planned for each in phases), "used": sum(each.used for each in phases)}
            rows.append({"id": part, "title": title, **times, "marked": marks.covered.get(part)})
    return rows


def _conversation(session: Session, entry: Mapping[str, Any]) -> dict[str, Any]:
    heard = {(each.what, each.id) for each in session.said}
    silent = [
        {"what": each.what, "id": each.id, "phase": each.phase, "plain": each.plain}
        for each in session.said
        if each.what in ANSWERED and (each.what, each.id) not in session.notes
    ]
    return {
        "said": dict(sorted(Counter(each.what for each in session.said).items())),
        "unheard": [
            str(each.get("plain", ""))
            for each in _dicts(entry.get("lines"))
            if ("line", str(each.get("id"))) not in heard
        ],
        "unasked": [
            str(each.get("question", ""))
            for each in _dicts(entry.get("asks"))
            if ("ask", str(each.get("id"))) not in heard
        ],
        "without_notes": silent,
    }


def _steers(session: Session, marks: Marks) -> list[dict[str, Any]]:
    taken = {**session.taken, **marks.taken}
    return [
        {"what": each.what, "id": each.id, "phase": each.phase, "plain": each.plain, "taken": taken.get(each.id)}
        for each in session.said
        if each.what in STEERS
    ]


def _rating(criterion: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    level = marks.ratings.get(criterion["id"])
    anchors = criterion.get("levels")
    known = level is not None and isinstance(anchors, list) and len(anchors) >= level
    anchor = str(anchors[level - 1]) if known and level is not None and isinstance(anchors, list) else ""
    title = str(criterion.get("title") or criterion["id"])
    return {"id": criterion["id"], "title": title, "level": level, "anchor": anchor}


def _checks(entry: Mapping[str, Any], marks: Marks) -> dict[str, int]:
    checks = [each.get("id") for each in _dicts(entry.get("checks"))]
    return {"ticked": sum(marks.checks.get(str(each), False) for each in checks), "of": len(checks)}


def _summary(marks: Marks) -> dict[str, Any]:
    words = sum(any(sign.isalnum() for sign in word) for word in marks.summary.split())
    return {
        "text": marks.summary,
        "words": words,
        "seconds": round(words * 60 / WORDS_A_MINUTE),
        "short_enough": 0 < words <= MOST_WORDS,
        "parts": [part for part in CLOSING if part in marks.closing],
    }


# --- one thing to do next


def _next(
    ratings: list[dict[str, Any]],
    criteria: list[Mapping[str, Any]],
    phases: list[dict[str, Any]],
    steers: list[dict[str, Any]],
    marks: Marks,
) -> dict[str, str]:
    """The first that applies: lowest rating, longest overtime, a redirect missed, no closing sentence, the due cards."""
    return (
        _by_rating(ratings, criteria)
        or _by_time(phases)
        or _by_steer(steers)
        or _by_summary(marks)
        or _by_cards(ratings)
    )


def _by_rating(ratings: list[dict[str, Any]], criteria: list[Mapping[str, Any]]) -> dict[str, str] | None:
    rated = [(each["level"], place) for place, each in enumerate(ratings) if each["level"] is not None]
    for level, place in sorted(rated):
        practise = criteria[place].get("practise")
        if level >= ENOUGH_LEVEL or not isinstance(practise, Mapping) or not isinstance(practise.get("url"), str):
            continue
        same = sum(each == level for each, _ in rated)
        among = "the only one rated so far" if len(rated) == 1 else f"the lowest of {len(rated)} rated"
        if same > 1:
            among = f"like {same - 1} more of {len(rated)} rated, and none lower"
        reason = f"You rated “{ratings[place]['title']}” {level}, {LEVELS[level - 1]}: {among}."
        title = str(practise.get("title") or practise["url"])
        return {"rule": "rating", "title": title, "url": practise["url"].removeprefix("{root}"), "reason": reason}
    return None


def _by_time(phases: list[dict[str, Any]]) -> dict[str, str] | None:
    longest = max(phases, key=lambda each: each["over"] or 0)
    above = longest["over"] or 0
    if above < max(OVERTIME_FROM_MS, OVERTIME_FROM_SHARE * longest["planned"]):
        return None
    reason = f"“{longest['title']}” took {_length(above)} more than its {_length(longest['planned'])}, the longest overtime of all phases."
    return {
        "rule": "time",
        "title": "Forty-five minutes, phase by phase",
        "url": "guides/time-management/",
        "reason": reason,
    }


def _by_steer(steers: list[dict[str, Any]]) -> dict[str, str] | None:
    missed = [each for each in steers if each["taken"] == "missed"]
    if not missed:
        return None
    what = "a redirect" if missed[0]["what"] == "redirect" else "a curveball"
    reason = (
        f"You marked {what} as missed."
        if len(missed) == 1
        else f"You marked {len(missed)} of {len(steers)} redirects and curveballs as missed."
    )
    return {
        "rule": "redirect",
        "title": "A hint is a turn in the road",
        "url": "lessons/take-the-hint/",
        "reason": reason,
    }


def _by_summary(marks: Marks) -> dict[str, str] | None:
    if marks.summary:
        return None
    reason = "There is no closing sentence yet. It takes 15 seconds, and it is what gets written down."
    return {
        "rule": "summary",
        "title": "Close with one sentence",
        "url": "lessons/close-with-one-sentence/",
        "reason": reason,
    }


def _by_cards(ratings: list[dict[str, Any]]) -> dict[str, str]:
    rated = [each for each in ratings if each["level"] is not None]
    stands = "Nothing is rated. " if not rated else ""
    reason = f"{stands}No phase ran long, no redirect is marked as missed, and the closing sentence stands."
    return {"rule": "cards", "title": "Cards that are due", "url": "decks/everything/", "reason": reason}


def _length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((minutes, "minute"), (seconds, "second"))
        if count
    ]
    return " ".join(parts) or "0 seconds"
