"""Run after the examples: ties, circles of many shapes, long chains, and a slow definition to compare with."""

import random
from itertools import pairwise

import pytest
from solution import CycleFound, job_order


def by_looking_at_all_jobs_each_time(needs):
    """The definition itself; None where no job can start although some are left."""
    jobs = set(needs).union(*needs.values())
    order = []
    while len(order) < len(jobs):
        ready = [job for job in jobs if job not in order and set(needs.get(job, ())) <= set(order)]
        if not ready:
            return None
        order.append(min(ready))
    return order


def path_of(needs):
    """The path that is reported for these needs, checked to be a circle: each job needs the next, and none stands twice."""
    with pytest.raises(CycleFound) as caught:
        job_order(needs)
    path = caught.value.path
    assert len(path) >= 2
    assert path[0] == path[-1]
    assert len(set(path)) == len(path) - 1
    for job, after in pairwise(path):
        assert after in needs.get(job, ()), f"{job} does not need {after}"
    return path


def test_no_jobs_have_an_empty_order():
    assert job_order({}) == []


def test_jobs_without_needs_run_by_name():
    assert job_order({"d": [], "b": [], "c": [], "a": []}) == ["a", "b", "c", "d"]


def test_newly_ready_job_goes_before_a_larger_name_that_waited():
    assert job_order({"a": ["b"], "b": [], "x": [], "y": []}) == ["b", "a", "x", "y"]


def test_names_compare_as_strings():
    assert job_order({"job10": [], "job9": [], "Job1": [], "": []}) == ["", "Job1", "job10", "job9"]


def test_job_waits_for_the_last_of_its_needs():
    needs = {"a": ["m", "z"], "m": [], "z": ["y"], "y": []}
    assert job_order(needs) == ["m", "y", "z", "a"]


def test_large_name_early_does_not_pull_its_needs_forward():
    # Visiting jobs by name and their needs first would run "z" before "b".
    assert job_order({"a": ["z"], "b": [], "z": []}) == ["b", "z", "a"]


def test_given_needs_are_left_as_they_were():
    needs = {"a": {"b", "c"}, "b": ["c", "c"]}
    job_order(needs)
    assert needs == {"a": {"b", "c"}, "b": ["c", "c"]}


def test_names_listed_twice_do_not_hide_that_a_job_is_ready():
    assert job_order({"a": ["b", "b", "c"], "b": ["c", "c", "c"]}) == ["c", "b", "a"]


def test_circle_is_an_error_although_other_jobs_could_run():
    assert set(path_of({"a": [], "b": ["a", "d"], "c": ["b"], "d": ["c"], "e": ["a"]})) == {"b", "c", "d"}


def test_path_runs_from_a_job_to_what_it_needs():
    assert path_of({"a": ["c"], "b": ["a"], "c": ["b"]}) in (list("acba"), list("cbac"), list("bacb"))


@pytest.mark.parametrize("start", range(4))
def test_jobs_in_front_of_and_behind_the_circle_are_no_part_of_it(start):
    names = ["k", "l", "m", "n"][start:] + ["k", "l", "m", "n"][:start]
    first, second, third, fourth = names
    needs = {first: [second], second: [third], third: ["done", second], fourth: [third], "done": []}
    assert set(path_of(needs)) == {second, third}


def test_one_of_two_circles_is_enough():
    assert set(path_of({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]})) in ({"a", "b"}, {"c", "d"})


def test_long_chain_runs_from_its_end():
    names = [f"{number:05}" for number in range(8_000)]
    needs = {job: [name] for job, name in pairwise(names)}
    assert job_order(needs) == names[::-1]


def test_long_circle_is_reported_whole():
    needs = {str(number): [str((number + 1) % 6_000)] for number in range(6_000)}
    assert len(path_of(needs)) == 6_001


def test_many_jobs_that_are_ready_at_once_run_by_name():
    rng = random.Random(5)
    names = [f"{number:05}" for number in range(6_000)]
    rng.shuffle(names)
    assert job_order({name: ["first"] for name in names}) == ["first", *sorted(names)]


def test_agrees_with_looking_at_all_jobs_each_time():
    rng = random.Random(2_024)
    for _ in range(150):
        names = rng.sample("abcdefgh", rng.randrange(1, 9))
        needs = {name: rng.choices(names, k=rng.choice([0, 0, 1, 1, 2])) for name in names}
        if rng.random() < 0.7:
            place = {name: at for at, name in enumerate(names)}
            needs = {job: [name for name in wanted if place[name] < place[job]] for job, wanted in needs.items()}
        expected = by_looking_at_all_jobs_each_time(needs)
        if expected is None:
            path_of(needs)
        else:
            assert job_order(needs) == expected, needs
