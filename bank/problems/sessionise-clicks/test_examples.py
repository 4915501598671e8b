"""Shown to the reader: the cases of the statement."""

import pytest
from solution import Session, sessionise

CLICKS = [
    ("ana", 1_000, "home"),
    ("ben", 1_100, "home"),
    ("ana", 4_601, "book/7"),
    ("ana", 2_800, "book/7"),
    ("ben", 1_000, "help"),
    ("ana", 2_800, "home"),
]


def test_sessions_of_two_users_are_found():
    assert sessionise(CLICKS, 1_800) == [
        Session("ana", 1_000, 2_800, 3, 2),
        Session("ben", 1_000, 1_100, 2, 2),
        Session("ana", 4_601, 4_601, 1, 1),
    ]


@pytest.mark.parametrize(("pause", "sessions"), [(29, 1), (30, 1), (31, 2)])
def test_pause_of_exactly_the_gap_is_the_same_session(pause, sessions):
    assert len(sessionise([("u", 100, "p"), ("u", 100 + pause, "p")], 30)) == sessions


def test_session_may_be_longer_than_the_gap():
    clicks = [("u", time, "p") for time in (0, 20, 40, 60)]
    assert sessionise(clicks, 30) == [Session("u", 0, 60, 4, 1)]


def test_no_clicks_are_no_sessions():
    assert sessionise([], 30) == []
