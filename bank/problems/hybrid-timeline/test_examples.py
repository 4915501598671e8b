"""Shown to the reader: the cases of the statement."""

from merging import newest_of
from post_store import Store
from solution import Timelines


def test_merging_gives_the_newest_of_all_lists():
    assert newest_of([[(9, 1), (3, 2)], [(5, 3)], []], 2) == [(9, 1), (5, 3)]


def test_merging_gives_a_copy_once():
    assert newest_of([[(9, 1), (3, 2)], [(9, 1), (2, 4)]], 5) == [(9, 1), (3, 2), (2, 4)]


def test_small_account_is_pushed():
    store = Store()
    timelines = Timelines(store, limit=2)
    timelines.follow("xi", "ann")
    timelines.follow("yu", "ann")
    timelines.publish("ann", (10, 1))
    assert store.writes == 2
    assert timelines.page("xi", 10) == timelines.page("yu", 10) == [(10, 1)]


def test_large_account_is_not_pushed():
    store = Store()
    timelines = Timelines(store, limit=1)
    timelines.follow("xi", "ann")
    timelines.follow("yu", "ann")
    timelines.publish("ann", (10, 1))
    assert store.writes == 0
    assert timelines.page("yu", 10) == [(10, 1)]


def test_crossing_the_limit_loses_nothing():
    store = Store()
    timelines = Timelines(store, limit=2)
    timelines.follow("xi", "ann")
    timelines.follow("yu", "ann")
    timelines.publish("ann", (10, 1))
    timelines.follow("zoe", "ann")
    timelines.publish("ann", (20, 2))
    assert store.writes == 2
    assert [timelines.page(reader, 10) for reader in ("xi", "zoe")] == [[(20, 2), (10, 1)]] * 2
