import pytest
from solution import HashRing

PLACES = {"a#0": 100, "a#1": 200, "b#0": 300, "c#0": 500, "b#1": 700, "c#1": 900}


def place(text: str) -> int:
    """The points of the table, and each key `at-N` at N."""
    return PLACES[text] if text in PLACES else int(text.removeprefix("at-"))


def test_key_belongs_to_the_next_point() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert [ring.node_for(key) for key in ("at-50", "at-150", "at-201", "at-301")] == ["a", "a", "b", "c"]


def test_point_at_the_position_of_a_key_owns_it() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.node_for("at-300") == "b"


def test_key_after_the_last_point_goes_round_to_the_first() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.node_for("at-950") == "a"


def test_replicas_are_different_nodes() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.nodes_for("at-50", 2) == ["a", "b"]
    assert ring.nodes_for("at-650", 3) == ["b", "c", "a"]


def test_removed_node_loses_all_its_points() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    ring.remove_node("a")
    assert [ring.node_for(key) for key in ("at-50", "at-150", "at-301", "at-950")] == ["b", "b", "c", "b"]


def test_empty_ring_owns_nothing() -> None:
    ring = HashRing()
    with pytest.raises(LookupError):
        ring.node_for("some key")
    assert ring.nodes_for("some key", 3) == []
