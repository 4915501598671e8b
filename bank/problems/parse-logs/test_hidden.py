"""Run after the examples: quotes, escapes, blanks, order, damaged lines, and lines written and read back."""

import random

import pytest
from solution import Report, count_errors, parse_line


def written(key, value):
    """A field with its value in quotes, escaped."""
    return '{}="{}"'.format(key, value.replace("\\", "\\\\").replace('"', '\\"'))


@pytest.mark.parametrize("line", ["", " ", "   \n", "\n", "\r\n"])
def test_blank_line_has_no_fields_and_counts_nowhere(line):
    assert parse_line(line) == {}
    assert count_errors([line, line]) == Report([], 0, 0)


@pytest.mark.parametrize("line", ["a=1 b=2\n", "  a=1   b=2  ", "a=1 b=2\r\n", "a=1 b=2"])
def test_spaces_and_line_ends_around_fields_do_not_count(line):
    assert parse_line(line) == {"a": "1", "b": "2"}


def test_spaces_inside_quotes_are_kept():
    assert parse_line('a="  x  y " b=" "') == {"a": "  x  y ", "b": " "}


def test_equals_sign_is_ordinary_inside_quotes():
    assert parse_line('query="a=1 b=2" level=info') == {"query": "a=1 b=2", "level": "info"}


@pytest.mark.parametrize(
    ("quoted", "value"),
    [
        (r'"\\"', "\\"),
        (r'"\""', '"'),
        (r'"\\\""', '\\"'),
        (r'"C:\\temp\\new"', r"C:\temp\new"),
        (r'"\\n"', r"\n"),
        (r'"say \"hi\" twice"', 'say "hi" twice'),
    ],
)
def test_escapes_are_resolved(quoted, value):
    assert parse_line(f"a={quoted} b=1") == {"a": value, "b": "1"}


@pytest.mark.parametrize(
    "line",
    [
        'a="x\\"',
        'a="x\\\\\\"',
        'a="x\\',
        r'a="\t"',
        'a="x" "y"',
        'a="x""y"',
        'a=x"y"',
        'a=x"',
        "a = 1",
        "a= =1",
        "a==1",
        "a",
        "a=1 b",
        'a="1"b=2',
        "a-b=1",
        "naïve=1",
        "a=1 , b=2",
        '"a"=1',
        '"',
        "=",
    ],
)
def test_line_that_breaks_a_rule_is_malformed(line):
    assert parse_line(line) is None
    assert count_errors(["level=error service=x " + line]) == Report([], 0, 1)


def test_backslash_is_ordinary_in_a_bare_value():
    assert parse_line(r"path=C:\temp\new") == {"path": r"C:\temp\new"}


def test_values_may_hold_any_other_character():
    assert parse_line('a=ü,{x}; b="日本\t語"') == {"a": "ü,{x};", "b": "日本\t語"}


def test_keys_may_hold_points_digits_and_underscores():
    assert parse_line("http.status=500 2xx=0 _id=7 A.b_C=x") == {
        "http.status": "500",
        "2xx": "0",
        "_id": "7",
        "A.b_C": "x",
    }


def test_last_of_equal_keys_counts():
    assert parse_line('a=1 a="2" b=3 a=4') == {"a": "4", "b": "3"}
    assert count_errors(["level=error service=a level=info", "level=info service=a service=b level=error"]).errors == [
        ("b", 1)
    ]


def test_keys_differ_by_capitals():
    assert count_errors(["Level=error service=a", "level=error Service=a"]) == Report([("unknown", 1)], 2, 0)


@pytest.mark.parametrize(
    ("level", "errors"),
    [("error", 1), ("ERROR", 1), ("Fatal", 1), ("errors", 0), ("warn", 0), ("", 0), ('"error"', 1), ('"error "', 0)],
)
def test_level_decides_what_is_an_error(level, errors):
    assert count_errors([f"level={level} service=s"]) == Report([("s", 1)] * errors, 1, 0)


def test_word_error_in_a_message_is_no_error():
    assert count_errors(['level=info service=a msg="level=error"', "service=b msg=error"]) == Report([], 2, 0)


def test_missing_or_empty_service_is_unknown():
    lines = ["level=error", "level=error service=", 'level=error service=""', "level=error service=unknown"]
    assert count_errors(lines).errors == [("unknown", 4)]


def test_services_are_ordered_by_errors_and_then_by_name():
    services = ["b", "a", "c", "c", "B", "d", "d"]
    report = count_errors(f"level=error service={each}" for each in services)
    assert report == Report([("c", 2), ("d", 2), ("B", 1), ("a", 1), ("b", 1)], 7, 0)


def test_lines_are_taken_one_at_a_time():
    taken = []

    def log():
        for number in range(4):
            taken.append(number)
            yield f"level=error service=s{number}\n"

    lines = log()
    assert count_errors(lines).parsed == 4
    assert taken == [0, 1, 2, 3]
    assert next(lines, None) is None


def test_written_lines_are_read_back():
    rng = random.Random(12)
    for _ in range(200):
        fields = {f"k{at}": "".join(rng.choices('ab \\"= ', k=rng.randrange(8))) for at in range(rng.randrange(1, 5))}
        line = "  ".join(written(key, value) for key, value in fields.items())
        assert parse_line(line) == fields, line
        assert parse_line(line[:-1]) is None, line[:-1]


def test_long_line_that_never_closes_is_malformed_at_once():
    assert parse_line('a="' + "x" * 100_000) is None
    assert parse_line('a="' + '\\"' * 30_000) is None


def test_many_lines_are_counted():
    lines = [
        f'level={"error" if at % 3 == 0 else "info"} service=s{at % 2} msg="line {at}' + '"' * (at % 5 > 0)
        for at in range(3_000)
    ]
    assert count_errors(lines) == Report([("s0", 400), ("s1", 400)], 2_400, 600)
