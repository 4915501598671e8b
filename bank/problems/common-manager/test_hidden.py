"""Run after the examples: odd groups, deep chains, and a slow definition to compare with."""

import random
from itertools import permutations

import pytest
from solution import common_manager

MANAGER_OF = {
    **{"top": None, "l": "top", "r": "top", "ll": "l", "lr": "l", "lll": "ll", "llr": "ll", "lrl": "lr", "rr": "r"},
    **{"other": None, "o1": "other", "o2": "other"},
}


def by_comparing_whole_ways(manager_of, people):
    """The definition itself: of all who stand above everybody, the one with the longest way up."""

    def way(person):
        return [] if person is None else [person, *way(manager_of[person])]

    common = set.intersection(*(set(way(person)) for person in people))
    return max(common, key=lambda person: len(way(person)), default=None)


@pytest.mark.parametrize("people", [["lll"], ["lll", "lll"], ("lll",) * 5])
def test_one_person_alone_is_the_answer(people):
    assert common_manager(MANAGER_OF, people) == "lll"


def test_person_without_manager_is_the_answer_for_the_whole_company():
    assert common_manager(MANAGER_OF, ["top", "lll"]) == "top"
    assert common_manager(MANAGER_OF, ["lll", "rr"]) == "top"
    assert common_manager(MANAGER_OF, ["other"]) == "other"


@pytest.mark.parametrize("people", list(permutations(["lll", "llr", "lr", "lrl"])))
def test_order_of_the_people_does_not_matter(people):
    assert common_manager(MANAGER_OF, people) == "l"


def test_people_at_different_depths_meet():
    assert common_manager(MANAGER_OF, ["lll", "r"]) == "top"
    assert common_manager(MANAGER_OF, ["lrl", "ll"]) == "l"
    assert common_manager(MANAGER_OF, ["l", "lll"]) == "l"


def test_later_person_lower_down_does_not_lower_the_answer():
    assert common_manager(MANAGER_OF, ["lll", "lr", "llr"]) == "l"
    assert common_manager(MANAGER_OF, ["lll", "rr", "lll"]) == "top"


def test_repeated_people_count_once():
    assert common_manager(MANAGER_OF, ["lll", "llr", "lll", "llr", "lll"]) == "ll"


@pytest.mark.parametrize(
    "people", [["lll", "o1"], ["o1", "lll"], ["other", "top"], ["lll", "llr", "o2"], ["o1", "o2", "top"]]
)
def test_one_person_of_another_company_is_enough_for_none(people):
    assert common_manager(MANAGER_OF, people) is None


def test_no_people_are_an_error():
    with pytest.raises(ValueError):
        common_manager(MANAGER_OF, [])
    with pytest.raises(ValueError):
        common_manager({}, [])


@pytest.mark.parametrize("people", [["nobody"], ["nobody", "lll"], ["lll", "o1", "nobody"], ["nobody", "nobody"]])
def test_unknown_person_is_an_error_whoever_the_others_are(people):
    with pytest.raises(ValueError):
        common_manager(MANAGER_OF, people)


def test_people_may_be_a_set():
    assert common_manager(MANAGER_OF, {"lll", "llr", "lrl"}) == "l"


def test_arguments_are_left_as_they_were():
    manager_of, people = dict(MANAGER_OF), ["lll", "lrl", "lll"]
    common_manager(manager_of, people)
    assert manager_of == MANAGER_OF
    assert list(manager_of) == list(MANAGER_OF)
    assert people == ["lll", "lrl", "lll"]


def test_long_chain_is_climbed_without_recursion():
    manager_of = {str(number): str(number - 1) if number else None for number in range(20_000)}
    assert common_manager(manager_of, ["19999", "15000"]) == "15000"
    assert common_manager(manager_of, ["7", "19999", "12"]) == "7"


def test_many_people_along_a_long_chain_are_answered_in_time():
    # 1,000 managers one above the other, each with an assistant.
    manager_of = {f"m{number}": f"m{number - 1}" if number else None for number in range(1_000)}
    manager_of |= {f"a{number}": f"m{number}" for number in range(1_000)}
    assistants = [f"a{number}" for number in range(200, 1_000)]
    assert common_manager(manager_of, assistants) == "m200"
    assert common_manager(manager_of, assistants[::-1]) == "m200"


def test_agrees_with_comparing_whole_ways():
    rng = random.Random(411)
    for _ in range(300):
        size = rng.randrange(1, 14)
        manager_of = {
            str(number): str(rng.randrange(number)) if number and rng.random() < 0.93 else None
            for number in range(size)
        }
        people = rng.choices(list(manager_of), k=rng.randrange(1, 5))
        assert common_manager(manager_of, people) == by_comparing_whole_ways(manager_of, people), (manager_of, people)
