"""Run after the examples: follows, limits, costs, and every page looked up from scratch."""

import random

from merging import newest_of
from post_store import Store
from solution import Timelines


def test_merging_nothing():
    assert newest_of([], 5) == []
    assert newest_of([[], []], 5) == []
    assert newest_of([[(1, 1)]], 0) == []


def test_merging_breaks_ties_by_id():
    assert newest_of([[(5, 2)], [(5, 9), (5, 1)], [(5, 4)]], 3) == [(5, 9), (5, 4), (5, 2)]


def test_reader_without_follows_has_an_empty_page():
    store = Store()
    timelines = Timelines(store, limit=5)
    timelines.publish("ann", (1, 1))
    assert timelines.page("xi", 10) == []
    assert store.writes == 0


def test_new_follower_sees_older_posts():
    store = Store()
    timelines = Timelines(store, limit=5)
    for number in range(3):
        timelines.publish("ann", (number, number))
    timelines.follow("xi", "ann")
    assert store.writes == 3
    assert timelines.page("xi", 2) == [(2, 2), (1, 1)]


def test_following_twice_changes_nothing():
    store = Store()
    timelines = Timelines(store, limit=1)
    timelines.publish("ann", (1, 1))
    for _ in range(3):
        timelines.follow("xi", "ann")
    assert store.writes == 1
    timelines.publish("ann", (2, 2))
    assert store.writes == 2, "one follower is not large"
    assert timelines.page("xi", 5) == [(2, 2), (1, 1)]


def test_account_at_the_limit_is_pushed():
    store = Store()
    timelines = Timelines(store, limit=2)
    for reader in ("xi", "yu"):
        timelines.follow(reader, "ann")
    timelines.publish("ann", (1, 1))
    assert store.writes == 2
    timelines.page("xi", 5)
    assert store.reads <= 3, "two follows and one page"


def test_limit_of_zero_pulls_everything():
    store = Store()
    timelines = Timelines(store, limit=0)
    timelines.follow("xi", "ann")
    timelines.publish("ann", (1, 1))
    assert store.writes == 0
    assert timelines.page("xi", 5) == [(1, 1)]


def test_page_reads_once_and_once_for_each_large_account():
    store = Store()
    timelines = Timelines(store, limit=1)
    for author in ("big", "huge", "small", "tiny", "wee"):
        timelines.follow("xi", author)
        timelines.publish(author, (len(author), ord(author[0])))
    for author in ("big", "huge"):
        timelines.follow("yu", author)
    before = store.reads, store.writes
    timelines.page("xi", 5)
    assert (store.reads, store.writes) == (before[0] + 3, before[1])


def test_following_and_publishing_of_a_large_account_cost_nothing():
    store = Store()
    timelines = Timelines(store, limit=1)
    timelines.publish("ann", (1, 1))
    timelines.follow("xi", "ann")
    before = store.reads, store.writes
    for reader in ("yu", "zoe"):
        timelines.follow(reader, "ann")
    timelines.publish("ann", (2, 2))
    assert (store.reads, store.writes) == before
    assert timelines.page("yu", 5) == [(2, 2), (1, 1)]


def test_late_post_with_an_older_time_stands_in_its_place():
    timelines = Timelines(Store(), limit=5)
    timelines.follow("xi", "ann")
    for post in [(30, 3), (10, 1), (20, 2)]:
        timelines.publish("ann", post)
    assert timelines.page("xi", 5) == [(30, 3), (20, 2), (10, 1)]


def test_accounts_may_follow_themselves():
    timelines = Timelines(Store(), limit=5)
    timelines.follow("ann", "ann")
    timelines.publish("ann", (1, 1))
    assert timelines.page("ann", 5) == [(1, 1)]


def test_two_timelines_share_nothing():
    first, second = Timelines(Store(), limit=1), Timelines(Store(), limit=1)
    first.follow("xi", "ann")
    first.publish("ann", (1, 1))
    second.publish("ann", (2, 2))
    assert (first.page("xi", 5), second.page("xi", 5)) == ([(1, 1)], [])


def test_agrees_with_looking_everything_up():
    rng = random.Random(77)
    for _ in range(25):
        timelines = Timelines(Store(), limit=rng.randrange(4))
        names, follows, posts = "abcdef", set(), []
        for number in range(60):
            if rng.random() < 0.4:
                reader, author = rng.choice(names), rng.choice(names)
                timelines.follow(reader, author)
                follows.add((reader, author))
            else:
                author, post = rng.choice(names), (rng.randrange(40), number)
                timelines.publish(author, post)
                posts.append((author, post))
            reader, length = rng.choice(names), rng.randrange(1, 8)
            expected = sorted((post for author, post in posts if (reader, author) in follows), reverse=True)
            assert timelines.page(reader, length) == expected[:length]
