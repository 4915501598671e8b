"""Units of estimates, and numbers written for readers: `GB per day`, `2,315 posts per second`, `$1.2 million`.

`frontend/src/quantities/units.ts` says the same in TypeScript; `tests/engine/quantity_cases.json` holds the two together.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Measure = Literal["count", "bytes", "time", "money", "share"]

SCALES: dict[str, float] = {"k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9, "t": 1e12, "p": 1e15, "mn": 1e6, "mio": 1e6}
SCALES |= {"bn": 1e9, "tn": 1e12, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
"""Word after a number, in lower case -> what it multiplies by."""
TIMES: dict[str, float] = {"ms": 1e-3, "millisecond": 1e-3, "s": 1.0, "sec": 1.0, "second": 1.0}
TIMES |= {"m": 60.0, "min": 60.0, "minute": 60.0, "h": 3600.0, "hr": 3600.0, "hour": 3600.0, "d": 86400.0}
TIMES |= {"day": 86400.0, "w": 604800.0, "week": 604800.0, "month": 2592000.0, "y": 31536000.0, "yr": 31536000.0}
TIMES |= {"year": 31536000.0}
"""Unit of time, in lower case and singular -> seconds; a month has 30 days and a year 365."""
PERIODS: dict[float, str] = {1e-3: "millisecond", 1.0: "second", 60.0: "minute", 3600.0: "hour", 86400.0: "day"}
PERIODS |= {604800.0: "week", 2592000.0: "month", 31536000.0: "year"}
"""Seconds -> the unit's name."""
DATA: dict[str, tuple[float, str]] = {
    "b": (1.0, "bytes"),
    "kb": (1e3, "KB"),
    "mb": (1e6, "MB"),
    "gb": (1e9, "GB"),
    "tb": (1e12, "TB"),
    "pb": (1e15, "PB"),
    "kib": (2.0**10, "KiB"),
    "mib": (2.0**20, "MiB"),
    "gib": (2.0**30, "GiB"),
    "tib": (2.0**40, "TiB"),
    "pib": (2.0**50, "PiB"),
    "bit": (0.125, "bits"),
    "kbit": (125.0, "kbit"),
    "mbit": (125e3, "Mbit"),
    "gbit": (125e6, "Gbit"),
    "tbit": (125e9, "Tbit"),
    "pbit": (125e12, "Pbit"),
}
"""Unit of data, in lower case and singular -> bytes, and how it is written."""
LONG: dict[str, str] = {
    "byte": "b",
    "kilobyte": "kb",
    "megabyte": "mb",
    "gigabyte": "gb",
    "terabyte": "tb",
    "petabyte": "pb",
    "kilobit": "kbit",
    "megabit": "mbit",
    "gigabit": "gbit",
    "terabit": "tbit",
}
"""Unit of data in full, singular -> its key in `DATA`."""
SHARES = ("%", "percent", "pct")
MONEY = ("$", "usd", "dollar")
# fmt: off
NOUNS = frozenset((
    "ad", "answer", "call", "candidate", "connection", "copy", "core", "cpu", "delivery", "device", "document", "doc",
    "event", "example", "feature", "file", "gpu", "host", "image", "insert", "item", "letter", "lookup", "machine",
    "message", "model", "node", "notification", "op", "operation", "page", "partition", "payment", "people", "person",
    "ping", "post", "prediction", "push", "query", "read", "record", "replica", "reply", "request", "req", "row",
    "score", "search", "server", "shard", "slot", "task", "token", "transaction", "update", "user", "value", "vector",
    "video", "view", "visit", "worker", "write",
))
# fmt: on
"""What may be counted, singular; the noun of an answer is not held against the one that is asked."""


class UnreadableError(ValueError):
    """An answer or unit that cannot be read; the message is for the reader and says what to write."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What a number is measured in."""

    measure: Measure
    factor: float
    """Bytes, seconds, dollars, things, or wholes for a share, in one of it."""
    name: str
    """How it is written: `GB`, `hours`, `posts`."""
    per: float = 0.0
    """Seconds of the period of a rate; 0 for a total."""

    @property
    def label(self) -> str:
        """The unit in words: `GB per day`."""
        return f"{self.name} per {PERIODS[self.per]}" if self.per else self.name


def read_unit(text: str) -> Unit:
    """The unit in which a drill asks: `GB/day`, `posts/s`, `hours`, `%`, `$`, `Gbit/s`; raises UnreadableError."""
    name, _, period = (part.strip() for part in text.partition("/"))
    per = 0.0
    if period:
        per = TIMES.get(period, 0.0)
        if not per:
            raise UnreadableError(f"`{period}` is no period; write one of {', '.join(TIMES)}")
    found = named(name)
    if found is not None:
        return Unit(measure=found.measure, factor=found.factor, name=found.name, per=per)
    if not re.fullmatch(r"[a-zA-Z][a-zA-Z -]*", name):
        raise UnreadableError(f"`{name}` is no unit; write what is counted, or a unit such as GB, hours, %, $")
    return Unit(measure="count", factor=1.0, name=name, per=per)


def named(word: str) -> Unit | None:
    """The unit of data, time, money or share that a word names; None for any other word. `Gb` is a gigabit."""
    single = singular(word.lower())
    if single in SHARES:
        return Unit(measure="share", factor=0.01, name="%")
    if single in MONEY:
        return Unit(measure="money", factor=1.0, name="$")
    key = LONG.get(single, single)
    if re.fullmatch(r"[KMGTP]b", word):
        key = f"{key}it"
    if key in DATA:
        return Unit(measure="bytes", factor=DATA[key][0], name=DATA[key][1])
    if single in TIMES:
        return Unit(measure="time", factor=TIMES[single], name=f"{PERIODS[TIMES[single]]}s")
    return None


def singular(word: str) -> str:
    """`query` for `queries`, `box` for `boxes`, `post` for `posts`."""
    if word in TIMES or len(word) < 3:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def rounded(value: float, digits: int) -> float:
    """A value at so many significant digits, a half rounded up."""
    return float(Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value)))


def number_text(value: float, digits: int = 6) -> str:
    """A number for readers at so many significant digits at most: `2,315`, `6.75 billion`, `0.004`."""
    value = rounded(value, digits)
    for name, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if abs(value) >= size:
            return f"{_decimal(rounded(value / size, digits))} {name}"
    return _decimal(value)


def _decimal(value: float) -> str:
    whole, _, decimals = format(Decimal(repr(value)), "f").partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def amount_text(value: float, unit: str, digits: int = 6) -> str:
    """A number with its unit as drills write it: `95%`, `$1.2 million`, `40 GB per day`, `3 KB`."""
    name, _, period = unit.partition("/")
    after = f" per {PERIODS[TIMES[period]]}" if period in TIMES else f" per {period}" if period else ""
    shown = number_text(value, digits)
    if name == "$":
        cents = "0" if re.fullmatch(r"[0-9]+\.[0-9]", shown) else ""  # $0.50, but $1.5 million
        return f"${shown}{cents}{after}"
    if name == "%":
        return f"{shown}%{after}"
    return f"{shown} {name}{after}".strip()
