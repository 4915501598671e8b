"""Time limits that stop the reader's code from inside the interpreter.

A limit raises TimeLimit in the running code. It cannot stop a single long call into C, nor code that catches
BaseException in a loop; behind it stands the page, which ends the whole worker.
"""

import signal
from typing import Any, Protocol


class TimeLimit(BaseException):
    """The code ran longer than it may; not an Exception, so that `except Exception` does not swallow it."""


class Limit(Protocol):
    """Something that raises TimeLimit in the running code when its time is up."""

    def start(self, seconds: float) -> None:
        """Raise TimeLimit after so many seconds unless stopped before."""

    def stop(self) -> None:
        """Let the code run on."""


class NoLimit:
    """No limit, for what the page watches alone."""

    def start(self, seconds: float) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


def raise_time_limit(_signum: int, _frame: Any) -> None:
    """A signal handler that ends the running code."""
    raise TimeLimit


class AlarmLimit:
    """A limit by the system's interval timer: CPython on a Unix machine, main thread."""

    def start(self, seconds: float) -> None:
        """Raise TimeLimit after so many seconds, and again every half second for code that swallows it."""
        signal.signal(signal.SIGALRM, raise_time_limit)
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)

    def stop(self) -> None:
        """Disarm the timer."""
        signal.setitimer(signal.ITIMER_REAL, 0)
