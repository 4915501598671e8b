import pytest
from solution import TtlCache


class Clock:
    """Seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_value_is_there_until_its_time_is_up() -> None:
    clock = Clock()
    cache = TtlCache(2, ttl=10, clock=clock)
    cache.put("a", 1)
    clock.now = 9
    assert (cache.get("a"), len(cache)) == (1, 1)


def test_value_is_gone_when_its_time_is_up() -> None:
    clock = Clock()
    cache = TtlCache(2, ttl=10, clock=clock)
    cache.put("a", 1)
    clock.now = 10
    assert (cache.get("a", "none"), len(cache)) == ("none", 0)


def test_full_cache_drops_the_least_recently_used() -> None:
    cache = TtlCache(2, ttl=10, clock=Clock())
    cache.put("a", 1)
    cache.put("b", 2)
    cache.get("a")
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_value_is_loaded_once() -> None:
    asked: list[str] = []
    cache = TtlCache(2, ttl=10, clock=Clock())
    for _ in range(2):
        assert cache.get_or_load("a", lambda key: asked.append(key) or 7) == 7
    assert asked == ["a"]


def test_capacity_must_be_positive() -> None:
    with pytest.raises(ValueError):
        TtlCache(0, ttl=10, clock=Clock())
