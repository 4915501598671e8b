"""Shown to the reader: the cases of the statement."""

from solution import failover_route

LINKS = [
    ("oslo", "lyon", 20),
    ("lyon", "porto", 25),
    ("oslo", "turin", 15),
    ("turin", "porto", 30),
    ("oslo", "porto", 80),
    ("porto", "accra", 70),
]


def test_fastest_route_is_found():
    assert failover_route(LINKS, set(), "oslo", "accra") in [
        (115, ["oslo", "lyon", "porto", "accra"]),
        (115, ["oslo", "turin", "porto", "accra"]),
    ]


def test_route_avoids_regions_that_are_down():
    assert failover_route(LINKS, {"lyon"}, "oslo", "accra") == (115, ["oslo", "turin", "porto", "accra"])
    assert failover_route(LINKS, {"lyon", "turin"}, "oslo", "accra") == (150, ["oslo", "porto", "accra"])


def test_no_way_left_gives_none():
    assert failover_route(LINKS, {"porto"}, "oslo", "accra") is None


def test_fewest_regions_win_among_equally_fast():
    links = [("a", "b", 10), ("b", "c", 10), ("a", "c", 20)]
    assert failover_route(links, set(), "a", "c") == (20, ["a", "c"])
    links = [("a", "b", 1), ("b", "c", 1), ("c", "d", 8), ("a", "e", 9), ("e", "d", 1)]
    assert failover_route(links, set(), "a", "d") == (10, ["a", "e", "d"])


def test_source_is_its_own_target():
    assert failover_route(LINKS, set(), "oslo", "oslo") == (0, ["oslo"])
