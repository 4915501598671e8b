"""Run after the examples: edges of the hall, several sources, long ways round, and minute by minute as the rule says."""

import random

import pytest
from solution import Outage, spread


def minute_by_minute(hall):
    """The rule itself: in each minute look at every healthy rack and at its neighbours of the minute before."""
    places = {(row, at): content for row, line in enumerate(hall) for at, content in enumerate(line)}
    failing = [sum(content == "X" for content in places.values())]
    while True:
        hit = [
            (row, at)
            for (row, at), content in places.items()
            if content == "#"
            and "X" in [places.get(near) for near in ((row - 1, at), (row + 1, at), (row, at - 1), (row, at + 1))]
        ]
        if not hit:
            return Outage(len(failing) - 1, failing, sum(content == "#" for content in places.values()))
        places.update(dict.fromkeys(hit, "X"))
        failing.append(len(hit))


@pytest.mark.parametrize("hall", [[], [""], ["", ""], ["..."]])
def test_empty_hall_has_nothing_to_lose(hall):
    assert spread(hall) == Outage(0, [0], 0)


def test_only_faulty_racks_are_done_at_once():
    assert spread(["XX", "XX"]) == Outage(0, [4], 0)


def test_fault_goes_up_down_left_and_right():
    assert spread(["###", "#X#", "###"]) == Outage(2, [1, 4, 4], 0)


@pytest.mark.parametrize("hall", [["X.#"], ["X", ".", "#"], ["X..", "...", "..#"], ["X.#", "", "#.#"]])
def test_hall_does_not_continue_on_the_other_side(hall):
    assert spread(hall).minutes == 0


def test_row_that_is_shorter_has_nothing_beyond_its_end():
    assert spread(["##X", "#", "###"]) == Outage(6, [1, 1, 1, 1, 1, 1, 1], 0)
    assert spread(["###X", "#", "###X"]) == Outage(4, [2, 2, 2, 2, 1], 0)


def test_rack_reached_from_two_sides_counts_once():
    assert spread(["X#X"]) == Outage(1, [2, 1], 0)
    assert spread(["X#", "##"]) == Outage(2, [1, 2, 1], 0)


def test_two_faults_share_the_way():
    assert spread(["X######X"]) == Outage(3, [2, 2, 2, 2], 0)
    assert spread(["X#######"]) == Outage(7, [1] * 8, 0)


def test_faults_that_are_far_apart_run_at_the_same_time():
    assert spread(["X##", "...", "##X", "...", ".X."]) == Outage(2, [3, 2, 2], 0)


def test_fault_passes_one_rack_a_minute_in_every_direction():
    assert spread(["#####X#####"]) == Outage(5, [1, 2, 2, 2, 2, 2], 0)
    assert spread(["#", "#", "X", "#", "#"]) == Outage(2, [1, 2, 2], 0)


def test_shortest_way_decides():
    hall = ["X####", "#...#", "#...#", "##..#"]
    assert spread(hall) == Outage(7, [1, 2, 2, 2, 2, 1, 1, 1], 0)


def test_walled_in_racks_are_safe():
    hall = ["#####", "#...#", "#.#.#", "#...#", "####X"]
    assert spread(hall) == Outage(8, [1, 2, 2, 2, 2, 2, 2, 2, 1], 1)


def test_given_hall_is_left_as_it_was():
    hall = ["X#", "##"]
    spread(hall)
    assert hall == ["X#", "##"]


def test_hall_may_be_a_tuple():
    assert spread(("X#",)) == Outage(1, [1, 1], 0)


@pytest.mark.parametrize("share", ["##.X", "###.", "#########X", "#.", "#####.."])
def test_agrees_with_looking_at_every_rack_each_minute(share):
    rng = random.Random(share)
    for _ in range(15):
        hall = ["".join(rng.choices(share, k=rng.randrange(7))) for _ in range(rng.randrange(7))]
        hall.append("X")
        assert spread(hall) == minute_by_minute(hall), hall


def test_long_corridor_is_passed_to_its_end():
    assert spread(["X" + "#" * 400]) == Outage(400, [1] * 401, 0)


def test_large_hall_fails_in_rings():
    hall = ["#" * 61 for _ in range(61)]
    hall[30] = "#" * 30 + "X" + "#" * 30
    outage = spread(hall)
    assert (outage.minutes, outage.safe, sum(outage.failing)) == (60, 0, 61 * 61)
    assert outage.failing[:4] == [1, 4, 8, 12]
