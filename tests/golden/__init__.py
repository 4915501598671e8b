"""Cases of the judge with what must come of them, run under CPython and in the browser: both must say the same."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from greenroom import api
from greenroom.judging.limits import AlarmLimit

FOLDER = Path(__file__).resolve().parent
Case = dict[str, Any]

# What a result may not differ in is everything but these: times, and what is true of one machine alone.
_LEFT_OUT = {"seconds", "ms"}
_CASE_KEYS = ("id", "outcome", "reason", "message", "advice", "expected", "got", "line", "stdout", "hidden")
_DIFFERS = [
    (re.compile(r"0x[0-9a-f]+"), "0x…"),  # addresses of objects
    (re.compile(r"[\w/]*/attempt-\d+-\d+"), "attempt"),  # the folder of an attempt
    (
        re.compile(r"^ *[~^]+ *\n", re.MULTILINE),
        "",
    ),  # marks under a line, which each version of Python sets its own way
]


def load() -> list[Case]:
    """The cases of `cases.yml`, each with an `id`."""
    return list(YAML(typ="safe").load((FOLDER / "cases.yml").read_text(encoding="utf-8")))


def request(case: Case) -> tuple[str, dict[str, Any]]:
    """The judge's method and parameters that a case asks for."""
    method = case.get("method", "test")
    keys = ("code", "stdin", "requires", "only", "language", "schema", "expression", "reference", "seconds")
    params = {key: case[key] for key in keys if key in case}
    for key in ("tests", "hidden", "files", "reference_files"):
        if key in case:
            params[key] = [{"name": name, "source": source} for name, source in case[key].items()]
    if method == "test":
        params.setdefault("tests", [])
        params["test_seconds"] = case.get("seconds", 1.0)
        params.pop("seconds", None)
    return f"judge.{method}", params


def judged(case: Case) -> dict[str, Any]:
    """What the judge says of a case here."""
    method, params = request(case)
    hooks = {"limit": AlarmLimit()} if "limit" in api.HOOKS[method] else {}
    return dict(api.call(method, params, **hooks))


def normal(result: Any) -> Any:
    """A result without what may differ between two machines."""
    if isinstance(result, dict):
        return {key: normal(value) for key, value in result.items() if key not in _LEFT_OUT}
    if isinstance(result, list):
        return [normal(each) for each in result]
    if isinstance(result, str):
        for pattern, instead in _DIFFERS:
            result = pattern.sub(instead, result)
    return result


def told(result: dict[str, Any]) -> dict[str, Any]:
    """What a reader sees of a result: all but tracebacks, whose inner lines belong to each version of Python.

    The line in which a time limit struck is left out too: which one of a loop's it is, is chance.
    """
    plain = normal(result)
    for each in [plain, *plain.get("cases", [])]:
        each["line"] = None if each["reason"] == "timeout" else each["line"]
    kept = {key: value for key, value in plain.items() if key not in {"traceback", "cases"}}
    kept["cases"] = [{key: each[key] for key in _CASE_KEYS} for each in plain.get("cases", [])]
    return dict(kept)


def outcomes(result: dict[str, Any]) -> dict[str, str]:
    """`outcome` or `outcome reason` of each test case by name, as cases.yml writes it."""
    return {each["name"]: " ".join(filter(None, [each["outcome"], each["reason"]])) for each in result.get("cases", [])}
