"""Arithmetic as the site writes it: finds `58 × 3 = 174`, `40B ÷ 86,400 s | 463K`, "100 times 27 pages is 2,700", and recomputes it.

A statement is an expression of numbers, a connector (`=`, "is", "makes", the border of a table's cell, a comma) and the result
shown; or the result first, and the expression after a colon or in brackets; or one rate in two units of time ("a million a day,
12 a second"). Words between, such as "posts" or "a day", are passed over. What has variables (`n(n − 1)/2`) is left alone.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tests.content.numerals import END, TIMES, UNITS, Cursor, NoStatementError, Shown, Token, before, tokens

OPERATORS = {"×": "*", "times": "*", "÷": "/", "/": "/", "divided by": "/", "over": "/", "in": "/", "of": "*"}
OPERATORS |= {"+": "+", "plus": "+", "−": "-", "minus": "-"}
CONNECTORS = frozenset(
    ("=", "≈", "|", ",", "is", "are", "makes", "make", "gives", "give", "that is", "that makes", "so")
)
LEADS = frozenset(("about", "roughly", "some", "nearly", "almost", "just", "around", "only", "say"))
"""Words that may stand between a connector and its result."""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Statement:
    """One claim: the text that makes it and where, the result shown, and what comes out of the expression."""

    text: str
    at: int
    shown: Shown
    computed: Shown
    exact: bool = False

    @property
    def holds(self) -> bool:
        """Whether the result, rounded as shown, is what comes out; whole numbers joined by `=` must be equal."""
        found = [self.computed.value]
        if self.shown.seconds and self.computed.seconds:
            ratio = self.computed.seconds / self.shown.seconds
            found += [self.computed.value * ratio, self.computed.value / ratio]
        if self.shown.points:
            found.append(self.computed.value * 100)
        slack = 0.0 if self.exact else self.shown.tolerance
        return any(abs(value - self.shown.value) <= slack * 1.001 + 1e-9 * abs(value) for value in found)


class _Reader(Cursor):
    """Reads one expression and its result from a place on, by recursive descent."""

    def __init__(self, pieces: list[Token], at: int) -> None:
        super().__init__(pieces, at)
        self.used: set[str] = set()
        self.whole = True
        self.seconds = 0.0

    def atom(self) -> float:
        if self.peek().text == "√":
            self.at += 1
            self.used.add("√")
            self.whole = False
            return math.sqrt(self.atom())
        if self.peek().text == "(":
            self.at += 1
            value = self.sum()
            if not self.pass_words(lambda piece: piece.text == ")"):
                raise NoStatementError
            self.at += 1
            return value
        shown = self.number()
        self.whole = self.whole and shown.whole
        self.seconds = shown.seconds or self.period() or self.seconds
        if self.peek().kind != "power":
            return shown.value
        self.at += 1
        self.used.add("^")
        return float(shown.value ** int(self.pieces[self.at - 1].text.translate(SUPERSCRIPTS)))

    def operator(self, wanted: str) -> str:
        """The next operator if it is one of those wanted; words before it are passed over."""
        here, share = self.at, self.pieces[self.at - 1].text == "%"
        if self.pass_words(lambda piece: piece.text in OPERATORS, ".;," if wanted == "*/" else ""):
            text = self.peek().text
            self.at += 1
            ours = OPERATORS[text] in wanted
            if text == "of":  # 5% of 400, or 20 posts of 1 KB
                amount = self.peek().kind == "number" and self.peek(1).text.removesuffix("s") in UNITS
                ours = ours and ((share and self.at == here + 1) or (amount and self.peek(1).text != "%"))
            if text == "in":  # 400 calls in 5 minutes
                ours = ours and any(self.peek(ahead).text.removesuffix("s") in TIMES for ahead in (1, 2))
            if ours:
                self.used.add("," if any(piece.text == "," for piece in self.pieces[here : self.at]) else text)
                return OPERATORS[text]
        self.at = here
        return ""

    def product(self) -> float:
        value = self.atom()
        while operator := self.operator("*/"):
            other = self.atom()
            if operator == "/" and not other:
                raise NoStatementError
            self.whole = self.whole and operator == "*"
            value = value * other if operator == "*" else value / other
        return value

    def sum(self) -> float:
        value = self.product()
        while operator := self.operator("+-"):
            value += self.product() if operator == "+" else -self.product()
        return value

    def expression(self) -> Shown:
        """The value of what stands here, which must have an operator in it."""
        value = self.sum()
        if not self.used:
            raise NoStatementError
        return Shown(value, 0.0, self.whole, self.seconds)

    def connector(self) -> str:
        """The connector that follows, with all that stands before its result passed over."""
        if not self.pass_words(lambda piece: piece.text in CONNECTORS):
            raise NoStatementError
        found = self.peek().text
        self.pass_lead()
        return found

    def pass_lead(self) -> None:
        """Go on to the result: over connectors and words such as "about"."""
        while self.peek().text in CONNECTORS or self.peek().text in LEADS:
            self.at += 1

    def result(self) -> tuple[Shown, bool]:
        """What stands behind the connector, and whether that is an equals sign."""
        connector = self.connector()
        plain = self.used & {"×", "÷", "times", "divided by", "^"} and not (connector == "," and "," in self.used)
        if connector in {"|", ","} and not plain:
            raise NoStatementError
        here = self.at
        shown = self.number()
        if self.peek().kind == "operator" and self.peek().text not in {"of", "over"}:
            if connector not in "=≈":
                raise NoStatementError
            value = _Reader(self.pieces, here).expression().value  # an expression on both sides
            return Shown(value, abs(value) / 200, whole=False), False
        return Shown(
            shown.value, shown.tolerance, shown.whole, shown.seconds or self.period(), shown.points
        ), connector == "="


def _forward(pieces: list[Token], at: int) -> tuple[_Reader, Shown, Shown, bool]:
    """Expression, connector, result."""
    reader = _Reader(pieces, at)
    computed = reader.expression()
    if reader.used == {"of"} and at and pieces[at - 1].text == "and":
        raise NoStatementError  # the second of two terms that belong together
    shown, equals = reader.result()
    return reader, shown, computed, equals and computed.whole and shown.whole


def _backward(pieces: list[Token], at: int) -> tuple[_Reader, Shown, Shown, bool]:
    """The result, then the expression after a colon or in brackets, to the end of the sentence or of the brackets."""
    mark = pieces[at - 1].text if at else ""
    shown = before(pieces, at) if mark in {":", "("} else None
    reader = _Reader(pieces, at)
    computed = reader.expression()
    ends = {")"} if mark == "(" else {".", ";", '"', "\n", ""}
    if shown is None or reader.used <= {"in", "of"} or not reader.pass_words(lambda piece: piece.text in ends):
        raise NoStatementError
    return reader, shown, computed, False


def _rate(pieces: list[Token], at: int) -> tuple[_Reader, Shown, Shown, bool]:
    """One rate in two units of time: a number, a period, a connector, a number, another period."""
    reader = _Reader(pieces, at)
    number = reader.number()
    period = reader.period()
    if (
        not period
        or number.seconds
        or not reader.pass_words(lambda piece: piece.text == ":" or piece.text in CONNECTORS)
    ):
        raise NoStatementError
    reader.at += reader.peek().text == ":"
    reader.pass_lead()
    shown = reader.number()
    other = reader.period()
    if not other or other >= period or shown.seconds or shown.value > number.value:
        raise NoStatementError
    return reader, shown, Shown(number.value * other / period, 0.0, whole=False), False


def _duration(pieces: list[Token], at: int) -> tuple[_Reader, Shown, Shown, bool]:
    """One length of time in two units: "30 days are 2.6 million seconds", or with a comma where it is near enough to be meant."""
    reader = _Reader(pieces, at)
    number = reader.number()
    if not number.seconds or reader.peek().text not in CONNECTORS - {"|", "so"}:
        raise NoStatementError
    meant = reader.peek().text != ","
    reader.pass_lead()
    shown = reader.number()
    if not shown.seconds or shown.seconds == number.seconds:
        raise NoStatementError
    computed = number.value * number.seconds / shown.seconds
    if not meant and not computed / 2 < shown.value < computed * 2:
        raise NoStatementError
    return reader, shown, Shown(computed, 0.0, whole=False), False


def statements(text: str) -> Iterator[Statement]:
    """Every statement of arithmetic in a text, in order; a result that is reckoned with further begins the next one."""
    pieces = tokens(text)
    at = 0
    while at < len(pieces):
        last, earlier = (pieces[at - back] if at >= back else END for back in (1, 2))
        bound = (
            last.kind == "operator"
            or (last.kind == "word" and earlier.kind == "operator")
            or last.text in {"√", "–", "^"}
        )
        step = 1
        for way in () if bound else (_forward, _backward, _rate, _duration):
            try:
                reader, shown, computed, exact = way(pieces, at)
            except (NoStatementError, OverflowError):
                continue
            end = reader.peek().at if reader.peek().at >= 0 else len(text)
            yield Statement(
                " ".join(text[last.at if way is _backward else pieces[at].at : end].split()),
                pieces[at].at,
                shown,
                computed,
                exact,
            )
            step = max(1, reader.at - at - 3)
            break
        at += step
