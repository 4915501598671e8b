"""A job that keeps the latest event of each record in a store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Protocol


@dataclass(frozen=True)
class Event:
    """A change of a record; a body of None says that the record was deleted."""

    key: str
    version: str
    body: str | None


@dataclass
class Report:
    """What a run did: events read and events written."""

    read: int = 0
    written: int = 0


class Store(Protocol):
    """Keeps one event for each key."""

    def get(self, keys: Iterable[str]) -> Mapping[str, Event]:
        """The events kept for those keys; keys without one are left out."""

    def put(self, events: Iterable[Event]) -> None:
        """Keep events, each in place of what its key had."""

    def drop(self, keys: Iterable[str]) -> None:
        """Forget those keys altogether."""


def is_later(event: Event, other: Event | None) -> bool:
    """Whether an event is later than another, or there is no other."""
    return other is None or event.version > other.version


def apply_events(events: Iterable[Event], store: Store, chunk: int = 1_000, report: Report = Report()) -> Report:
    """Bring the store up to date with events in any order, and report what was done."""
    records = [event for event in events if event.key]  # heartbeats have no key
    for part in batched(records, chunk):
        latest: dict[str, Event] = {}
        for event in part:
            if is_later(event, latest.get(event.key)):
                latest[event.key] = event
        stored = store.get(latest)
        fresh = [event for event in latest.values() if is_later(event, stored.get(event.key))]
        if fresh:
            store.put(fresh)
        report.read += len(part)
        report.written += len(fresh)
    return report
