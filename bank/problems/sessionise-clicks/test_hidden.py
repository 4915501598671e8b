"""Run after the examples: other users between, ties, order, and a slow definition to compare with."""

import random

from solution import Session, sessionise


def by_joining_neighbours(clicks, gap):
    """The definition itself: begin with single clicks and join two groups of a user as long as any are close enough."""
    groups = [[click] for click in clicks]
    joined = True
    while joined:
        joined = False
        for one in range(len(groups)):
            for other in range(len(groups) - 1, one, -1):
                near = any(abs(a[1] - b[1]) <= gap for a in groups[one] for b in groups[other])
                if groups[one][0][0] == groups[other][0][0] and near:
                    groups[one] += groups.pop(other)
                    joined = True
    found = []
    for group in groups:
        times = [time for _, time, _ in group]
        found.append(Session(group[0][0], min(times), max(times), len(group), len({page for *_, page in group})))
    return sorted(found, key=lambda each: (each.start, each.user))


def test_single_click_is_a_session():
    assert sessionise([("u", 7, "home")], 0) == [Session("u", 7, 7, 1, 1)]


def test_clicks_of_other_users_do_not_bridge_a_pause():
    clicks = [("a", 0, "p"), ("b", 25, "p"), ("a", 50, "p")]
    assert sessionise(clicks, 30) == [Session("a", 0, 0, 1, 1), Session("b", 25, 25, 1, 1), Session("a", 50, 50, 1, 1)]


def test_clicks_of_other_users_do_not_cut_a_session():
    clicks = [("a", 0, "p"), ("b", 1, "p"), ("a", 2, "p"), ("b", 3, "p"), ("a", 4, "p")]
    assert sessionise(clicks, 5) == [Session("a", 0, 4, 3, 1), Session("b", 1, 3, 2, 1)]


def test_next_user_begins_a_session_although_the_times_are_close():
    clicks = [("a", 10, "p"), ("b", 11, "p"), ("c", 11, "p")]
    assert [session.user for session in sessionise(clicks, 100)] == ["a", "b", "c"]


def test_order_of_the_clicks_does_not_matter():
    rng = random.Random(4)
    clicks = [(rng.choice("abc"), rng.randrange(200), rng.choice("xyz")) for _ in range(40)]
    expected = sessionise(clicks, 9)
    for _ in range(5):
        rng.shuffle(clicks)
        assert sessionise(clicks, 9) == expected


def test_click_that_stands_twice_counts_twice():
    assert sessionise([("u", 5, "p"), ("u", 5, "p")], 0) == [Session("u", 5, 5, 2, 1)]


def test_without_gap_only_equal_times_belong_together():
    clicks = [("u", 2, "p"), ("u", 1, "p"), ("u", 2, "q")]
    assert sessionise(clicks, 0) == [Session("u", 1, 1, 1, 1), Session("u", 2, 2, 2, 2)]


def test_pages_are_counted_anew_in_each_session():
    clicks = [("u", 0, "p"), ("u", 1, "q"), ("u", 100, "p"), ("u", 101, "p")]
    assert sessionise(clicks, 10) == [Session("u", 0, 1, 2, 2), Session("u", 100, 101, 2, 1)]


def test_sessions_are_ordered_by_start_and_then_by_user():
    clicks = [("u9", 5, "p"), ("u10", 5, "p"), ("z", 1, "p"), ("a", 9, "p"), ("z", 5, "p")]
    found = [(session.start, session.user) for session in sessionise(clicks, 2)]
    assert found == [(1, "z"), (5, "u10"), (5, "u9"), (5, "z"), (9, "a")]


def test_times_may_be_negative_or_large():
    clicks = [("u", -5, "p"), ("u", 5, "p"), ("u", 10**12, "p")]
    assert sessionise(clicks, 10) == [Session("u", -5, 5, 2, 1), Session("u", 10**12, 10**12, 1, 1)]


def test_given_clicks_are_left_as_they_were():
    clicks = [("b", 3, "p"), ("a", 2, "q"), ("b", 1, "p")]
    sessionise(clicks, 10)
    assert clicks == [("b", 3, "p"), ("a", 2, "q"), ("b", 1, "p")]


def test_clicks_may_be_a_tuple():
    assert sessionise((("a", 2, "q"), ("a", 1, "p")), 10) == [Session("a", 1, 2, 2, 2)]


def test_many_clicks_of_many_users():
    clicks = [(f"u{number % 1_000}", number // 1_000 * 50, "p") for number in range(6_000)]
    random.Random(2).shuffle(clicks)
    assert len(sessionise(clicks, 49)) == 6_000
    assert {session.clicks for session in sessionise(clicks, 50)} == {6}


def test_agrees_with_joining_neighbours():
    rng = random.Random(99)
    for _ in range(60):
        clicks = [(rng.choice("ab"), rng.randrange(60), rng.choice("xyz")) for _ in range(rng.randrange(14))]
        gap = rng.randrange(12)
        assert sessionise(clicks, gap) == by_joining_neighbours(clicks, gap), (clicks, gap)
