"""Run after the examples: order, equal times, many viewers, and sessions cut in Python to compare with."""

import random

from solution import rows


def filled(clicks):
    """SQL that fills the table."""
    return "DELETE FROM click;" + "".join(
        f"INSERT INTO click (viewer, at) VALUES ('{who}', {at});" for who, at in clicks
    )


def cut(clicks):
    """The sessions, cut in Python."""
    found = []
    for viewer in sorted({who for who, _ in clicks}):
        sessions = []
        for at in sorted(at for who, at in clicks if who == viewer):
            if not sessions or at - sessions[-1][-1] > 1800:
                sessions.append([])
            sessions[-1].append(at)
        found += [(viewer, n, each[0], each[-1] - each[0], len(each)) for n, each in enumerate(sessions, 1)]
    return found


def test_no_clicks():
    assert rows(filled([])) == []


def test_session_may_last_for_hours():
    clicks = [("a", 1700 * step + 5) for step in range(20)]
    assert rows(filled(clicks)) == [("a", 1, 5, 1700 * 19, 20)]


def test_clicks_of_one_second_all_count():
    assert rows(filled([("a", 5), ("a", 5), ("a", 5), ("a", 9)])) == [("a", 1, 5, 4, 4)]


def test_viewers_are_kept_apart():
    clicks = [("a", 0), ("b", 1000), ("a", 2000), ("b", 3000), ("a", 4000)]
    assert rows(filled(clicks)) == cut(clicks)
    assert [row[1] for row in rows(filled(clicks))] == [1, 2, 3, 1, 2]


def test_order_of_the_rows_does_not_matter():
    clicks = [("a", at) for at in (0, 100, 5000, 5100, 9000)]
    assert rows(filled(clicks[::-1])) == rows(filled(clicks)) == cut(clicks)


def test_times_may_be_large():
    start = 1_760_000_000
    assert rows(filled([("a", start), ("a", start + 1801)])) == [("a", 1, start, 0, 1), ("a", 2, start + 1801, 0, 1)]


def test_more_than_nine_sessions_are_ordered_by_number():
    clicks = [("a", 10_000 * step) for step in range(12)]
    assert [row[1] for row in rows(filled(clicks))] == list(range(1, 13))


def test_viewers_are_ordered_as_text():
    clicks = [("b", 1), ("10", 1), ("a", 1), ("9", 1)]
    assert [row[0] for row in rows(filled(clicks))] == ["10", "9", "a", "b"]


def test_agrees_with_sessions_cut_in_python():
    rng = random.Random(30)
    for _ in range(25):
        clicks = [(rng.choice("abc"), rng.randrange(20) * 600) for _ in range(rng.randrange(30))]
        assert rows(filled(clicks)) == cut(clicks)
