"""`functools.lru_cache` in pure Python, for the browser.

The C version spends the host's stack for each level of recursion and kills the browser's interpreter at a depth of about
380; memoised recursion is a standard interview answer. This one has no C frame between two calls of the reader's function.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

_MISSING = object()


def _key(args: tuple[Any, ...], kwargs: dict[str, Any], typed: bool) -> Hashable:
    """A key of a call; a lone int or str stands for itself, which is quicker to hash."""
    if not kwargs and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]  # type: ignore[no-any-return]
        return args
    key: tuple[Any, ...] = (args, tuple(kwargs.items()))
    if typed:
        key += (tuple(type(value) for value in args), tuple(type(value) for value in kwargs.values()))
    return key


def lru_cache_wrapper(function: Callable[..., Any], maxsize: int | None, typed: bool, info: Callable[..., Any]) -> Any:
    """Wrap a function as `functools._lru_cache_wrapper` does: least recently used entries leave first."""
    cache: OrderedDict[Hashable, Any] = OrderedDict()
    hits = misses = 0

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        nonlocal hits, misses
        key = _key(args, kwargs, typed)
        value = cache.get(key, _MISSING)
        if value is not _MISSING:
            hits += 1
            if maxsize is not None:
                cache.move_to_end(key)
            return value
        misses += 1
        value = function(*args, **kwargs)
        if maxsize != 0:
            cache[key] = value
            if maxsize is not None and len(cache) > maxsize:
                cache.popitem(last=False)
        return value

    def cache_info() -> Any:
        """Hits, misses, largest and present size."""
        return info(hits, misses, maxsize, len(cache))

    def cache_clear() -> None:
        """Forget all entries and counts."""
        nonlocal hits, misses
        cache.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info  # type: ignore[attr-defined]
    wrapper.cache_clear = cache_clear  # type: ignore[attr-defined]
    return wrapper


def install() -> None:
    """Make `functools.lru_cache` and `functools.cache` use the pure version."""
    functools._lru_cache_wrapper = lru_cache_wrapper  # type: ignore[assignment,misc]
