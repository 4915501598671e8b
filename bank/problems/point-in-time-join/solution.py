"""Join as of a time: each entity's values in order of when they became known, found by halving."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any


def join_as_of(
    labels: Sequence[tuple[str, int, Any]], values: Sequence[tuple[str, int, Any]], max_age: int
) -> list[tuple[str, int, Any, Any]]:
    """Join each label with the feature value that was known before it.

    labels: entity, time of the prediction, label.
    values: entity, time the value became known, value.
    max_age: seconds after which a value is stale.

    Returns entity, time, value or None, and label, in the order of the labels.
    """
    times: dict[str, list[int]] = defaultdict(list)
    known: dict[str, list[Any]] = defaultdict(list)
    # By time alone: the sort is stable, so values of one second keep the order they were written in.
    for entity, known_at, value in sorted(values, key=itemgetter(1)):
        times[entity].append(known_at)
        known[entity].append(value)
    rows = []
    for entity, time, label in labels:
        history = times.get(entity, [])
        # All before this place became known strictly before the event.
        place = bisect_left(history, time) - 1
        fresh = place >= 0 and time - history[place] <= max_age
        rows.append((entity, time, known[entity][place] if fresh else None, label))
    return rows
