"""Run after the examples: the edge of the window, ties at the cut, tags that vanish, and a slow definition."""

import random
from collections import Counter

import pytest
from solution import Trending


def filled(window, *posts):
    """A counter that has taken in (at, tags) pairs; the tags are words of one text."""
    trending = Trending(window)
    for at, tags in posts:
        trending.add(at, tags.split())
    return trending


def test_post_is_out_exactly_when_it_is_as_old_as_the_window():
    trending = filled(10, (5, "rain"))
    assert trending.top(14, 1) == [("rain", 1)]
    assert trending.top(15, 1) == []


def test_window_of_one_second_holds_one_second():
    trending = filled(1, (5, "rain"), (5, "rain bikes"))
    assert trending.top(5, 2) == [("rain", 2), ("bikes", 1)]
    trending.add(6, ["bikes"])
    assert trending.top(6, 2) == [("bikes", 1)]


def test_posts_leave_without_a_new_arrival():
    trending = filled(10, (0, "a"), (3, "a b"), (6, "b"))
    assert [trending.top(now, 1) for now in (6, 10, 13, 16)] == [[("a", 2)], [("b", 2)], [("b", 1)], []]


def test_posts_leave_after_a_long_pause():
    trending = filled(10, (0, "a b c"), (1, "a"), (5_000, "d"))
    assert trending.top(5_000, 5) == [("d", 1)]


def test_tie_at_the_cut_goes_to_the_first_in_the_alphabet():
    trending = filled(10, (0, "pear"), (0, "fig"), (1, "plum"), (2, "date"), (3, "plum"))
    assert trending.top(3, 3) == [("plum", 2), ("date", 1), ("fig", 1)]


def test_more_posts_come_before_the_alphabet():
    trending = filled(10, (0, "z"), (0, "z"), (0, "a"))
    assert trending.top(0, 2) == [("z", 2), ("a", 1)]


@pytest.mark.parametrize(
    ("k", "expected"), [(0, []), (1, [("a", 2)]), (2, [("a", 2), ("b", 1)]), (9, [("a", 2), ("b", 1)])]
)
def test_list_is_as_long_as_asked_or_as_there_are_tags(k, expected):
    assert filled(10, (0, "a b"), (1, "a")).top(1, k) == expected


def test_tag_that_left_is_not_listed_with_zero():
    trending = filled(10, (0, "old"), (8, "new"))
    assert trending.top(12, 5) == [("new", 1)]


def test_tag_may_come_back_after_it_left():
    trending = filled(10, (0, "a"), (20, "b"), (21, "a"), (22, "a"))
    assert trending.top(22, 5) == [("a", 2), ("b", 1)]


def test_repeated_tags_leave_as_they_came():
    trending = filled(10, (0, "a a a"), (5, "a"), (5, "b"), (6, "b"))
    assert trending.top(9, 5) == [("a", 2), ("b", 2)]
    assert trending.top(10, 5) == [("b", 2), ("a", 1)]


def test_tags_are_compared_as_they_are():
    assert filled(10, (0, "rain"), (0, "Rain"), (0, "rain")).top(0, 5) == [("rain", 2), ("Rain", 1)]
    assert filled(10, (0, "b"), (0, "A"), (0, "a"), (0, "B")).top(0, 4) == [("A", 1), ("B", 1), ("a", 1), ("b", 1)]


def test_post_without_tags_counts_for_nothing():
    trending = filled(10, (0, ""), (1, "a"), (2, ""))
    assert trending.top(2, 5) == [("a", 1)]
    assert trending.top(11, 5) == []


def test_tags_may_be_a_generator_and_are_left_alone():
    trending, tags = Trending(10), ["a", "b", "a"]
    trending.add(0, (tag for tag in tags))
    trending.add(1, tags)
    assert tags == ["a", "b", "a"]
    assert trending.top(1, 5) == [("a", 2), ("b", 2)]
    # The caller goes on using its list.
    tags.clear()
    assert trending.top(10, 5) == [("a", 1), ("b", 1)]
    assert trending.top(11, 5) == []


def test_asking_changes_no_later_answer():
    trending = filled(10, (0, "a b"), (1, "b"))
    trending.top(1, 5).clear()
    assert trending.top(1, 5) == trending.top(1, 5) == [("b", 2), ("a", 1)]


def test_two_counters_share_nothing():
    one, other = filled(10, (0, "a")), filled(10, (0, "b"))
    one.add(1, ["c"])
    assert (one.top(1, 5), other.top(1, 5)) == ([("a", 1), ("c", 1)], [("b", 1)])


def test_thousands_of_posts_in_the_window():
    trending = Trending(1_000)
    for at in range(5_000):
        trending.add(at, [f"t{at % 7}", f"t{at % 3}"])
    # Seconds 4,000 to 4,999.
    counts = Counter(tag for at in range(4_000, 5_000) for tag in {f"t{at % 7}", f"t{at % 3}"})
    assert trending.top(4_999, 4) == sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:4]


def test_agrees_with_counting_the_window_each_time():
    rng = random.Random(58)
    for _ in range(40):
        window, now, posts = rng.randrange(1, 12), 0, []
        trending = Trending(window)
        for _ in range(50):
            now += rng.choice([0, 0, 1, 1, 3])
            if rng.random() < 0.6:
                tags = [rng.choice("abcdef") for _ in range(rng.randrange(4))]
                posts.append((now, tags))
                trending.add(now, tags)
            else:
                counts = Counter(tag for at, tags in posts if now - window < at for tag in set(tags))
                k = rng.randrange(7)
                expected = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:k]
                assert trending.top(now, k) == expected, (window, now, posts)
