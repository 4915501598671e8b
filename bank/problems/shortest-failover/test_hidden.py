"""Run after the examples: ties, failed ends, several links, zero latencies, and all routes of small networks tried."""

import random

import pytest
from solution import failover_route


def by_trying_all_routes(links, down, source, target):
    """Least (latency, regions) over all routes without repetition, or None."""
    best = None

    def walk(region, latency, route):
        nonlocal best
        if region in down:
            return
        if region == target:
            best = min(best or (latency, len(route)), (latency, len(route)))
            return
        for one, other, step in links:
            for here, there in ((one, other), (other, one)):
                if here == region and there not in route:
                    walk(there, latency + step, [*route, there])

    walk(source, 0, [source])
    return best


def check_route(links, down, source, target, latency, route):
    """The route exists, avoids what is down, and takes as long as it says."""
    assert (route[0], route[-1]) == (source, target)
    assert not set(route) & set(down)
    steps = []
    for here, there in zip(route, route[1:], strict=False):
        steps.append(min(step for one, other, step in links if {one, other} == {here, there}))
    assert sum(steps) == latency


def test_many_short_links_can_beat_one_long():
    links = [("a", "e", 10), ("a", "b", 2), ("b", "c", 2), ("c", "d", 2), ("d", "e", 2)]
    assert failover_route(links, set(), "a", "e") == (8, ["a", "b", "c", "d", "e"])


def test_region_found_early_may_be_reached_faster_later():
    links = [("a", "x", 100), ("a", "b", 1), ("b", "c", 1), ("c", "x", 1), ("x", "z", 1)]
    assert failover_route(links, set(), "a", "z") == (4, ["a", "b", "c", "x", "z"])


def test_links_work_in_both_directions():
    links = [("b", "a", 5), ("b", "c", 6)]
    assert failover_route(links, set(), "a", "c") == (11, ["a", "b", "c"])
    assert failover_route(links, set(), "c", "a") == (11, ["c", "b", "a"])


@pytest.mark.parametrize("steps", [(3, 9), (9, 3)])
def test_faster_of_several_links_is_used(steps):
    links = [("a", "b", steps[0]), ("b", "a", steps[1])]
    assert failover_route(links, set(), "a", "b") == (3, ["a", "b"])


@pytest.mark.parametrize("down", [{"a"}, {"c"}, {"a", "c"}])
def test_failed_source_or_target_has_no_route(down):
    assert failover_route([("a", "b", 1), ("b", "c", 1)], down, "a", "c") is None


def test_failed_region_does_not_even_reach_itself():
    assert failover_route([("a", "b", 1)], {"a"}, "a", "a") is None


def test_unknown_region_reaches_only_itself():
    links = [("a", "b", 1)]
    assert failover_route(links, set(), "x", "x") == (0, ["x"])
    assert failover_route(links, set(), "x", "a") is None
    assert failover_route(links, set(), "a", "x") is None
    assert failover_route([], {"b"}, "a", "a") == (0, ["a"])


def test_parts_without_a_link_between_them_have_no_route():
    assert failover_route([("a", "b", 1), ("c", "d", 1)], set(), "a", "d") is None


def test_tie_is_decided_by_regions_in_the_middle_of_a_route():
    # s to m takes 6 by two links or by three; the rest of the way is shared.
    links = [("s", "p", 1), ("p", "q", 1), ("q", "m", 4), ("s", "r", 5), ("r", "m", 1), ("m", "t", 3)]
    assert failover_route(links, set(), "s", "t") == (9, ["s", "r", "m", "t"])


def test_fewer_regions_never_beat_a_lower_latency():
    assert failover_route([("a", "b", 3), ("b", "c", 3), ("a", "c", 7)], set(), "a", "c") == (6, ["a", "b", "c"])


def test_latency_zero_still_counts_as_a_hop():
    links = [("a", "b", 0), ("b", "c", 0), ("c", "d", 5), ("a", "c", 0)]
    assert failover_route(links, set(), "a", "d") == (5, ["a", "c", "d"])
    assert failover_route(links, set(), "a", "b") == (0, ["a", "b"])


def test_link_from_a_region_to_itself_does_no_harm():
    assert failover_route([("a", "a", 0), ("a", "b", 2), ("b", "b", 1)], set(), "a", "b") == (2, ["a", "b"])


def test_names_that_are_down_need_no_link():
    assert failover_route([("a", "b", 2)], ["x", "y"], "a", "b") == (2, ["a", "b"])


def test_inputs_are_left_as_they_were():
    links, down = [("a", "b", 1), ("b", "c", 1), ("a", "c", 9)], {"b"}
    assert failover_route(links, down, "a", "c") == (9, ["a", "c"])
    assert (links, down) == ([("a", "b", 1), ("b", "c", 1), ("a", "c", 9)], {"b"})
    assert failover_route(tuple(links), frozenset(), "a", "c") == (2, ["a", "b", "c"])


def test_long_chain_is_followed_to_its_end():
    links = [(f"n{number}", f"n{number + 1}", number % 5) for number in range(3_000)]
    latency, route = failover_route(links, set(), "n0", "n3000")
    assert (latency, len(route)) == (6_000, 3_001)
    assert failover_route(links, {"n1500"}, "n0", "n3000") is None


def test_agrees_with_trying_all_routes():
    rng = random.Random(404)
    for _ in range(150):
        names = "abcdef"[: rng.randrange(2, 7)]
        links = [(rng.choice(names), rng.choice(names), rng.randrange(5)) for _ in range(rng.randrange(9))]
        down = {name for name in names if rng.random() < 0.12}
        source, target = rng.choice(names), rng.choice(names)
        expected = by_trying_all_routes(links, down, source, target)
        found = failover_route(links, down, source, target)
        assert (found and (found[0], len(found[1]))) == expected, (links, down, source, target)
        if found:
            check_route(links, down, source, target, *found)
