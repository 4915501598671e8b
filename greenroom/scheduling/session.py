"""Where a deck stands: the queue of its cards and the counts beside it.

Three decisions a reader sees. A card with an interval of days is due from the start of its day, not from the minute of
the last review. A learning card that comes back within 20 minutes is shown early when nothing else is left. New cards
are limited per day and deck; the limit counts the cards first seen that day.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from greenroom import events as log
from greenroom.scheduling.intervals import previews as intervals
from greenroom.scheduling.memory import DAY, History, Memory, Rules, fold, histories

NEW_LIMIT = 20
"""New cards a day and deck, unless the reader asks for more."""
REVIEW_LIMIT = 9_999
"""Known cards a day and deck, unless the reader sets fewer."""
LEARN_AHEAD = 20 * 60_000
"""A learning card due within these milliseconds is shown early when nothing else is left."""
READERS_OWN = ("own/", "anki/", "csv/")
"""Cards whose ids begin so are made from a reader's note, which may give several."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is left today, and what is done."""

    learning: int
    """Cards being learned or relearned that come back today."""
    due: int
    """Known cards whose day has come, and that today's limit still lets in."""
    new: int
    """New cards that today's limit still lets in."""
    reviewed_today: int
    """Reviews since the day began."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """Where a deck stands at a given moment."""

    queue: list[str]
    """Ids of cards to show, in order."""
    counts: Counts
    """What is left today, and what is done."""
    cards: dict[str, Memory]
    """Memory of every card of the deck that has been graded."""
    previews: dict[str, dict[str, dict[str, Any]]]
    """Card -> grade -> the interval it would give; see `intervals.preview`."""
    next_due: int | None
    """When the first card outside the queue comes, in milliseconds since 1970; None when there is none."""
    held_back: int
    """New cards that wait for another day's limit."""
    held_due: int
    """Known cards that are due and wait for another day's limit."""
    skipped: int
    """Reviews in the log that could not be read."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When a session is asked for, and how much of it: the arguments of `session` that concern the day."""

    now: int
    """Milliseconds since 1970."""
    day_start: int
    """Start of the reader's day, which only the page knows, in milliseconds since 1970."""
    day_end: int
    """Its end."""
    new_limit: int = NEW_LIMIT
    """New cards a day."""
    review_limit: int = REVIEW_LIMIT
    """Known cards a day."""
    interleave: bool = False
    """Whether cards of one topic are kept apart as far as possible."""
    last: str = ""
    """The card shown last; with `interleave`, one of another topic follows."""
    ahead_since: int | None = None
    """With a time, known cards last seen before it follow although they are not due, soonest first."""

    def __post_init__(self) -> None:
        times = (self.now, self.day_start, self.day_end)
        if not (all(map(log.is_time, times)) and self.day_start <= self.now < self.day_end):
            raise ValueError(
                f"now {self.now}: not within the day {self.day_start} to {self.day_end}; give milliseconds since 1970"
            )
        for name in ("new_limit", "review_limit"):
            if (limit := getattr(self, name)) < 0:
                raise ValueError(f"{name} {limit}: below 0; give the number of cards a day")


def session(
    cards: Sequence[str],
    events: Iterable[Any],
    now: int,
    day_start: int,
    day_end: int,
    shown: str = "",
    previews: int = 6,
    rules: Mapping[str, Any] | None = None,
    topics: Mapping[str, str] | None = None,
    held: Collection[str] = (),
    **options: Any,
) -> dict[str, Any]:
    """The queue of a deck and all a page shows beside it, as the fields of Session.

    `cards` are the deck's ids in its order, `events` the reader's log, `options` further fields of Moment; all times are
    milliseconds since 1970. Intervals are previewed for the first `previews` cards and for the one `shown`. `rules` are
    the fields of Rules, `topics` a topic of each card, `held` the cards that are suspended or buried. Raises ValueError
    where times, limits or rules make no sense; bad events are skipped and counted.
    """
    moment = Moment(now=now, day_start=day_start, day_end=day_end, **options)
    read = Rules.read(rules)
    order = {card: place for place, card in enumerate(dict.fromkeys(cards))}
    found, skipped = histories(events, order)
    memory = {card: fold(found[card], read, card) for card in order if card in found}
    queue = arrange(order, found, memory, moment, topics or {}, frozenset(held))
    asked = dict.fromkeys([*queue.queue[:previews], *([shown] if shown in order else [])])
    told = {card: intervals(found.get(card, ()), now, read, card) for card in asked}
    return asdict(replace(queue, cards=memory, previews=told, skipped=skipped))


