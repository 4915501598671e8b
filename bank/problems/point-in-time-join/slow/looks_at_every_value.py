from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any


def join_as_of(labels: Sequence[tuple[str, int, Any]], values: Sequence[tuple[str, int, Any]], max_age: int) -> list[tuple[str, int, Any, Any]]:
    times: dict[str, list[int]] = defaultdict(list)
    known: dict[str, list[Any]] = defaultdict(list)
    for entity, known_at, value in sorted(values, key=itemgetter(1)):
        times[entity].append(known_at)
        known[entity].append(value)
    rows = []
    for entity, time, label in labels:
        history = times.get(entity, [])
        place = -1
        for known_at in history:
            if known_at < time:
                place += 1
        fresh = place >= 0 and time - history[place] <= max_age
        rows.append((entity, time, known[entity][place] if fresh else None, label))
    return rows
