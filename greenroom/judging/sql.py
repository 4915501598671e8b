"""Problems in SQL: the reader's statements on a fresh SQLite database in memory, and the module `solution` that tests import.

The schema's text makes the tables and fills in sample rows; a test may put rows of its own in their place. Nothing but the
database can be reached: no file, no extension, and no query that never ends.
"""

import re
import sqlite3
import sys
import time
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from greenroom.judging.limits import TimeLimit
from greenroom.judging.messages import SOLUTION
from greenroom.judging.reasons import Finding, Reason, SolutionError

Row = tuple[Any, ...]
STEPS = 5_000
"""Steps of SQLite's machine between two looks at the clock."""
SHOWN_ROWS = 200
CELL = 60
"""Characters of a value in a printed table."""
_READABLE = {
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list", "foreign_keys",
    "foreign_key_check", "database_list", "collation_list", "function_list", "compile_options", "encoding", "user_version",
    "case_sensitive_like", "recursive_triggers", "integrity_check", "quick_check",
}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One statement of a text and the line it starts in, counted from 1."""

    text: str
    line: int


def statements(text: str) -> list[Statement]:
    """The statements of a text; comments and empty statements between them are left out."""
    found: list[Statement] = []
    start = 0
    for match in re.finditer(";", text):
        piece = text[start : match.end()]
        if sqlite3.complete_statement(piece):
            found.append(Statement(piece, text.count("\n", 0, start) + 1))
            start = match.end()
    found.append(Statement(text[start:], text.count("\n", 0, start) + 1))
    return [_trimmed(each) for each in found if _bare(each.text)]


def _bare(text: str) -> str:
    """A statement without comments, semicolon and space around it."""
    return re.sub(r"--[^\n]*|/\*.*?\*/", " ", text, flags=re.DOTALL).strip("; \t\r\n")


def _trimmed(statement: Statement) -> Statement:
    """The statement from its first word on."""
    skipped = re.match(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)*", statement.text, re.DOTALL)
    before = skipped.group() if skipped else ""
    return Statement(statement.text[len(before) :], statement.line + before.count("\n"))


def _makes(statement: Statement) -> bool:
    """Whether a statement of the schema makes something, rather than filling it with sample rows."""
    return bool(re.match(r"(create|drop|alter|pragma)\b", _bare(statement.text), re.IGNORECASE))


class Solution:
    """The reader's SQL as tests use it: the functions of the module `solution`."""

    def __init__(self, sql: str, schema: str, seconds: float = 5.0) -> None:
        self.sql = sql
        self.schema = statements(schema)
        self.statements = statements(sql)
        self.seconds = seconds
        self._open: list[sqlite3.Connection] = []

    def close(self) -> None:
        """Close every database that was handed out."""
        while self._open:
            self._open.pop().close()

    def database(self, setup: str = "", **parameters: Any) -> sqlite3.Connection:
        """A fresh database after the reader's statements; `setup` is SQL run in place of the schema's sample rows."""
        connection, _ = self._answer(setup, parameters)
        return connection

    def rows(self, setup: str = "", **parameters: Any) -> list[Row]:
        """The rows of the last statement that gives any; `parameters` fill in `:name`."""
        connection, last = self._answer(setup, parameters)
        connection.close()
        return self._given(last)[1]

    def result(self, setup: str = "") -> tuple[list[str], list[Row]]:
        """Names of columns and rows of the last statement that gives any, on the rows of `setup`; parameters are NULL."""
        connection, last = self._answer(setup, _Nulls())
        connection.close()
        return self._given(last)

    def columns(self, setup: str = "", **parameters: Any) -> list[str]:
        """Names of the columns of the last statement that gives rows."""
        connection, last = self._answer(setup, parameters)
        connection.close()
        return self._given(last)[0]

    def plan(self, setup: str = "", **parameters: Any) -> list[str]:
        """How SQLite goes about the last statement that gives rows: the lines of EXPLAIN QUERY PLAN, indented by depth."""
        connection, last = self._answer(setup, parameters)
        if last is None:
            raise self.nothing()
        plan = query_plan(connection, last[0], parameters)
        connection.close()
        return plan

    def module(self, filename: str = SOLUTION) -> types.ModuleType:
        """The module `solution` that tests import from."""
        made = types.ModuleType("solution")
        made.__file__ = filename
        made.__dict__.update(
            rows=self.rows, columns=self.columns, plan=self.plan, database=self.database, sql=self.sql, __source__=""
        )
        return made

    def check(self) -> None:
        """Raise SolutionError when a statement cannot be read or names what is not there, before any test runs."""
        try:
            for _ in self.results():
                pass
        except SolutionError as error:
            if error.finding.reason == "syntax" or "no such" in str(error) or "not allowed" in str(error):
                raise
        finally:
            self.close()

    def results(self, setup: str = "") -> Iterator[tuple[Statement, list[str], list[Row], list[str]]]:
        """Each of the reader's statements that gives rows, with columns, rows and query plan; parameters are NULL."""
        connection = self._fresh(setup)
        nulls = _Nulls()
        for statement in self.statements:
            columns, rows = self._execute(connection, statement, nulls)
            if columns:
                yield statement, columns, rows, query_plan(connection, statement, nulls)

    def _given(self, last: "_Answer | None") -> tuple[list[str], list[Row]]:
        if last is None:
            raise self.nothing()
        return last[1], last[2]

    def nothing(self) -> SolutionError:
        """What to say when no statement gives rows."""
        if not self.statements:
            return SolutionError(
                Finding("not-written", "There is no statement yet.", "Write a SELECT for the last statement.")
            )
        message = "No statement gives rows."
        return SolutionError(
            Finding("exception", message, "End with the SELECT that answers the question."), self.statements[-1].line
        )

    def _answer(self, setup: str, parameters: Mapping[str, Any]) -> "tuple[sqlite3.Connection, _Answer | None]":
        """A fresh database after the reader's statements, and the last one that gave rows."""
        connection, last = self._fresh(setup), None
        for statement in self.statements:
            columns, rows = self._execute(connection, statement, parameters)
            if columns:
                last = (statement, columns, rows)
        return connection, last

    def _fresh(self, setup: str) -> sqlite3.Connection:
        """A database with the schema's tables, and with its sample rows or with what `setup` puts in."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._open.append(connection)
        _confine(connection)
        for statement in self.schema:
            if not setup or _makes(statement):
                connection.execute(statement.text)
        for statement in statements(setup):
            self._execute(connection, statement, {}, "Setup line")
        return connection

    def _execute(
        self, connection: sqlite3.Connection, statement: Statement, parameters: Mapping[str, Any], what: str = "Line"
    ) -> tuple[list[str], list[Row]]:
        """Run one statement; gives the names of its columns, empty when it gives no rows, and the rows."""
        with _watched(connection, self.seconds):
            try:
                cursor = connection.execute(statement.text, parameters)
                rows = cursor.fetchall()
            except (sqlite3.Error, sqlite3.Warning) as error:
                if str(error) == "interrupted":
                    raise TimeLimit from None
                raise explained(error, statement, what) from None
        return ([each[0] for each in cursor.description] if cursor.description else []), rows


_Answer = tuple[Statement, list[str], list[Row]]


class _Nulls(dict[str, Any]):
    """Parameters for a look at the query without a test: each is NULL."""

    def __missing__(self, key: str) -> None:
        return None


def _confine(connection: sqlite3.Connection) -> None:
    """Refuse what reaches beyond the database: files, extensions and settings."""

    def allow(action: int, first: str | None, second: str | None, _database: str | None, _source: str | None) -> int:
        if action in {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in _READABLE:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in {"load_extension", "readfile", "writefile"}:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.set_authorizer(allow)


@contextmanager
def _watched(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Interrupt a query that runs longer than `seconds`, or during which a time limit fires, which SQLite swallows."""
    until = time.perf_counter() + seconds
    connection.set_progress_handler(lambda: int(time.perf_counter() > until), STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def explained(error: sqlite3.Error | sqlite3.Warning, statement: Statement, what: str = "Line") -> SolutionError:
    """SQLite's complaint about a statement, with the line in its text, which is called `what`."""
    text = str(error).rstrip(".")
    line = statement.line + _offset(text, statement.text)
    reason: Reason = "exception"
    advice = "Run it on the sample rows and look at each step by itself."
    if re.search("not authorized|prohibited|authorization denied", text):
        text = "this statement reaches beyond the database, which is not allowed here"
        advice = "Work on the tables that are there; other databases, files, extensions and settings stay closed."
    elif re.search("syntax error|incomplete input|unrecognized token", text):
        reason = "syntax"
        advice = (
            "Look at that line and the one before it: a comma, a bracket or a keyword is often missing or out of order."
        )
    elif match := re.search(r"no such (table|column|function): (\S+)", text):
        advice = f"Check the spelling of `{match[2]}` against the schema."
        if match[1] == "function":
            advice = "SQLite has no such function; say it in another way."
    elif "supply a value for binding" in text:
        advice = "Use only the parameters that the statement of the problem names."
    finding = Finding(reason, f"{what} {line}: {text}.", advice)
    return SolutionError(finding, line if what == "Line" else None)


def _offset(message: str, text: str) -> int:
    """Lines from a statement's start to what a message of SQLite names."""
    match = re.search(r'near "(.+)": syntax error|unrecognized token: "(.+)"|no such \w+: (\S+)', message, re.DOTALL)
    if match is None:
        return text.rstrip("; \n").count("\n") if "incomplete input" in message else 0
    named = next(each for each in match.groups() if each)
    places = [each.start() for each in re.finditer(rf"(?<![\w.]){re.escape(named)}(?!\w)", text)]
    # A keyword may stand in the statement many times; the first is as good as any, and mostly it is the only one.
    return text.count("\n", 0, places[0]) if places else 0


def query_plan(connection: sqlite3.Connection, statement: Statement, parameters: Mapping[str, Any]) -> list[str]:
    """The lines of EXPLAIN QUERY PLAN for a statement, indented by their depth."""
    depths = {0: -1}
    lines = []
    for own, parent, _, detail in connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", parameters):
        depths[own] = depths.get(parent, -1) + 1
        lines.append(f"{'  ' * depths[own]}{detail}")
    return lines


def table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Rows as a text table with a line under the head, numbers to the right, and the number of rows below."""
    cells = [[_cell(value) for value in row] for row in rows[:SHOWN_ROWS]]
    numeric = [all(isinstance(row[i], int | float | None) for row in rows[:SHOWN_ROWS]) for i in range(len(columns))]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]

    def line(values: Sequence[str]) -> str:
        sides = [v.rjust(w) if right else v.ljust(w) for v, w, right in zip(values, widths, numeric, strict=True)]
        return " | ".join(sides).rstrip()

    rule = "-+-".join("-" * width for width in widths)
    count = (
        f"({len(rows):,} row{'s' if len(rows) != 1 else ''}{f', {SHOWN_ROWS} shown' if len(rows) > SHOWN_ROWS else ''})"
    )
    return "\n".join([line(columns), rule, *map(line, cells), count])


def _cell(value: object) -> str:
    text = "NULL" if value is None else repr(value) if isinstance(value, bytes) else str(value).replace("\n", "\\n")
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def print_results(code: str, schema: str) -> None:
    """Run: each result of the reader's statements on the sample rows as a table, with its query plan; parameters are NULL."""
    count = 0
    with closing(Solution(code, schema, seconds=60.0)) as solution:
        for statement, columns, rows, plan in solution.results():
            count += 1
            sys.stdout.write(f"{'' if count == 1 else chr(10)}Line {statement.line}\n{table(columns, rows)}\n")
            sys.stdout.write("\nQuery plan\n" + "".join(f"  {each}\n" for each in plan))
        if not count:
            raise solution.nothing()
