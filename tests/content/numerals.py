"""Numbers as the site writes them: `86,400`, `2.5 KB`, `$40`, `60K/s`, "five million", 98%, each with the rounding it shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

SCALES = {"K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
"""Letter that follows a number without a space; with one, `B` is a byte."""
UNITS = {"ms": 1e-3, "millisecond": 1e-3, "µs": 1e-6, "%": 1e-2, "percent": 1e-2, "cent": 1e-2, "B": 1.0, "byte": 1.0}
UNITS |= {"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "EB": 1e18}
UNITS |= {"KiB": 2.0**10, "MiB": 2.0**20, "GiB": 2.0**30, "TiB": 2.0**40, "gigabit": 1.25e8}
UNITS |= {"Mbit": 1.25e5, "Gbit": 1.25e8, "Tbit": 1.25e11}
UNITS |= {"kilobyte": 1e3, "megabyte": 1e6, "gigabyte": 1e9, "terabyte": 1e12, "petabyte": 1e15}
WORDS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
TIMES = {"second": 1.0, "s": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "h": 3600.0, "day": 86400.0}
TIMES |= {"week": 604800.0, "month": 2592000.0, "year": 31536000.0}
"""Units of time in seconds. They are mostly only named (`12 an hour`) and convert where a result is in another one."""
SPELLED = {"half": 0.5, "½": 0.5, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0}
SPELLED |= {"seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "twenty": 20.0}
MOST_WORDS = 4
"""Words that may stand between two parts of a statement."""

TOKEN = re.compile(
    r"(?P<space>[ \n]+|\*\*|\$(?=\d))"
    r"|(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[KkMBT](?!\w))?(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]))"
    r"|(?P<operator>[×÷+−]|(?<= )/(?= )|\b(?i:times|divided by|over|of|plus|minus)\b)"
    r"|(?P<bracket>[()√])"
    r"|(?P<connector>[=≈|,]|\b(?i:that is|that makes|is|are|makes?|gives?|so)\b)"
    r"|(?P<word>[^\W\d][\w’'-]*|[%½]|/(?:s|h|day|min)\b)"
    r"|(?P<other>[\d.,]+\w+|.)",
    re.DOTALL,
)
KINDS = ("space", "power", "number", "operator", "bracket", "connector", "word", "other")
CODE = re.compile(r"```.*?```|`[^`\n]*`|^ *- \{id: [^,]*,|\]\([^)]*\)|https?://\S+", re.DOTALL | re.MULTILINE)
STRUCTURE = re.compile(r"^[ ]*(?:[-*#>] |\d+\. |\||\w+: |$)", re.MULTILINE)


@dataclass(frozen=True)
class Token:
    """A piece of text: its kind (a group of `TOKEN`), its text and where it begins."""

    kind: str
    text: str
    at: int


END = Token("other", "", -1)


@dataclass(frozen=True)
class Shown:
    """A number as written: its value, half a unit of its last digit, and the unit of time it is in or for, in seconds."""

    value: float
    tolerance: float
    whole: bool
    seconds: float = 0.0
    points: bool = False


class NoStatementError(Exception):
    """Here stands no arithmetic."""


def tokens(text: str) -> list[Token]:
    """The pieces of a text; code and links are left out, and the marks of its structure become breaks."""
    plain = CODE.sub(lambda match: re.sub(r"[^\n]", "\x00", match[0]), text)
    starts = {match.start() for match in STRUCTURE.finditer(plain)}
    found: list[Token] = []
    line = 0
    for match in TOKEN.finditer(plain):
        if (begin := plain.rfind("\n", 0, match.start()) + 1) != line:
            line = begin
            if line in starts:
                found.append(Token("other", "\n", match.start()))
        if (kind := next(name for name in KINDS if match[name])) != "space":
            found.append(
                Token(kind, match[0].lower() if kind in {"operator", "connector"} else match[0], match.start())
            )
    return found


def tolerance(digits: str) -> float:
    """Half a unit of the last digit shown; zeros at the end of a whole number count as shown up to its second digit."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0 ** (-len(fraction) if fraction else max(min(zeros, len(whole) - 2), 0))


class Cursor:
    """A place among tokens, from which words are passed over and numbers read."""

    def __init__(self, pieces: list[Token], at: int) -> None:
        self.pieces, self.at = pieces, at

    def peek(self, ahead: int = 0) -> Token:
        """The token here or some places on; an empty one outside the text."""
        place = self.at + ahead
        return self.pieces[place] if 0 <= place < len(self.pieces) else END

    def pass_words(self, wanted: Callable[[Token], bool], marks: str = "") -> bool:
        """Go on to the next piece that is wanted, over a few words and at most one of the marks."""
        for ahead in range(MOST_WORDS + 1):
            piece = self.peek(ahead)
            if wanted(piece):
                self.at += ahead
                return True
            if piece.text and piece.text in marks:
                marks = ""
            elif piece.kind != "word" or (len(piece.text) == 1 and piece.text not in "ash%"):
                return False
        return False

    def number(self) -> Shown:
        """The number that begins here, with its units.

        Raises:
            NoStatementError: Here is no number, or a range or a time of day.
        """
        piece = self.peek()
        if piece.kind == "number":
            digits = piece.text.rstrip("KkMBT")
            value, unit = float(digits.replace(",", "")), SCALES.get(piece.text[-1], 1.0)
        elif (small := SPELLED.get(piece.text.lower())) and (small != 1.0 or self.peek(1).text in WORDS):
            digits, value, unit = f"{small:g}", small, 1.0
        else:
            raise NoStatementError
        self.at += 1
        mark, after = self.peek(), self.peek(1)
        joined = mark.text in {"–", "-", ":"} and after.at == mark.at + 1 == piece.at + len(piece.text) + 1
        if after.kind == "number" and (joined or (mark.text == "to" and self.peek(2).kind != "operator")):
            raise NoStatementError
        seconds = 0.0
        while (name := _singular(self.peek())) in UNITS or name in WORDS or name in TIMES:
            unit *= UNITS.get(name, WORDS.get(name, 1.0))
            seconds = TIMES.get(name, seconds)
            self.at += 1
        whole = "." not in digits and unit in (1.0, *WORDS.values(), *SCALES.values())
        return Shown(value * unit, tolerance(digits) * unit, whole, seconds, points=name == "point")

    def period(self) -> float:
        """Seconds of the period that follows within a few words (`a day`, `per second`, `/s`), or 0; the cursor stays."""
        there = Cursor(self.pieces, self.at)
        if not there.pass_words(
            lambda piece: piece.text in {"a", "an", "per", "each", "every"} or piece.text.startswith("/")
        ):
            return 0.0
        name = there.peek().text[1:] or _singular(there.peek(1))
        return TIMES.get(name if there.peek().text.startswith("/") else _singular(there.peek(1)), 0.0)


def before(pieces: list[Token], at: int) -> Shown | None:
    """The number that stands a few words before a place, if it is one."""
    for back in range(2, MOST_WORDS + 3):
        if back > at or pieces[at - back].kind not in {"word", "number"}:
            return None
        if pieces[at - back].kind == "number":
            return replace(Cursor(pieces, at - back).number())
    return None


def _singular(piece: Token) -> str:
    """A word without the s of its plural."""
    if piece.kind != "word":
        return ""
    return piece.text if piece.text in {"s", "ms", "µs"} else piece.text.removesuffix("s")
