"""Run after the examples: who leaves first, replaced lifetimes, released values, and a slow definition."""

import gc
import random
import weakref

import pytest
from solution import TtlCache


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 70_000

    def __call__(self):
        return self.now


def cache_of(capacity):
    """A cache and the clock it looks at."""
    clock = Clock()
    return TtlCache(capacity, clock), clock


def held(cache, *keys):
    """Which of the keys are there, asked in this order."""
    return [key for key in keys if cache.get(key) is not None]


def test_expired_entry_leaves_before_a_living_one_used_longer_ago():
    cache, clock = cache_of(3)
    cache.put("old", 1, 9_000)
    cache.put("middle", 2, 9_000)
    cache.put("short", 3, 50)
    clock.now += 50
    cache.put("new", 4, 9_000)
    assert held(cache, "old", "middle", "short", "new") == ["old", "middle", "new"]


def test_entry_used_longest_ago_leaves_not_the_one_that_expires_first():
    cache, _ = cache_of(2)
    cache.put("long", 1, 9_000)
    cache.put("short", 2, 100)
    cache.put("new", 3, 5_000)
    assert held(cache, "long", "short", "new") == ["short", "new"]


def test_reading_protects_from_leaving():
    cache, _ = cache_of(2)
    cache.put("a", 1, 9_000)
    cache.put("b", 2, 9_000)
    cache.get("a")
    cache.put("c", 3, 9_000)
    assert held(cache, "a", "b", "c") == ["a", "c"]


def test_new_value_protects_from_leaving():
    cache, _ = cache_of(2)
    cache.put("a", 1, 9_000)
    cache.put("b", 2, 9_000)
    cache.put("a", 3, 9_000)
    cache.put("c", 4, 9_000)
    assert held(cache, "a", "b", "c") == ["a", "c"]


def test_known_key_in_a_full_cache_pushes_nobody_out():
    cache, _ = cache_of(2)
    cache.put("a", 1, 9_000)
    cache.put("b", 2, 9_000)
    for _ in range(5):
        cache.put("b", 3, 9_000)
    assert held(cache, "a", "b") == ["a", "b"]


def test_shorter_lifetime_replaces_a_longer_one():
    cache, clock = cache_of(2)
    cache.put("a", 1, 9_000)
    cache.put("a", 2, 100)
    clock.now += 100
    assert cache.get("a") is None
    assert len(cache) == 0


def test_old_lifetime_of_a_replaced_entry_ends_nothing():
    cache, clock = cache_of(2)
    cache.put("a", 1, 100)
    cache.put("a", 2, 9_000)
    clock.now += 100
    assert len(cache) == 1
    assert cache.get("a") == 2


def test_key_that_was_pushed_out_comes_back_with_its_new_lifetime():
    cache, clock = cache_of(1)
    cache.put("a", 1, 100)
    cache.put("b", 2, 9_000)
    cache.put("a", 3, 500)
    clock.now += 499
    assert cache.get("a") == 3
    clock.now += 1
    assert cache.get("a") is None


def test_length_counts_the_living_only():
    cache, clock = cache_of(10)
    for number in range(6):
        cache.put(number, number, 100 * (number + 1))
    lengths = []
    for _ in range(7):
        lengths.append(len(cache))
        clock.now += 100
    assert lengths == [6, 5, 4, 3, 2, 1, 0]


def test_stored_none_is_a_hit():
    cache, clock = cache_of(2)
    cache.put("a", None, 100)
    assert cache.get("a", "default") is None
    clock.now += 100
    assert cache.get("a", "default") == "default"


def test_keys_of_different_types_may_expire_together():
    cache, clock = cache_of(10)
    keys = ["a", 1, (2, "b"), None, frozenset({3})]
    try:
        for key in keys:
            cache.put(key, "value", 100)
        clock.now += 100
        left = len(cache)
    except TypeError as error:
        left = str(error)
    assert left == 0


class Features:
    """A value whose release can be seen."""


@pytest.mark.parametrize("call", ["len", "get", "put"])
def test_expired_value_is_released_by_the_next_call(call):
    cache, clock = cache_of(10)
    features = Features()
    seen = weakref.ref(features)
    cache.put("a", features, 100)
    del features
    clock.now += 100
    if call == "len":
        len(cache)
    elif call == "get":
        cache.get("other")
    else:
        cache.put("other", 1, 100)
    gc.collect(1)  # the young objects; all of them would take long in a large process
    assert seen() is None


def test_agrees_with_looking_at_all_entries():
    rng = random.Random(600)
    for capacity in (1, 2, 3, 5):
        cache, clock = cache_of(capacity)
        entries = {}  # key -> value, expiry, last use
        for step in range(250):
            clock.now += rng.choice([0, 1, 1, 5])
            entries = {key: entry for key, entry in entries.items() if clock.now < entry[1]}
            key = rng.randrange(7)
            if rng.random() < 0.5:
                assert cache.get(key, "none") == entries.get(key, ("none",))[0], step
                if key in entries:
                    entries[key] = (*entries[key][:2], step)
            else:
                ttl = rng.choice([1, 5, 20, 60])
                cache.put(key, step, ttl)
                if key not in entries and len(entries) == capacity:
                    del entries[min(entries, key=lambda each: entries[each][2])]
                entries[key] = (step, clock.now + ttl, step)
            assert len(cache) == len(entries), step


def test_thousands_of_lifetimes_end_in_any_order():
    cache, clock = cache_of(5_000)
    rng = random.Random(9)
    lifetimes = [rng.randrange(1, 2_000) for _ in range(2_000)]
    for number, ttl in enumerate(lifetimes):
        cache.put(number, number, ttl)
    for now in (500, 1_000, 1_500):
        clock.now = 70_000 + now
        assert len(cache) == sum(ttl > now for ttl in lifetimes)
