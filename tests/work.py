"""How much work something is, counted instead of timed: a busy machine changes no count."""

import sys
from collections.abc import Callable


def steps_of[T](work: Callable[[], T]) -> tuple[T, int]:
    """What `work` returns, and the steps it took: calls of Python functions and jumps, which close each turn of a loop.

    What built-in functions do inside is not seen.
    """
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    watch = sys.monitoring
    tool, events = watch.PROFILER_ID, watch.events
    watch.use_tool_id(tool, "steps")
    try:
        for event in (events.PY_START, events.JUMP):
            watch.register_callback(tool, event, step)
        watch.set_events(tool, events.PY_START | events.JUMP)
        result = work()
    finally:
        watch.set_events(tool, events.NO_EVENTS)
        watch.free_tool_id(tool)
    return result, count
