import hashlib
from bisect import bisect_left
from collections import Counter

import pytest
from solution import HashRing

PLACES = {"a#0": 100, "a#1": 200, "b#0": 300, "c#0": 500, "b#1": 700, "c#1": 900, "d#0": 300, "d#1": 950}
KEYS = [f"session-{number}" for number in range(1_000)]


def place(text: str) -> int:
    """The points of the table, and each key `at-N` at N; `d#0` shares the position of `b#0`."""
    return PLACES[text] if text in PLACES else int(text.removeprefix("at-"))


def spread(text: str) -> int:
    """Point `i` of node `n` at a place of its own among 16 million; a key is its own position."""
    node, _, number = text.partition("#")
    return (int(node) + int(number or 0) * 1_600 * 1_009) % 16_000_000


def sha_position(text: str) -> int:
    """The position that the statement defines."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def owners(ring: HashRing) -> dict[str, str]:
    """The owner of each of the keys."""
    return {key: ring.node_for(key) for key in KEYS}


def test_default_positions_come_from_sha_256() -> None:
    points = sorted((sha_position(f"{node}#{i}"), node) for node in ("red", "green", "blue") for i in range(20))
    ring = HashRing(["red", "green", "blue"], virtual_nodes=20)
    for key in KEYS[:30]:
        expected = next((node for at, node in points if at >= sha_position(key)), points[0][1])
        assert ring.node_for(key) == expected, key


def test_order_of_joining_does_not_matter() -> None:
    assert owners(HashRing(["red", "green", "blue"])) == owners(HashRing(["blue", "red", "green"]))


def test_joining_node_only_takes_keys() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3", "shard-4"])
    before = owners(ring)
    ring.add_node("shard-5")
    moved_to = {node for key, node in owners(ring).items() if node != before[key]}
    assert moved_to == {"shard-5"}


def test_joining_node_takes_about_its_share() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3", "shard-4"])
    before = owners(ring)
    ring.add_node("shard-5")
    moved = sum(node != before[key] for key, node in owners(ring).items())
    # A fifth of 1,000 keys is 200; with 100 points a node the share comes near it.
    assert 130 <= moved <= 270


def test_leaving_node_moves_only_its_own_keys() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3", "shard-4"])
    before = owners(ring)
    ring.remove_node("shard-2")
    after = owners(ring)
    assert {before[key] for key in KEYS if before[key] != after[key]} == {"shard-2"}
    assert "shard-2" not in after.values()


def test_node_that_comes_back_gets_its_keys_back() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3"])
    before = owners(ring)
    ring.remove_node("shard-3")
    ring.add_node("shard-3")
    assert owners(ring) == before


def test_virtual_nodes_even_out_the_load() -> None:
    counts = Counter(owners(HashRing(["shard-1", "shard-2", "shard-3", "shard-4"], virtual_nodes=200)).values())
    assert all(175 <= counts[node] <= 325 for node in ("shard-1", "shard-2", "shard-3", "shard-4")), counts


def test_shared_position_belongs_to_the_name_that_sorts_first() -> None:
    assert HashRing(["b", "d"], virtual_nodes=2, position=place).node_for("at-250") == "b"
    assert HashRing(["d", "b"], virtual_nodes=2, position=place).node_for("at-250") == "b"


def test_shared_position_stays_with_the_other_node_when_one_leaves() -> None:
    for joined in (["b", "d", "c"], ["d", "b", "c"]):
        for leaving, staying in (("b", "d"), ("d", "b")):
            ring = HashRing(joined, virtual_nodes=2, position=place)
            ring.remove_node(leaving)
            assert ring.node_for("at-250") == staying, f"{joined} joined, {leaving} left"


def test_replicas_go_round_the_end_of_the_ring() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.nodes_for("at-850", 2) == ["c", "a"]
    assert ring.nodes_for("at-950", 2) == ["a", "b"]


def test_more_replicas_than_nodes_gives_all_nodes() -> None:
    ring = HashRing(["a", "b", "c"], virtual_nodes=2, position=place)
    assert ring.nodes_for("at-650", 9) == ["b", "c", "a"]


def test_owner_is_the_first_replica() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3", "shard-4"], virtual_nodes=30)
    assert [ring.nodes_for(key, 3)[0] for key in KEYS[:100]] == [ring.node_for(key) for key in KEYS[:100]]


def test_next_replica_takes_over_when_the_owner_leaves() -> None:
    ring = HashRing(["shard-1", "shard-2", "shard-3", "shard-4"], virtual_nodes=30)
    heirs = {key: ring.nodes_for(key, 2)[1] for key in KEYS if ring.node_for(key) == "shard-1"}
    ring.remove_node("shard-1")
    assert {key: ring.node_for(key) for key in heirs} == heirs


def test_node_on_the_ring_cannot_be_added_again() -> None:
    ring = HashRing(["shard-1", "shard-2"])
    before = owners(ring)
    with pytest.raises(ValueError):
        ring.add_node("shard-1")
    assert owners(ring) == before
    ring.remove_node("shard-1")
    assert set(owners(ring).values()) == {"shard-2"}


def test_unknown_node_cannot_be_removed() -> None:
    ring = HashRing(["shard-1"])
    with pytest.raises(KeyError):
        ring.remove_node("shard-2")
    assert ring.node_for("some key") == "shard-1"


def test_last_node_may_leave() -> None:
    ring = HashRing(["shard-1"])
    ring.remove_node("shard-1")
    with pytest.raises(LookupError):
        ring.node_for("some key")


def test_node_cannot_be_given_twice_to_the_constructor() -> None:
    with pytest.raises(ValueError):
        HashRing(["shard-1", "shard-2", "shard-1"])


def test_keys_are_found_on_a_ring_of_many_points() -> None:
    # A search from the start still passes here; the growth of the work tells it from a binary search.
    nodes = [str(50 * number) for number in range(32)]
    ring = HashRing(nodes, virtual_nodes=1_000, position=spread)
    points = sorted((spread(f"{node}#{i}"), node) for node in nodes for i in range(1_000))
    for key in range(0, 16_000_000, 100_003):
        assert ring.node_for(str(key)) == points[bisect_left(points, (key, "")) % len(points)][1], key
