"""Run after the examples: copies, keys, cursors, and pages put together."""

import random
import sqlite3

import pytest
from solution import database, plan, rows

FIRST = {"at": None, "id": None}


def scanned(lines):
    """The steps of a plan that read a whole table, under any alias; results of subqueries are no tables.

    To make an automatic index, SQLite has read the table too.
    """
    steps = [line.split() for line in lines]
    made = {words[1] for words in steps if words[0] in ("CO-ROUTINE", "MATERIALIZE")}
    whole = [words for words in steps if words[0] == "SCAN" or "AUTOMATIC" in words]
    return [" ".join(words) for words in whole if words[1] not in made and "CONSTANT" not in words]


def filled(follows, posts):
    """SQL that fills the raw tables."""
    lines = [f"INSERT INTO raw_follow VALUES ('{reader}', '{author}');" for reader, author in follows]
    lines += [f"INSERT INTO raw_post VALUES ({number}, '{author}', {at}, 'p{number}');" for number, author, at in posts]
    return "\n".join(lines) or "DELETE FROM raw_post;"


def ids(follows, posts, reader="xi", at=None, number=None):
    """Ids of one page."""
    return [row[0] for row in rows(filled(follows, posts), reader=reader, at=at, id=number)]


def test_nothing_to_read():
    assert ids([], []) == []
    assert ids([("xi", "ann")], []) == []
    assert ids([], [(1, "ann", 5)]) == []


def test_page_holds_twenty():
    posts = [(number, "ann", number) for number in range(1, 31)]
    assert ids([("xi", "ann")], posts) == list(range(30, 10, -1))


def test_repeated_rows_of_the_export_count_once():
    follows, posts = [("xi", "ann")] * 3, [(1, "ann", 5), (1, "ann", 5), (2, "ann", 6)]
    assert ids(follows, posts) == [2, 1]


def test_posts_of_one_second_across_pages():
    posts = [(number, "ann", 7) for number in range(1, 24)]
    assert ids([("xi", "ann")], posts) == list(range(23, 3, -1))
    assert ids([("xi", "ann")], posts, at=7, number=4) == [3, 2, 1]


def test_older_post_with_a_larger_id_is_not_lost():
    posts = [(1, "ann", 30), (9, "ann", 10), (5, "ann", 20)]
    assert ids([("xi", "ann")], posts, at=30, number=1) == [5, 9]


def test_readers_are_kept_apart():
    follows, posts = [("xi", "ann"), ("yu", "ben")], [(1, "ann", 1), (2, "ben", 2)]
    assert ids(follows, posts, "xi") == [1]
    assert ids(follows, posts, "yu") == [2]
    assert ids(follows, posts, "nobody") == []


def test_accounts_may_follow_themselves():
    assert ids([("xi", "xi")], [(1, "xi", 1)]) == [1]


def test_a_second_follow_is_refused():
    connection = database(reader="xi", **FIRST)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO follow (reader, author) VALUES ('xi', 'ann')")


def test_a_second_post_with_the_same_id_is_refused():
    connection = database(reader="xi", **FIRST)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO post (id, author, at, body) VALUES (1, 'x', 1, 'y')")


def test_tables_hold_each_row_once():
    connection = database(reader="xi", **FIRST)
    assert connection.execute("SELECT count(*) FROM follow").fetchone() == (3,)
    assert connection.execute("SELECT count(*) FROM post").fetchone() == (5,)


def test_later_pages_scan_nothing_either():
    lines = plan(reader="xi", at=200, id=3)
    assert scanned(lines) == []
    assert any("SEARCH" in line for line in lines)


def test_pages_together_are_everything():
    rng = random.Random(62)
    follows = [("xi", author) for author in "abc"]
    posts = [(number, rng.choice("abcd"), rng.randrange(12)) for number in rng.sample(range(1, 500), 90)]
    expected = [
        each[0] for each in sorted(posts, key=lambda post: (post[2], post[0]), reverse=True) if each[1] in "abc"
    ]
    seen, at, number = [], None, None
    for _ in range(8):
        page = rows(filled(follows, posts), reader="xi", at=at, id=number)
        seen += [row[0] for row in page]
        if not page:
            break
        number, at = page[-1][0], page[-1][2]
    assert seen == expected
