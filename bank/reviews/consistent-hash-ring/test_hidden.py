from zlib import crc32

import pytest
from solution import HashRing, ring_position

PLACES = {"a#0": 100, "a#1": 200, "a#2": 300, "b#0": 400, "b#1": 500, "b#2": 800, "c#0": 600, "c#1": 700, "c#2": 900}
PLACES |= {"x#0": 400, "x#1": 450, "x#2": 950}


class OtherProcess(str):
    """A text whose hash is what another process might make of it."""

    salt: int

    def __new__(cls, text: str, salt: int) -> "OtherProcess":
        made = super().__new__(cls, text)
        made.salt = salt
        return made

    def __hash__(self) -> int:
        return self.salt


def place(text: str) -> int:
    """The points of the table, and each key `at-N` at N; `x#0` shares the position of `b#0`."""
    return PLACES[text] if text in PLACES else int(text.removeprefix("at-"))


def ring_of(*nodes: str) -> HashRing:
    """A ring with three points for each node, placed by the table."""
    return HashRing(nodes, virtual_nodes=3, position=place)


def test_position_does_not_depend_on_the_process() -> None:
    assert ring_position(OtherProcess("cart-17", 1)) == ring_position(OtherProcess("cart-17", 2**40 + 3))


def test_all_processes_agree_on_the_owner() -> None:
    ring = HashRing(["a", "b", "c"])
    assert len({ring.node_for(OtherProcess("cart-17", salt * 2**26)) for salt in range(64)}) == 1


def test_neighbouring_points_leave_together() -> None:
    ring = ring_of("a", "b", "c")
    ring.remove_node("a")
    assert [ring.node_for(key) for key in ("at-50", "at-150", "at-250")] == ["b", "b", "b"]


def test_last_node_leaves_an_empty_ring() -> None:
    ring = ring_of("a")
    ring.remove_node("a")
    with pytest.raises(LookupError):
        ring.node_for("at-50")


def test_removed_node_is_no_replica() -> None:
    ring = ring_of("a", "b", "c")
    ring.remove_node("a")
    assert ring.nodes_for("at-150", 1) == ["b"]


def test_key_past_the_last_point_belongs_to_the_first() -> None:
    assert ring_of("a", "b", "c").node_for("at-950") == "a"


def test_owner_is_the_first_replica_everywhere_on_the_ring() -> None:
    ring = ring_of("a", "b", "c")
    keys = [f"at-{number}" for number in range(0, 1_000, 50)]
    assert [ring.node_for(key) for key in keys] == [ring.nodes_for(key, 1)[0] for key in keys]


def test_neighbouring_points_of_one_node_count_once() -> None:
    assert ring_of("a", "b", "c").nodes_for("at-50", 2) == ["a", "b"]


def test_as_many_replicas_as_asked_for() -> None:
    assert ring_of("a", "b", "c").nodes_for("at-150", 3) == ["a", "b", "c"]


def test_more_replicas_than_nodes_gives_all_nodes() -> None:
    assert ring_of("a", "b", "c").nodes_for("at-650", 9) == ["c", "b", "a"]


def test_shared_position_belongs_to_the_name_that_sorts_first() -> None:
    assert [ring_of(*joined).node_for("at-350") for joined in (("b", "x"), ("x", "b"))] == ["b", "b"]


def test_node_on_the_ring_cannot_be_added_again() -> None:
    ring = ring_of("a", "b")
    with pytest.raises(ValueError):
        ring.add_node("a")
    assert [ring.node_for(key) for key in ("at-50", "at-350")] == ["a", "b"]


def test_unknown_node_cannot_be_removed() -> None:
    ring = ring_of("a")
    with pytest.raises(KeyError):
        ring.remove_node("b")
    assert ring.node_for("at-50") == "a"


def test_joining_node_only_takes_keys() -> None:
    ring = HashRing(["a", "b", "c", "d"], position=lambda text: crc32(text.encode()))
    keys = [f"cart-{number}" for number in range(300)]
    before = {key: ring.nodes_for(key, 1)[0] for key in keys}
    ring.add_node("e")
    assert {ring.nodes_for(key, 1)[0] for key in keys if ring.nodes_for(key, 1)[0] != before[key]} == {"e"}
