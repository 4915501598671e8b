"""Reading the reader's log: events as plain data in, checked events in a settled order out.

The log lives in the browser and travels as a backup between devices, so nothing in it is trusted: an event that cannot
be read is left out and counted, never an error. Order and duplicates are settled here, so that every fold over the log
gives the same result on every device, however the events arrived.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LAST_TIME = 7_258_118_400_000
"""Milliseconds since 1970 at the start of 2200: no real clock is later, and what is due later is still a date."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing the reader did."""

    time: int
    """Milliseconds since 1970 by the clock of the device it happened on."""
    id: str
    """Unique over all devices."""
    payload: Mapping[str, Any]
    """What happened; its shape is told by the kind and version that were read."""


def read(events: Iterable[Any], kind: str, version: int) -> tuple[list[Event], int]:
    """The events of one kind in order of time, then id, each id once; and how many of that kind could not be read.

    Other kinds are passed over. What is not even an event counts as unreadable. Never raises for bad data.
    """
    found: dict[str, Event] = {}
    skipped = 0
    for item in events:
        # Told by the type where it can be: a long log is read while somebody waits.
        if (type(item) is dict or isinstance(item, Mapping)) and "kind" in item and item["kind"] != kind:
            continue
        event = _event(item, version)
        if event is None:
            skipped += 1
        elif event.id not in found or _rank(event) < _rank(found[event.id]):
            found[event.id] = event
    return sorted(found.values(), key=lambda event: (event.time, event.id)), skipped


def is_time(value: Any) -> bool:
    """Whether a value is a moment in milliseconds since 1970 that a real clock could show."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LAST_TIME


def _event(item: Any, version: int) -> Event | None:
    if not (type(item) is dict or isinstance(item, Mapping)):
        return None
    if item.get("version") != version or not is_time(item.get("time")):
        return None
    identity, payload = item.get("id"), item.get("payload")
    if not isinstance(identity, str) or not identity or not (type(payload) is dict or isinstance(payload, Mapping)):
        return None
    return Event(time=int(item["time"]), id=identity, payload=payload)


def _rank(event: Event) -> tuple[int, str]:
    """Settles which of two events with one id counts, should they differ: the same one on every device."""
    return event.time, json.dumps(event.payload, sort_keys=True, default=str)
