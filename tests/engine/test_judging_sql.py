"""SQL: statements told apart, errors placed in the reader's own lines, nothing beyond the database."""

from typing import Any

import pytest

from greenroom.judging.limits import TimeLimit
from greenroom.judging.reasons import SolutionError
from greenroom.judging.running import run
from greenroom.judging.sql import SHOWN_ROWS, Solution, Statement, statements, table

SCHEMA = """
CREATE TABLE feed (id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER named AFTER INSERT ON feed BEGIN UPDATE feed SET name = lower(name) WHERE id = new.id; END;
INSERT INTO feed VALUES (1, 'A;b'), (2, 'C');
"""


def test_statements_are_told_apart_with_the_line_they_start_in() -> None:
    text = "-- first; of two\nSELECT ';';\n\n/* then;\n   this */ SELECT 2;\n-- done\n"
    assert statements(text) == [Statement("SELECT ';';", 2), Statement("SELECT 2;", 5)]


def test_each_call_starts_from_the_sample_rows_again() -> None:
    solution = Solution("DELETE FROM feed WHERE id = 1; SELECT name FROM feed;", SCHEMA)
    assert solution.rows() == [("c",)] == solution.rows()
    assert solution.database().execute("SELECT count(*) FROM feed").fetchone() == (1,)
    solution.close()


def test_rows_of_a_test_take_the_place_of_the_sample_rows_and_keep_tables_and_triggers() -> None:
    solution = Solution("SELECT id, name FROM feed WHERE id > :low", SCHEMA)
    assert solution.rows("INSERT INTO feed VALUES (7, 'XY'); INSERT INTO feed VALUES (3, 'Z')", low=3) == [(7, "xy")]
    assert solution.columns(low=0) == ["id", "name"]
    assert solution.plan(low=0) == ["SEARCH feed USING INTEGER PRIMARY KEY (rowid>?)"]
    solution.close()


@pytest.mark.parametrize(
    ("sql", "message", "line"),
    [
        ("SELECT 1;\nSELECT name\nFROM feeds", "Line 3: no such table: feeds.", 3),
        ("SELECT (1,\n  2", "Line 2: incomplete input.", 2),
        ("SELECT nope(1)", "Line 1: no such function: nope.", 1),
        ("CREATE TABLE other (a)", "No statement gives rows.", 1),
        ("SELECT :missing", "Line 1: You did not supply a value for binding parameter :missing.", 1),
    ],
)
def test_an_error_names_the_readers_line(sql: str, message: str, line: int) -> None:
    solution = Solution(sql, SCHEMA)
    with pytest.raises(SolutionError) as caught:
        solution.rows()
    assert (str(caught.value), caught.value.solution_line) == (message, line)
    solution.close()


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH DATABASE '/tmp/other.db' AS other",
        "VACUUM INTO '/tmp/copy.db'",
        "SELECT load_extension('x')",
        "PRAGMA journal_mode = wal",
        "PRAGMA temp_store_directory = '/tmp'",
    ],
)
def test_nothing_beyond_the_database_can_be_reached(sql: str) -> None:
    solution = Solution(sql, SCHEMA)
    with pytest.raises(SolutionError, match="reaches beyond the database"):
        solution.rows()
    solution.close()


def test_the_schema_may_be_asked_about() -> None:
    solution = Solution("SELECT name FROM pragma_table_info('feed')", SCHEMA)
    assert solution.rows() == [("id",), ("name",)]
    solution.close()


def test_a_query_that_never_ends_is_ended() -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    solution = Solution(endless, SCHEMA, seconds=0.1)
    with pytest.raises(TimeLimit):
        solution.rows()
    solution.close()


def test_a_table_puts_numbers_to_the_right_and_says_how_many_rows_there_are() -> None:
    rows: list[tuple[Any, ...]] = [(1, "a"), (20, None)]
    assert table(["n", "name"], rows) == " n | name\n---+-----\n 1 | a\n20 | NULL\n(2 rows)"
    assert table(["n"], []) == "n\n-\n(0 rows)"
    assert table(["n"], [(1,)] * 500).endswith(f"(500 rows, {SHOWN_ROWS} shown)")


def test_a_run_without_a_result_says_what_to_write() -> None:
    result = run("-- nothing yet\n", language="sql", schema=SCHEMA)
    assert (result["verdict"], result["reason"], result["message"]) == (
        "error",
        "not-written",
        "There is no statement yet.",
    )
