"""Threads for the browser, whose Python has none: each runs to its end when it is started.

That is one of the orders in which real threads may run, so code that is right with threads is right here. Code that waits
for a thread started later, or for one that never ends, runs out of time.
"""

import sys
import threading
from collections.abc import Callable
from typing import Any


def _start(self: Any) -> None:
    """Run the thread here and now; raises RuntimeError when it was started before."""
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    if self._started.is_set():
        raise RuntimeError("threads can only be started once")
    active: dict[int, Any] = threading._active  # type: ignore[attr-defined]
    here = threading.get_ident()
    before = active.get(here)
    self._set_ident()
    self._started.set()
    self._runs_here = True
    active[here] = self
    try:
        self.run()
    except SystemExit:
        pass  # ends the thread and nothing else
    except Exception:
        self._invoke_excepthook(self)
    finally:
        self._runs_here = False
        if before is None:
            del active[here]
        else:
            active[here] = before


def _join(self: Any, _timeout: float | None = None) -> None:
    """Nothing is left to wait for; raises what a real thread's `join` raises when used wrongly."""
    if not self._initialized:
        raise RuntimeError("Thread.__init__() not called")
    if not self._started.is_set():
        raise RuntimeError("cannot join thread before it is started")
    if self is threading.current_thread():
        raise RuntimeError("cannot join current thread")


def _is_alive(self: Any) -> bool:
    return bool(getattr(self, "_runs_here", False))


def _submit(self: Any, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Call the function and give a future that is done; raises RuntimeError after `shutdown`."""
    if self._shutdown:
        raise RuntimeError("cannot schedule new futures after shutdown")
    future = sys.modules["concurrent.futures"].Future()
    future.set_running_or_notify_cancel()
    try:
        future.set_result(function(*args, **kwargs))
    except Exception as error:
        future.set_exception(error)
    return future


def install() -> None:
    """Let threads run when they are started."""
    thread: Any = threading.Thread
    thread.start, thread.join, thread.is_alive = _start, _join, _is_alive


def install_pools() -> None:
    """Let thread pools call what is submitted; apart from `install`, because the module is slow to import."""
    from concurrent.futures.thread import ThreadPoolExecutor

    pool: Any = ThreadPoolExecutor
    pool.submit = _submit