def arrange(
    order: Mapping[str, int],
    found: Mapping[str, History],
    memory: Mapping[str, Memory],
    moment: Moment,
    topics: Mapping[str, str],
    held: Collection[str],
) -> Session:
    """The queue and the counts of a deck whose memory is known; the memory, previews and skipped events are left empty.

    `order` gives each card its place in the deck, `found` the reviews of each, `topics` a topic of each, `held` those that
    are suspended or buried.
    """
    now, start, end = moment.now, moment.day_start, moment.day_end
    today = [card for card, history in found.items() if history[-1][0] >= start]
    introduced = sum(start <= found[card][0][0] < end for card in today)
    known_today = sum(found[card][0][0] < start for card in today)
    done = sum(start <= time < end for card in today for time, _ in found[card])

    learning: list[str] = []
    due: list[str] = []
    for card, known in memory.items():
        if card in held:
            continue
        if known.state != "review":
            if known.due < end:
                learning.append(card)
        elif known.due <= now or (known.due < end and known.last_review < start):
            due.append(card)
    learning.sort(key=lambda card: (memory[card].due, order[card]))
    due.sort(key=lambda card: (-_overdue(memory[card], now), order[card]))
    unseen = [card for card in order if card not in memory and card not in held]
    if moment.interleave:
        due = interleaved(due, topics, topics.get(moment.last))
        unseen = interleaved(unseen, topics, topics.get(due[-1] if due else moment.last))
    seen = {_note(card) for card in (*today, *learning)} - {""}
    due = _one_a_note(due, seen)
    new = _one_a_note(unseen, seen)[: max(0, moment.new_limit - introduced)]
    let_in = due[: max(0, moment.review_limit - known_today)]

    queue = [card for card in learning if memory[card].due <= now] + let_in + new
    queue += [card for card in learning if now < memory[card].due <= now + LEARN_AHEAD >= memory[card].last_review]
    queue = list(dict.fromkeys(queue))
    shown = set(queue)
    if moment.ahead_since is not None:
        waiting = [card for card in memory if card not in shown and card not in held]
        ahead = [card for card in waiting if memory[card].last_review < moment.ahead_since]
        queue += sorted(ahead, key=lambda card: (memory[card].due, order[card]))
        shown.update(ahead)

    held_back, held_due = len(unseen) - len(new), len(due) - len(let_in)
    # What is due and yet not shown waits for another day.
    comes = [
        known.due if known.due > now else end
        for card, known in memory.items()
        if card not in shown and card not in held
    ]
    if held_back:
        comes.append(end)
    return Session(
        queue=queue,
        counts=Counts(learning=len(learning), due=len(let_in), new=len(new), reviewed_today=done),
        cards={},
        previews={},
        next_due=min(comes, default=None),
        held_back=held_back,
        held_due=held_due,
        skipped=0,
    )


def interleaved(cards: Sequence[str], topics: Mapping[str, str], last: str | None = None) -> list[str]:
    """The same cards with those of one topic kept apart as far as possible; within a topic their order stays.

    Of the topics other than the last one, that with the most cards left goes first, so that no topic piles up at the end;
    of equals, that whose next card stood earliest. `last` is the topic shown before.
    """
    heaps: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
    for place, card in enumerate(cards):
        heaps[topics.get(card, "")].append((place, card))
    # A negative length first: the longest row of a topic is the least element.
    rows = [(-len(row), row[0][0], topic) for topic, row in heaps.items()]
    heapq.heapify(rows)
    mixed: list[str] = []
    while rows:
        row = heapq.heappop(rows)
        if row[2] == last and rows:
            row = heapq.heapreplace(rows, row)
        last = row[2]
        mixed.append(heaps[last].popleft()[1])
        if heaps[last]:
            heapq.heappush(rows, (-len(heaps[last]), heaps[last][0][0], last))
    return mixed


def _note(card: str) -> str:
    """The note a card of the reader's own is made from, or nothing: the cards of a note are not shown on one day."""
    return card.rpartition("/")[0] if card.startswith(READERS_OWN) else ""


def _one_a_note(cards: Iterable[str], seen: set[str]) -> list[str]:
    """The cards without those whose note is in `seen`, and the first of each note alone; adds to `seen`."""
    kept = []
    for card in cards:
        note = _note(card)
        if note not in seen:
            kept.append(card)
            if note:
                seen.add(note)
    return kept


def _overdue(known: Memory, now: int) -> float:
    """How far recall has faded: time since the last review in units of stability."""
    return (now - known.last_review) / DAY / known.stability
