"""Shown to the reader: the cases of the statement."""

from solution import TtlCache


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def cache_of(capacity):
    """A cache and the clock it looks at."""
    clock = Clock()
    return TtlCache(capacity, clock), clock


def test_entries_leave_when_their_time_is_up():
    cache, clock = cache_of(2)
    cache.put("age", 900, 5_000)
    cache.put("count", 3, 100)
    clock.now = 99
    assert cache.get("count") == 3
    clock.now = 100
    assert cache.get("count") is None
    assert len(cache) == 1


def test_expired_entry_makes_room_and_then_the_oldest_use():
    cache, clock = cache_of(2)
    cache.put("age", 900, 5_000)
    cache.put("count", 3, 100)
    clock.now = 100
    cache.put("country", "PT", 5_000)
    clock.now = 200
    assert cache.get("age") == 900
    clock.now = 300
    cache.put("score", 7, 1_000)
    assert cache.get("country") is None
    clock.now = 1_300
    assert cache.get("score", -1) == -1
    assert len(cache) == 1


def test_reading_does_not_lengthen_a_life():
    cache, clock = cache_of(2)
    cache.put("a", 1, 100)
    for clock.now in (50, 99):
        assert cache.get("a") == 1
    clock.now = 100
    assert cache.get("a") is None


def test_new_value_brings_a_new_lifetime():
    cache, clock = cache_of(2)
    cache.put("a", 1, 100)
    clock.now = 60
    cache.put("a", 2, 100)
    clock.now = 159
    assert cache.get("a") == 2
    clock.now = 160
    assert cache.get("a") is None


def test_miss_gives_the_default():
    cache, _ = cache_of(2)
    assert cache.get("a") is None
    assert cache.get("a", 7) == 7
    assert len(cache) == 0
