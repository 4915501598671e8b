"""Run after the examples: ties, returns, duplicates, and a state folded in Python to compare with."""

import random

from solution import database, rows


def filled(changes):
    """SQL that fills the table: customer, version, operation, name, city, in order of arrival."""
    lines = ["DELETE FROM change;"]
    for event, (customer, version, operation, name, city) in enumerate(changes, 1):
        place = "NULL" if city is None else f"'{city}'"
        lines.append(f"INSERT INTO change VALUES ({event}, {customer}, {version}, '{operation}', '{name}', {place});")
    return "\n".join(lines)


def folded(changes):
    """The state, folded in Python."""
    newest = {}
    for customer, version, operation, name, city in changes:
        if customer not in newest or version >= newest[customer][0]:
            newest[customer] = (version, operation, name, city)
    return [
        (customer, version, name, city)
        for customer, (version, operation, name, city) in sorted(newest.items())
        if operation != "delete"
    ]


def test_no_changes():
    assert rows(filled([])) == []


def test_corrected_version_replaces_the_first():
    changes = [(1, 1, "insert", "typo", "A"), (1, 1, "insert", "right", "A")]
    assert rows(filled(changes)) == [(1, 1, "right", "A")]


def test_deletion_sent_twice():
    changes = [(1, 1, "insert", "x", "A"), (1, 2, "delete", "x", "A"), (1, 2, "delete", "x", "A")]
    assert rows(filled(changes)) == []


def test_deletion_corrected_to_an_update():
    changes = [(1, 2, "delete", "x", "A"), (1, 2, "update", "x", "B")]
    assert rows(filled(changes)) == [(1, 2, "x", "B")]


def test_deletion_that_arrives_first():
    changes = [(1, 2, "delete", "x", "A"), (1, 1, "insert", "x", "A")]
    assert rows(filled(changes)) == []


def test_customer_comes_back():
    changes = [(1, 1, "delete", "x", "A"), (1, 2, "insert", "y", "B")]
    assert rows(filled(changes)) == [(1, 2, "y", "B")]


def test_null_means_unknown():
    changes = [(1, 1, "insert", "x", "A"), (1, 2, "update", "x", None)]
    assert rows(filled(changes)) == [(1, 2, "x", None)]


def test_same_event_many_times_gives_one_row():
    assert rows(filled([(1, 5, "update", "x", "A")] * 6)) == [(1, 5, "x", "A")]


def test_versions_are_numbers():
    changes = [(1, 9, "update", "nine", "A"), (1, 10, "update", "ten", "A")]
    assert rows(filled(changes)) == [(1, 10, "ten", "A")]


def test_table_is_left_as_it_was():
    assert database().execute("SELECT count(*) FROM change").fetchone() == (9,)


def test_agrees_with_a_state_folded_in_python():
    rng = random.Random(404)
    for _ in range(25):
        changes = [
            (
                rng.randrange(5),
                rng.randrange(6),
                rng.choice(["insert", "update", "delete"]),
                f"n{n}",
                rng.choice(["A", "B", None]),
            )
            for n in range(rng.randrange(25))
        ]
        assert rows(filled(changes)) == folded(changes)
