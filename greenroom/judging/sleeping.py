"""`time.sleep` for the browser, where Pyodide's own hands the wait to the page's event loop.

That loop belongs to the interpreter it was started in: a Python that was put away and woken would wait for good. This one
waits in short slices, so that a time limit can come between.
"""

import inspect
import time
from collections.abc import Callable

_SLICE = 0.02
"""Seconds slept at a time."""


def sliced(sleep: Callable[[float], object], clock: Callable[[], float]) -> Callable[[float], None]:
    """A sleep made of short ones; raises what `time.sleep` raises for a negative or unfit length."""

    def slept(seconds: float, /) -> None:
        if not seconds > _SLICE:
            sleep(seconds)
            return
        # By the difference, as a reader measures it: a sum of a coarse clock and the length can round to a hair less.
        began = clock()
        while (left := seconds - (clock() - began)) > 0:
            sleep(min(left, _SLICE))

    slept.__name__ = slept.__qualname__ = "sleep"
    slept.__doc__ = "Wait for a number of seconds."
    return slept


def install() -> None:
    """Make `time.sleep` wait in slices."""
    time.sleep = sliced(inspect.unwrap(time.sleep), time.monotonic)  # type: ignore[assignment]
