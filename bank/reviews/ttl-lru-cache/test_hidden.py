from collections.abc import Callable

import pytest
from solution import TtlCache


class Clock:
    """Seconds that the test sets."""

    now: float = 0

    def __call__(self) -> float:
        return self.now


class Instant(float):
    """A time that counts how often times are compared."""

    compared = 0

    def __add__(self, other: float) -> "Instant":
        return Instant(float(self) + other)

    def __sub__(self, other: float) -> "Instant":
        return Instant(float(self) - other)

    def _counted(self, holds: bool) -> bool:
        Instant.compared += 1
        return holds

    def __lt__(self, other: float) -> bool:
        return self._counted(float(self) < float(other))

    def __le__(self, other: float) -> bool:
        return self._counted(float(self) <= float(other))

    def __gt__(self, other: float) -> bool:
        return self._counted(float(self) > float(other))

    def __ge__(self, other: float) -> bool:
        return self._counted(float(self) >= float(other))


def comparisons_of_puts(capacity: int, puts: int, ttl: float) -> int:
    """How often a cache compares times in puts of new keys, one a second, once it is full."""
    clock = Clock()
    cache = TtlCache(capacity, ttl=ttl, clock=lambda: Instant(clock.now))
    for clock.now in range(capacity):
        cache.put(clock.now, "old")
    Instant.compared = 0
    for clock.now in range(capacity, capacity + puts):
        cache.put(clock.now, "new")
    return Instant.compared


def loading(asked: list[str], value: object) -> Callable[[str], object]:
    """A `load` that notes its keys and gives the value."""

    def load(key: str) -> object:
        asked.append(key)
        return value

    return load


def test_reading_does_not_prolong_life() -> None:
    clock = Clock()
    cache = TtlCache(2, ttl=10, clock=clock)
    cache.put("a", 1)
    clock.now = 6
    assert cache.get("a") == 1
    clock.now = 10
    assert cache.get("a", "none") == "none"


def test_value_often_read_is_loaded_again() -> None:
    clock, asked = Clock(), list[str]()
    cache = TtlCache(2, ttl=10, clock=clock)
    for clock.now in (0, 4, 8, 12):
        cache.get_or_load("a", loading(asked, 7))
    assert asked == ["a", "a"]


def test_expired_entry_leaves_before_a_live_one_however_lately_it_was_read() -> None:
    clock = Clock()
    cache = TtlCache(2, ttl=10, clock=clock)
    cache.put("a", 1)
    clock.now = 5
    cache.put("b", 2)
    clock.now = 6
    cache.get("a")
    clock.now = 11
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [None, 2, 3]


def test_overwriting_in_a_full_cache_drops_nobody() -> None:
    cache = TtlCache(2, ttl=10, clock=Clock())
    cache.put("a", 1)
    cache.put("b", 2)
    cache.put("b", 3)
    assert [cache.get(key) for key in "ab"] == [1, 3]


def test_overwriting_again_and_again_keeps_the_number_of_entries() -> None:
    cache = TtlCache(3, ttl=10, clock=Clock())
    for key in "abcccc":
        cache.put(key, 1)
    assert len(cache) == 3


def test_none_is_loaded_once() -> None:
    asked: list[str] = []
    cache = TtlCache(2, ttl=10, clock=Clock())
    assert [cache.get_or_load("a", loading(asked, None)) for _ in range(3)] == [None] * 3
    assert asked == ["a"]


def test_none_that_was_put_is_not_loaded() -> None:
    cache = TtlCache(2, ttl=10, clock=Clock())
    cache.put("a", None)
    assert cache.get_or_load("a", lambda _: "loaded") is None


def test_cost_of_a_put_does_not_grow_with_the_capacity() -> None:
    assert comparisons_of_puts(capacity=200, puts=200, ttl=1_000) <= 200 * 12


def test_cost_of_a_put_stays_small_while_entries_expire() -> None:
    assert comparisons_of_puts(capacity=200, puts=200, ttl=200) <= 200 * 12


def test_overwriting_starts_life_anew() -> None:
    clock = Clock()
    cache = TtlCache(2, ttl=10, clock=clock)
    for clock.now, key in ((0, "a"), (1, "b"), (5, "a")):
        cache.put(key, key)
    clock.now = 11
    cache.put("c", "c")
    assert [cache.get(key) for key in "abc"] == ["a", None, "c"]


def test_expired_entries_do_not_count() -> None:
    clock = Clock()
    cache = TtlCache(3, ttl=10, clock=clock)
    for clock.now, key in ((0, "a"), (1, "b"), (8, "c")):
        cache.put(key, key)
    clock.now = 11
    assert len(cache) == 1


def test_entry_is_gone_at_the_very_second() -> None:
    clock = Clock()
    cache = TtlCache(1, ttl=10, clock=clock)
    cache.put("a", 1)
    clock.now = 9.5
    assert cache.get("a") == 1
    cache.put("a", 2)
    clock.now = 19.5
    assert cache.get("a", "none") == "none"


def test_life_of_a_loaded_value_begins_when_it_is_stored() -> None:
    clock, asked = Clock(), list[str]()
    cache = TtlCache(2, ttl=10, clock=clock)

    def slow(key: str) -> int:
        clock.now += 5
        return 7

    cache.get_or_load("a", slow)
    clock.now = 14
    assert (cache.get_or_load("a", loading(asked, 8)), asked) == (7, [])


def test_failed_load_stores_nothing() -> None:
    cache = TtlCache(2, ttl=10, clock=Clock())
    with pytest.raises(ConnectionError):
        cache.get_or_load("a", lambda _: (_ for _ in ()).throw(ConnectionError()))
    assert (len(cache), cache.get("a", "none")) == (0, "none")


def test_empty_values_are_values() -> None:
    asked: list[str] = []
    cache = TtlCache(4, ttl=10, clock=Clock())
    for value in (0, "", (), False):
        for _ in range(2):
            assert cache.get_or_load(repr(value), loading(asked, value)) == value
    assert len(asked) == 4
