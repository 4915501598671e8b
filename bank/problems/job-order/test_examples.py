"""Shown to the reader: the cases of the statement."""

import pytest
from solution import CycleFound, job_order


def test_smallest_ready_name_runs_next():
    needs = {"report": ["join"], "join": ["clicks", "users"], "users": ["export"], "archive": ["users"]}
    assert job_order(needs) == ["clicks", "export", "users", "archive", "join", "report"]


def test_job_that_is_only_needed_runs_too():
    assert job_order({"load": ["export"]}) == ["export", "load"]


def test_name_listed_twice_counts_once():
    assert job_order({"b": ["c", "c"], "c": []}) == ["c", "b"]


def test_circle_is_reported_without_the_jobs_that_wait_for_it():
    with pytest.raises(CycleFound) as caught:
        job_order({"a": ["b"], "b": ["c"], "c": ["b"]})
    assert caught.value.path in (["b", "c", "b"], ["c", "b", "c"])


def test_job_that_needs_itself_is_a_circle():
    with pytest.raises(CycleFound) as caught:
        job_order({"a": ["a"], "b": []})
    assert caught.value.path == ["a", "a"]
