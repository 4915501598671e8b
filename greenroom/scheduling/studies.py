"""Decks that are being studied: what the page has told of them stays here, so that a grade sends one event and not the log.

Nothing is kept that the page could not send again. A study that is not known here, because this Python is a new one, is
refused with the code `unknown-study`, and the page sends the deck and the log once more.
"""

import zlib
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from greenroom.api import EngineError
from greenroom.scheduling.intervals import previews as intervals
from greenroom.scheduling.memory import History, Memory, Rules, fold, histories
from greenroom.scheduling.session import Moment, arrange

MOST_STUDIES = 4
"""Decks kept at a time; the one not asked for longest goes."""
QUEUE_TOLD = 40
"""Cards of the queue that a page is told: more than it shows before it asks again."""

type Cached = Mapping[str, Sequence[Any]]
"""Card -> `[sum of its history, state, due without a deadline, last review, stability, difficulty, reviews, lapses]`."""


@dataclass(kw_only=True)
class Study:
    """A deck and its part of the log."""

    order: dict[str, int]
    """Card -> place."""
    topics: Mapping[str, str]
    """Card -> a topic of it."""
    cached: Cached = field(default_factory=dict)
    """Memory folded before, to be used where its history is still the same."""
    fingerprint: str = ""
    """The rules the cache was folded by."""
    events: list[Any] = field(default_factory=list)
    """Events not folded yet."""
    log: dict[str, Any] = field(default_factory=dict)
    """Event id -> event, of reviews of this deck and of every undo."""
    undoes: set[str] = field(default_factory=set)
    """Ids of reviews that were taken back."""
    found: dict[str, History] = field(default_factory=dict)
    """Card -> its reviews."""
    memory: dict[str, Memory] = field(default_factory=dict)
    """Card -> what is remembered."""
    rules: Rules | None = None
    """The rules `memory` was folded by."""
    skipped: int = 0
    """Reviews that could not be read."""
    changed: set[str] = field(default_factory=set)
    """Cards whose memory the page has not been told."""


_studies: OrderedDict[str, Study] = OrderedDict()


def load(
    study: str,
    events: Sequence[Any],
    cards: Sequence[str] | None = None,
    topics: Mapping[str, str] | None = None,
    cached: Cached | None = None,
    fingerprint: str = "",
) -> dict[str, int]:
    """Tell of a deck: its cards the first time, then events of the log in any portions; gives how many events are known.

    `cached` is what `standing` gave as `memory` before, under the rules of `fingerprint`; it saves the work where the
    histories are still the same, and is not trusted where they are not. Raises EngineError `unknown-study`.
    """
    if cards is not None:
        order = {card: place for place, card in enumerate(dict.fromkeys(cards))}
        _studies[study] = Study(order=order, topics=topics or {}, cached=cached or {}, fingerprint=fingerprint)
        while len(_studies) > MOST_STUDIES:
            _studies.popitem(last=False)
    desk = _study(study)
    desk.events.extend(events)
    return {"events": len(desk.log) + len(desk.events)}


def standing(
    study: str,
    now: int,
    day_start: int,
    day_end: int,
    shown: str = "",
    previews: int = 6,
    rules: Mapping[str, Any] | None = None,
    held: Collection[str] = (),
    **options: Any,
) -> dict[str, Any]:
    """Where a loaded deck stands, as `session.session` tells it, with two differences.

    The queue ends after 40 cards; `left` counts all of it. In place of `cards` stands `memory`: those whose memory changed
    since the last answer, in the form that `load` takes back, None where a card has no review left, with `fingerprint` for
    the rules. Raises EngineError `unknown-study`, and ValueError as `session` does.
    """
    desk = _study(study)
    moment = Moment(now=now, day_start=day_start, day_end=day_end, **options)
    read = Rules.read(rules)
    _fold(desk, read)
    queue = arrange(desk.order, desk.found, desk.memory, moment, desk.topics, frozenset(held))
    asked = dict.fromkeys([*queue.queue[:previews], *([shown] if shown in desk.order else [])])
    told = replace(
        queue,
        queue=queue.queue[:QUEUE_TOLD],
        previews={card: intervals(desk.found.get(card, ()), now, read, card) for card in asked},
        skipped=desk.skipped,
    )
    changed = sorted(desk.changed, key=desk.order.__getitem__)
    desk.changed = set()
    return {
        **{name: value for name, value in asdict(told).items() if name != "cards"},
        "left": len(queue.queue),
        # A review that was undone can leave a card as if never seen.
        "memory": {
            card: _packed(desk.found[card], desk.memory[card]) if card in desk.memory else None for card in changed
        },
        "fingerprint": _fingerprint(read),
    }


