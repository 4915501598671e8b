"""Values as a reader can take them in: laid out, cut to size, and the same in every run."""

import itertools
import reprlib
import types
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from greenroom.judging.messages import clip

WIDTH = 80
SHORT = 2_000
"""Characters of an expected value and of the one that came."""
ITEMS = 1_000
"""Parts of a value up to which it is laid out in full; laying out a million takes longer than the code that made them."""
_LAZY = (types.GeneratorType, map, filter, zip, enumerate, reversed, itertools.chain, itertools.islice)


def parts(value: object, most: int = ITEMS) -> int:
    """How many values lie inside a value, itself included, counted up to `most` and a little beyond."""
    count, waiting, seen = 0, [value], set[int]()
    while waiting and count <= most:
        each = waiting.pop()
        count += 1
        if isinstance(each, str | bytes):
            count += len(each) // 80
        elif isinstance(each, Mapping | Sequence | AbstractSet) and id(each) not in seen:
            seen.add(id(each))
            inner: Iterator[Any] = iter(each.items()) if isinstance(each, Mapping) else iter(each)
            waiting += list(itertools.islice(inner, most + 1))
    return count


def shown(value: object, limit: int = SHORT, *, ordered: bool = True) -> str:
    """A value laid out over lines of 80 characters and cut at `limit`.

    `ordered` keeps a dictionary's order; without it keys are sorted, so that two equal ones read the same. Never raises for
    a value whose own `__repr__` does.
    """
    import pprint  # only when something is shown

    try:
        if parts(value) > ITEMS:
            return clip(_brief(value), limit)
        return clip(pprint.pformat(value, width=WIDTH, sort_dicts=not ordered), limit)
    except Exception as error:
        return f"<{type(value).__name__} whose repr raises {type(error).__name__}>"


def _brief(value: object) -> str:
    brief = reprlib.Repr()
    brief.maxlevel = 6
    brief.maxlist = brief.maxtuple = brief.maxset = brief.maxfrozenset = brief.maxdict = brief.maxdeque = (
        brief.maxarray
    ) = 200
    brief.maxstring = brief.maxlong = brief.maxother = SHORT
    return brief.repr(value)


def listed(value: object) -> object:
    """A lazy iterator as the list of its first values, since nothing can be seen in it; any other value as it is."""
    return list(itertools.islice(value, ITEMS)) if isinstance(value, _LAZY) else value
