"""No network while the judge works: a connection is refused with a clear reason, the same under CPython and in the browser."""

import importlib
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

_CALLS = ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr", "create_server")
_METHODS = ("connect", "connect_ex", "sendto", "bind")
# Packages that exist only to talk to the network; none of them is in the browser.
CLIENTS = frozenset({"requests", "httpx", "aiohttp", "urllib3", "websockets", "websocket", "grpc", "boto3", "ssl"})
# What a browser's own ways to the network are called; an isolated Python finds none of them.
_BROWSER = frozenset({"fetch", "pyfetch", "open_url", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource"})


class NetworkBlockedError(OSError):
    """The code asked for a connection; an OSError, so that code with a fallback for a failing network takes it."""

    def __init__(self) -> None:
        super().__init__("There is no network where the code runs.")


def _refuse(*_args: Any, **_kwargs: Any) -> Any:
    raise NetworkBlockedError


@contextmanager
def no_network() -> Iterator[None]:
    """Refuse connections of sockets, and with them of urllib and http."""
    # Imported here: the module is only needed once code runs, and a patch of a module not yet loaded would be lost.
    socket = importlib.import_module("socket")
    calls = {name: getattr(socket, name) for name in _CALLS if hasattr(socket, name)}
    for name in calls:
        setattr(socket, name, _refuse)
    for name in _METHODS:
        setattr(socket.socket, name, _refuse)
    try:
        yield
    finally:
        for name, call in calls.items():
            setattr(socket, name, call)
        for name in _METHODS:
            if name in vars(socket.socket):
                delattr(socket.socket, name)


def wanted_network(error: BaseException) -> bool:
    """Whether an error, or one that led to it, comes of asking for the network."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, NetworkBlockedError) or _asked_for(each):
            return True
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None)]
    return False


def _asked_for(error: BaseException) -> bool:
    """Whether this one error names a way to the network that is not there."""
    kind = type(error).__name__
    if isinstance(error, ModuleNotFoundError):
        return (error.name or "").partition(".")[0] in CLIENTS
    if isinstance(error, ImportError) and error.name == "js":
        return getattr(error, "name_from", None) in _BROWSER
    if kind == "URLError":
        return "unknown url type: https" in str(error) or "unknown url type: http" in str(error)
    if kind == "JsException":
        return any(name in str(error) for name in _BROWSER)
    return "js" in sys.modules and "'NoneType' object" in str(error) and _through_browser(error.__traceback__)


def _through_browser(trace: TracebackType | None) -> bool:
    """Whether a traceback leads to a line that names one of the browser's ways: what was taken away there is None."""
    return any(
        "pyodide/http/" in frame.filename or any(name in (frame.line or "") for name in _BROWSER)
        for frame in traceback.extract_tb(trace)
    )
