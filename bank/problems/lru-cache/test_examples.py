"""Shown to the reader: the cases of the statement."""

from solution import LruCache


def filled(capacity, *keys):
    """A cache into which the keys were put in this order, each with its upper-case form."""
    cache = LruCache(capacity)
    for key in keys:
        cache.put(key, key.upper())
    return cache


def test_entry_not_used_for_longest_leaves_first():
    cache = LruCache(2)
    assert cache.put("a", 1) is None
    assert cache.put("b", 2) is None
    assert cache.get("a") == 1
    assert cache.put("c", 3) == ("b", 2)
    assert cache.get("b", -1) == -1
    assert cache.peek("a") == 1
    assert cache.put("d", 4) == ("a", 1)
    assert cache.keys() == ["d", "c"]


def test_new_value_counts_as_use_and_nothing_leaves():
    cache = filled(2, "a", "b")
    assert cache.put("a", "new") is None
    assert cache.keys() == ["a", "b"]
    assert cache.get("a") == "new"
    assert len(cache) == 2


def test_miss_gives_the_default():
    cache = filled(2, "a")
    assert cache.get("x") is None
    assert cache.get("x", 7) == 7
    assert cache.peek("x", 7) == 7
    assert cache.keys() == ["a"]


def test_removed_key_makes_room():
    cache = filled(2, "a", "b")
    assert cache.remove("a") is True
    assert cache.remove("a") is False
    assert cache.put("c", "C") is None
    assert cache.keys() == ["c", "b"]


def test_capacity_zero_keeps_nothing():
    cache = LruCache(0)
    assert cache.put("a", 1) == ("a", 1)
    assert len(cache) == 0
    assert cache.get("a") is None
