"""Shown to the reader: the cases of the statement."""

from solution import Trending


def test_posts_count_for_each_tag_and_ties_are_alphabetical():
    trending = Trending(60)
    trending.add(0, ["rain", "bikes"])
    trending.add(20, ["rain", "rain", "chess"])
    trending.add(30, ["bikes"])
    assert trending.top(30, 2) == [("bikes", 2), ("rain", 2)]
    assert trending.top(59, 3) == [("bikes", 2), ("rain", 2), ("chess", 1)]


def test_post_leaves_the_window():
    trending = Trending(60)
    trending.add(0, ["rain", "bikes"])
    trending.add(20, ["rain"])
    assert trending.top(59, 5) == [("rain", 2), ("bikes", 1)]
    assert trending.top(60, 5) == [("rain", 1)]
    assert trending.top(80, 5) == []


def test_tag_twice_in_a_post_counts_once():
    trending = Trending(60)
    trending.add(0, ["rain", "rain", "rain"])
    assert trending.top(0, 1) == [("rain", 1)]


def test_nothing_is_trending_without_posts():
    assert Trending(60).top(5, 3) == []
