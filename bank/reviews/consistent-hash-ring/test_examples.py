import pytest
from solution import HashRing

PLACES = {"a#0": 100, "b#0": 200, "a#1": 300, "c#0": 400, "b#1": 500, "c#1": 600}


def place(text: str) -> int:
    """The points of the table, and each key `at-N` at N."""
    return PLACES[text] if text in PLACES else int(text.removeprefix("at-"))


def test_key_belongs_to_the_next_point() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert [ring.node_for(key) for key in ("at-50", "at-150", "at-250", "at-550")] == ["a", "b", "a", "c"]


def test_point_at_the_position_of_a_key_owns_it() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.node_for("at-400") == "c"


def test_replicas_are_different_nodes() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.nodes_for("at-250", 2) == ["a", "c"]
    assert ring.nodes_for("at-350", 2) == ["c", "b"]


def test_removed_node_owns_nothing() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    ring.remove_node("a")
    assert [ring.node_for(key) for key in ("at-50", "at-250")] == ["b", "c"]


def test_empty_ring_owns_nothing() -> None:
    ring = HashRing()
    with pytest.raises(LookupError):
        ring.node_for("cart-17")
    assert ring.nodes_for("cart-17", 3) == []
