"""An event loop that waits by itself, so that `asyncio.run` works in the browser as it does elsewhere.

The browser's own loop cannot be waited for from synchronous code. This one knows tasks, timers and queues, and nothing of
sockets, files or threads, which the reader's code cannot have there anyway.
"""

import importlib
import inspect
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from greenroom.judging.sleeping import sliced


def _make_loop() -> Any:
    """A new event loop; a function, since its class needs asyncio, which a run without it should not import."""
    base_events: Any = importlib.import_module("asyncio.base_events")
    wait = sliced(inspect.unwrap(time.sleep), time.monotonic)

    class Timers:
        """Stands where a loop has its selector: there is nothing to select, only time to wait."""

        def select(self, timeout: float | None) -> list[object]:
            """Wait; raises RuntimeError when nothing can ever happen, instead of waiting for good."""
            if timeout is None:
                raise RuntimeError("Deadlock: every task waits and none can go on.")
            wait(timeout)
            return []

        def close(self) -> None:
            """Nothing is open."""

    class Loop(base_events.BaseEventLoop):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self._selector = Timers()

        def _process_events(self, event_list: list[object]) -> None:
            """Timers are looked at by the base class; there are no other events."""

        def _write_to_self(self) -> None:
            """Wake the selector: it never sleeps while a callback waits."""

    return Loop()


class _Policy:
    """Hands out our loops."""

    def __init__(self) -> None:
        self.loop: Any = None

    def get_event_loop(self) -> Any:
        """The loop of this thread, made when there is none."""
        self.loop = self.loop or _make_loop()
        return self.loop

    def set_event_loop(self, loop: Any) -> None:
        """Remember the loop of this thread."""
        self.loop = loop

    def new_event_loop(self) -> Any:
        """A new loop."""
        return _make_loop()


@contextmanager
def own_event_loop() -> Iterator[None]:
    """Let `asyncio.run` work where the host's loop cannot be waited for; where Python's own loop is in place, do nothing."""
    asyncio: Any = sys.modules.get("asyncio")
    policy = getattr(getattr(asyncio, "events", None), "_event_loop_policy", None)
    if policy is None or type(policy).__module__.startswith("asyncio"):
        yield
        return
    events, run, running = asyncio.events, asyncio.run, asyncio.events._get_running_loop()
    events._event_loop_policy = _Policy()
    events._set_running_loop(None)
    asyncio.run = inspect.unwrap(run)
    try:
        yield
    finally:
        events._event_loop_policy = policy
        events._set_running_loop(running)
        asyncio.run = run
