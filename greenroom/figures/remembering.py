"""The figures of the reader's memory: due dates, reviews, recall, topics and the interview day, each a fold over the log.

Chances of recall are FSRS-6's (`scheduling.memory.retrievability`): 0 for a card never seen, and for one seen the power
curve of its stability. Intervals of shares are Wilson's (`recall.wilson`). All times are milliseconds since 1970, all
shares from 0 to 1.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from greenroom.figures.foreseeing import Plan, foresee
from greenroom.figures.reading import LONGEST_MS, Calendar, Review, histories, reviews
from greenroom.figures.recall import ENOUGH, Share, counted, share
from greenroom.scheduling.memory import GRADES, Memory, Rules, fold, retrievability
from greenroom.scheduling.session import NEW_LIMIT, interleaved

SPAN = 30
"""Days that are looked back on, today included, and ahead, today included."""
WEEK = 7
WEAK_FROM = 5
"""Cards a topic must have to count among the weakest."""
WEAKEST = 5
"""Topics named as the weakest."""


def memory(
    events: Iterable[Any],
    cards: Mapping[str, Sequence[str]],
    now: int,
    days: Sequence[int],
    rules: Mapping[str, Any] | None = None,
    held: Collection[str] = (),
    waiting: Collection[str] = (),
    new_limit: int = NEW_LIMIT,
    interleave: bool = True,
) -> dict[str, Any]:
    """All figures at `now` as plain data.

    `events` is the log; reviews that were undone never count. `cards` has the topics of every card there is, in the order
    that new ones are met; reviews of other cards count as reviews and for recall, and nowhere else. `days` are the starts
    of the reader's days, from at least 30 back to the day after the last that is asked about; earlier days are taken to
    have 24 hours. `held` are the suspended cards, left out of all but what was reviewed; `waiting` those buried until
    tomorrow. `rules` are the fields of `scheduling.memory.Rules`; with a deadline, the interview day is foreseen.

    Gives:
    - `forecast`: for each of the next 30 days, or as many as `days` hold, `start`, and how many `known` and `learning` cards
      come due on it. The first day has all that are overdue; `overdue` says how many of them were due before today.
      `interview_day` is the place of the interview's day in it, or None.
    - `reviews`: `days` with `start`, a count for each grade, and `minutes`; and over them `total`, `minutes` and
      `days_studied`, and `streak`, days in a row up to today, or up to yesterday while nothing was done today. A review
      counts for at most `longest_seconds`. `ever` counts all reviews, `today` those of today.
    - `recall`: `desired`, the retention asked for, and Share (see `recall`) over the last 7 days (`week`), 30 days (`month`)
      and `ever`; `enough` is the number of reviews below which a share is None.
    - `all` and `topics`: `topic`, `cards`, `seen`, `expected` (mean chance of recall now over all cards of the topic, 0 for one
      never seen), `expected_seen` (the same over those seen, None without any), `due` today, and `recall`, a Share over
      all time. `weakest`: ids of up to 5 topics of at least 5 cards with the lowest `expected`.
    - `interview`: None without a date, after it, and where `days` do not reach it. Else `date`, `at` (the moment foreseen,
      ten o'clock on that day), `days` to study on, `all` and `topics` with `topic`, `cards` and the mean chance of recall
      then, `stop` if nothing more is reviewed and `go_on` if every due card and `new_limit` new ones a day are; `work`,
      the reviews of each of those days; `new` cards now, how many of them are `reached`, and the `rate` a day that reaches
      all, None where no day is left; `played` of `of` cards were played through, `go_on` of a topic without any is None.
    - `skipped`: reviews in the log that could not be read.

    Raises ValueError where days, limits or rules make no sense.
    """
    calendar = Calendar.of(days, now)
    if new_limit < 0:
        raise ValueError(f"new_limit {new_limit}: below 0; give the number of new cards a day")
    read = Rules.read(rules)
    suspended, buried = frozenset(held), frozenset(waiting)
    found, skipped = reviews(events)
    topics = {card: tuple(dict.fromkeys(each)) for card, each in cards.items() if card not in suspended}
    history = histories(review for review in found if review.card in topics)
    known = {card: fold(history[card], read, card) for card in topics if card in history}
    outcomes = list(counted(found, calendar))
    days_due = {card: max(int(card in buried), calendar.from_today(each.due)) for card, each in known.items()}
    rows = _topics(topics, known, days_due, outcomes, now, read)
    sizable = [row for row in rows[1:] if row["cards"] >= WEAK_FROM]
    sizable.sort(key=lambda row: (row["expected"], -row["cards"], row["topic"]))
    forecast = _forecast(known, days_due, calendar)
    result: dict[str, Any] = {
        "forecast": forecast,
        "overdue": sum(each.due < days[calendar.today] and days_due[card] == 0 for card, each in known.items()),
        "interview_day": None,
        "reviews": _reviews(found, calendar),
        "recall": _recall(outcomes, calendar, read.retention),
        "all": rows[0],
        "topics": rows[1:],
        "weakest": [row["topic"] for row in sizable[:WEAKEST]],
        "interview": None,
        "skipped": skipped,
    }
    if read.deadline is not None and calendar.starts[calendar.today] <= read.deadline < days[-1]:
        unseen = [card for card in topics if card not in known]
        if interleave:
            unseen = interleaved(unseen, {card: each[0] for card, each in topics.items() if each})
        first = [each[0][0] for each in history.values()]
        plan = Plan(
            now=now,
            calendar=calendar,
            rules=read,
            deadline=read.deadline,
            new_limit=new_limit,
            introduced=sum(calendar.index(time) == calendar.today for time in first),
            waiting=buried,
        )
        result["interview"] = foresee(topics, known, unseen, plan)
        result["interview_day"] = plan.days if plan.days < len(forecast) else None
    return result


def _forecast(known: Mapping[str, Memory], days_due: Mapping[str, int], calendar: Calendar) -> list[dict[str, int]]:
    """Cards due on each of the next days; what is overdue comes on the first."""
    ahead = calendar.starts[calendar.today : -1][:SPAN]
    found = Counter((max(0, days_due[card]), each.state == "review") for card, each in known.items())
    return [
        {"start": start, "known": found[day, True], "learning": found[day, False]} for day, start in enumerate(ahead)
    ]


def _reviews(found: Sequence[Review], calendar: Calendar) -> dict[str, Any]:
    """What was done on each of the last days, and over them."""
    by_day: dict[int, list[Review]] = defaultdict(list)
    for review in found:
        by_day[calendar.from_today(review.time)].append(review)
    first = max(-calendar.today, 1 - SPAN)
    told = []
    for day in range(first, 1):
        grades = Counter[str](review.grade for review in by_day[day])
        spent = sum(review.shown_ms for review in by_day[day]) / 60_000
        start = calendar.starts[calendar.today + day]
        told.append({"start": start, **{str(grade): grades[grade] for grade in GRADES}, "minutes": spent})
    streak, day = 0, 0 if by_day[0] else -1
    while by_day.get(day):
        streak, day = streak + 1, day - 1
    return {
        "days": told,
        "total": sum(len(by_day[day]) for day in range(first, 1)),
        "minutes": sum(day["minutes"] for day in told),
        "days_studied": sum(bool(by_day[day]) for day in range(first, 1)),
        "streak": streak,
        "longest_seconds": LONGEST_MS // 1000,
        "today": len(by_day[0]),
        "ever": len(found),
    }


def _recall(outcomes: Sequence[tuple[Review, bool]], calendar: Calendar, desired: float) -> dict[str, Any]:
    """Recall over the last days, and over all."""
    ages = [(-calendar.from_today(review.time), recalled) for review, recalled in outcomes]
    return {
        "desired": desired,
        "enough": ENOUGH,
        "week": share(recalled for age, recalled in ages if 0 <= age < WEEK),
        "month": share(recalled for age, recalled in ages if 0 <= age < SPAN),
        "ever": share(recalled for _, recalled in ages),
    }


def _topics(
    topics: Mapping[str, Sequence[str]],
    known: Mapping[str, Memory],
    days_due: Mapping[str, int],
    outcomes: Iterable[tuple[Review, bool]],
    now: int,
    rules: Rules,
) -> list[dict[str, Any]]:
    """A row over all cards, then one for each topic by its id."""
    chances = {card: retrievability(each, now, rules.weights) for card, each in known.items()}
    groups: dict[str, list[str]] = {"": list(topics)}
    for card, each in topics.items():
        for topic in each:
            groups.setdefault(topic, []).append(card)
    told: dict[str, list[bool]] = defaultdict(list)
    for review, recalled in outcomes:
        for topic in ("", *topics.get(review.card, ())):
            told[topic].append(recalled)
    rows = []
    for topic in sorted(groups):
        group = groups[topic]
        seen = [chances[card] for card in group if card in chances]
        recall: Share = share(told[topic])
        rows.append(
            {
                "topic": topic,
                "cards": len(group),
                "seen": len(seen),
                "expected": sum(seen) / len(group) if group else 0.0,
                "expected_seen": sum(seen) / len(seen) if seen else None,
                "due": sum(days_due.get(card, 1) <= 0 for card in group),
                "recall": recall,
            }
        )
    return rows