def _study(name: str) -> Study:
    if name not in _studies:
        raise EngineError("unknown-study", f"scheduling: no study {name!r} here; send its cards and events again")
    _studies.move_to_end(name)
    return _studies[name]


def _fold(desk: Study, rules: Rules) -> None:
    """Take in the events that came, and fold the cards they concern; all cards where the rules have changed."""
    first = desk.rules is None
    touched = _take_in(desk)
    if rules != desk.rules:
        touched = touched | desk.found.keys()
        desk.rules = rules
    trusted = desk.cached if first and desk.fingerprint == _fingerprint(rules) else {}
    for card in touched:
        history = desk.found.get(card)
        known = _unpacked(trusted.get(card), history) if history else None
        if known is not None:
            desk.memory[card] = known  # the page knows it
            continue
        desk.changed.add(card)
        if history:
            desk.memory[card] = fold(history, rules, card)
        else:
            desk.memory.pop(card, None)
    desk.cached = {}


def _take_in(desk: Study) -> set[str]:
    """Read the events that came; gives the cards whose reviews are other than before."""
    before = desk.events
    desk.events = []
    fresh = [event for event in before if not (isinstance(event, dict) and event.get("id") in desk.log)]
    if not fresh:
        return set()
    desk.undoes |= {str(event["payload"].get("event")) for event in fresh if _is_undo(event)}
    undoes = desk.undoes
    found, skipped = histories(fresh, desk.order)
    desk.skipped += skipped
    touched = set(found)
    for event in fresh:
        if isinstance(event, dict) and isinstance(event.get("id"), str):
            desk.log[event["id"]] = event
    for undone in undoes & desk.log.keys():
        if (card := _card(desk.log[undone])) in desk.order:
            touched.add(card)
    if not desk.found and not undoes:
        desk.found = found
        return touched
    # Of the cards concerned, the whole history anew: an event may stand before ones that are known.
    again = [event for event in desk.log.values() if _is_undo(event) or _card(event) in touched]
    renewed = histories(again, touched)[0]
    for card in touched:
        desk.found.pop(card, None)
    desk.found |= renewed
    return touched


def _card(event: Any) -> Any:
    payload = event.get("payload")
    return payload.get("card") if isinstance(payload, dict) else None


def _is_undo(event: Any) -> bool:
    return isinstance(event, dict) and event.get("kind") == "undo" and isinstance(event.get("payload"), dict)


def _fingerprint(rules: Rules) -> str:
    return f"2:{rules.retention}:{rules.deadline}:{rules.weights}"


def _sum(history: History) -> int:
    return zlib.crc32(",".join([f"{time}{rating:d}" for time, rating in history]).encode())


def _packed(history: History, known: Memory) -> list[Any]:
    return [_sum(history), *vars(known).values()]


def _unpacked(kept: Sequence[Any] | None, history: History) -> Memory | None:
    """Memory as it was kept, or None where it is of another history or not whole."""
    if not kept or len(kept) != 8 or kept[0] != _sum(history):
        return None
    _, state, due, last_review, stability, difficulty, reviews, lapses = kept
    return Memory(
        state=state,
        due=due,
        last_review=last_review,
        stability=stability,
        difficulty=difficulty,
        reviews=reviews,
        lapses=lapses,
    )
