"""Shown to the reader: the cases of the statement."""

import pytest
from solution import Report, count_errors, parse_line

LINES = [
    'level=error service=feed msg="timeout after 3 s" code=504',
    'level=INFO service=ads msg=""',
    r'level=Error service=ads msg="no \"bid\" field"',
    'level=error service=feed msg="never closed',
    "",
    "level=fatal user=",
    "level=error service=feed",
]


def test_errors_are_counted_by_service():
    assert count_errors(LINES) == Report([("feed", 2), ("ads", 1), ("unknown", 1)], 5, 1)


def test_quoted_value_is_read_without_its_quotes():
    assert parse_line(LINES[0]) == {"level": "error", "service": "feed", "msg": "timeout after 3 s", "code": "504"}
    assert parse_line(LINES[2]) == {"level": "Error", "service": "ads", "msg": 'no "bid" field'}


@pytest.mark.parametrize("line", ['msg="never closed', "no fields here", "=value", "a=b=c", 'a="x"y', r'a="\n"'])
def test_broken_line_is_malformed(line):
    assert parse_line(line) is None


def test_values_may_be_empty():
    assert parse_line('level=fatal user= msg=""') == {"level": "fatal", "user": "", "msg": ""}


def test_no_lines_give_an_empty_report():
    assert count_errors([]) == Report([], 0, 0)
