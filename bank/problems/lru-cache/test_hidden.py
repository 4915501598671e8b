"""Run after the examples: the order after every kind of call, odd values, and a slow definition to compare with."""

import random

import pytest
from solution import LruCache


def filled(capacity, *keys):
    """A cache into which the keys were put in this order, each with its upper-case form."""
    cache = LruCache(capacity)
    for key in keys:
        cache.put(key, key.upper())
    return cache


def test_reading_protects_an_entry_from_leaving():
    cache = filled(3, "a", "b", "c")
    cache.get("a")
    cache.get("b")
    assert cache.put("d", "D") == ("c", "C")
    assert cache.keys() == ["d", "b", "a"]


def test_peek_protects_nothing():
    cache = filled(2, "a", "b")
    assert cache.peek("a") == "A"
    assert cache.put("c", "C") == ("a", "A")


def test_miss_and_failed_remove_leave_the_order():
    cache = filled(3, "a", "b", "c")
    cache.get("x")
    cache.peek("a")
    cache.remove("x")
    cache.keys()
    assert cache.keys() == ["c", "b", "a"]


def test_full_cache_takes_a_new_value_of_a_known_key():
    cache = filled(3, "a", "b", "c")
    for key in ("c", "a", "b", "a"):
        assert cache.put(key, "again") is None
    assert len(cache) == 3
    assert cache.keys() == ["a", "b", "c"]


@pytest.mark.parametrize("value", [None, 0, False, "", []])
def test_any_value_is_found_again(value):
    cache = LruCache(2)
    cache.put("a", value)
    assert cache.get("a", "default") == value
    assert cache.peek("a", "default") == value
    cache.put("b", 1)
    cache.get("a", "default")
    assert cache.put("c", 2) == ("b", 1)


def test_entry_that_left_is_gone():
    cache = filled(2, "a", "b", "c")
    assert len(cache) == 2
    assert cache.get("a") is None
    assert cache.remove("a") is False
    assert cache.put("a", "back") == ("b", "B")
    assert cache.get("a") == "back"


def test_capacity_one_holds_the_last_key():
    cache = filled(1, "a")
    assert cache.put("b", "B") == ("a", "A")
    assert cache.get("b") == "B"
    assert cache.put("b", "new") is None
    assert cache.remove("b") is True
    assert cache.keys() == []
    assert cache.put("c", "C") is None


@pytest.mark.parametrize(("removed", "left"), [("a", ["d", "c", "b"]), ("b", ["d", "c", "a"]), ("d", ["c", "b", "a"])])
def test_entry_can_be_removed_anywhere_in_the_order(removed, left):
    cache = filled(4, "a", "b", "c", "d")
    assert cache.remove(removed) is True
    assert cache.keys() == left
    assert cache.put("e", "E") is None
    assert cache.put("f", "F") == (left[-1], left[-1].upper())
    assert cache.keys() == ["f", "e", *left[:2]]


def test_removed_key_comes_back_as_the_newest():
    cache = filled(3, "a", "b", "c")
    cache.remove("a")
    cache.put("a", "A")
    assert cache.keys() == ["a", "c", "b"]


def test_cache_can_be_emptied_and_filled_again():
    cache = filled(2, "a", "b")
    cache.remove("b")
    cache.remove("a")
    assert (len(cache), cache.keys()) == (0, [])
    cache.put("c", "C")
    cache.put("d", "D")
    assert cache.put("e", "E") == ("c", "C")


def test_keys_can_be_changed_by_the_caller_without_harm():
    cache = filled(2, "a", "b")
    cache.keys().clear()
    assert cache.keys() == ["b", "a"]


def test_two_caches_share_nothing():
    one, other = filled(2, "a"), filled(2, "b")
    one.put("c", "C")
    assert (one.keys(), other.keys()) == (["c", "a"], ["b"])


def test_agrees_with_a_list_kept_in_order_of_use():
    rng = random.Random(64)
    for capacity in (0, 1, 2, 3, 5):
        cache, order, values = LruCache(capacity), [], {}
        for step in range(300):
            key, kind = rng.randrange(7), rng.choice(["get", "put", "put", "peek", "remove"])
            if kind == "get":
                assert cache.get(key, "none") == values.get(key, "none"), step
                order.sort(key=lambda each: each != key)
            elif kind == "peek":
                assert cache.peek(key, "none") == values.get(key, "none"), step
            elif kind == "remove":
                assert cache.remove(key) is (key in values), step
                order = [each for each in order if each != key]
                values.pop(key, None)
            else:
                order = [key] + [each for each in order if each != key]
                values[key] = step
                left = (order[-1], values.pop(order.pop())) if len(order) > capacity else None
                assert cache.put(key, step) == left, step
            assert cache.keys() == order, step
            assert len(cache) == len(order), step


def test_thousands_of_entries_come_and_go():
    cache = LruCache(1_000)
    for number in range(4_000):
        cache.put(number, -number)
        assert cache.get(0, "lost") == 0
    # Key 0 was used all the time, so the other 999 places hold the last keys.
    assert len(cache) == 1_000
    assert cache.put("one more", 0) == (3_001, -3_001)
