"""Quantities as people write them: `2.3k`, `463 K QPS`, `1.2 TB/day`, `1 h 30 min`, read against the unit that is asked.

What an answer leaves out is taken from that unit, and `reading` says back what was understood.
`frontend/src/quantities/quantities.ts` says the same in TypeScript, since a drill works before any engine is loaded;
`tests/engine/quantity_cases.json` holds the two together.
"""

import re
from dataclasses import dataclass

from greenroom.units import (
    DATA,
    NOUNS,
    PERIODS,
    SCALES,
    TIMES,
    Measure,
    Unit,
    UnreadableError,
    named,
    number_text,
    singular,
)

RATES = ("qps", "rps", "tps", "wps", "iops")
"""Words for things a second."""
PERIOD_WORDS = ("/", "per", "a", "an", "each", "every")
FILLERS = frozenset(("about", "around", "approx", "approximately", "ca", "roughly", "nearly", "almost", "of", "in"))
EXAMPLES = "Try 2.3k, 2300/s, 40 GB or 1.2 TB/day."
MOST = 1e30
"""An answer beyond it is a slip of the keyboard."""
WANTED: dict[Measure, str] = {
    "count": "a number",
    "bytes": "an amount of data",
    "time": "a length of time",
    "money": "an amount of money",
    "share": "a share in percent",
}

_SPACES = re.compile(r"[ \t\n\r\u00a0\u2009\u202f]+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT = re.compile(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_TIMES_POWER = re.compile(r"([0-9]) ?[xX×*·] ?10 ?(?:\^|\*\*) ?(-?[0-9]{1,2})")
_POWER = re.compile(r"(^|[^0-9.])10 ?(?:\^|\*\*) ?(-?[0-9]{1,2})")
_NUMBER = re.compile(
    r"(?:([1-9][0-9]{0,2}(?:[,'_ ][0-9]{3})+(?![0-9])(?:\.[0-9]+)?)|([0-9]+,[0-9]+)|([0-9]+(?:\.[0-9]*)?|\.[0-9]+))"
    r"([eE][+-]?[0-9]{1,3}(?![a-zA-Z0-9]))?"
)
_WORD = re.compile(r" ?([a-zA-Z]+|[%$/])")
_BITS_PER_SECOND = re.compile(r"([kmgtpKMGTP]?)(b|B|bit|Bit)ps")
_JOINED = re.compile(r"([kmbgtKMBGT])([a-zA-Z]{2,})")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number and its unit, as understood."""

    number: float
    unit: Unit

    @property
    def base(self) -> float:
        """The value in bytes, seconds, dollars, things or wholes, for a rate in one second."""
        whole = self.number * self.unit.factor
        return whole / self.unit.per if self.unit.per else whole

    def into(self, unit: Unit) -> float:
        """The number in another unit of the same measure."""
        return self.base * (unit.per or 1.0) / unit.factor


@dataclass
class _Part:
    """What the words after one number have said so far."""

    scale: float = 1.0
    unit: Unit | None = None
    per: float = 0.0
    counted: bool = False


def read(text: str, asked: Unit) -> Quantity:
    """The answer `text` to a question in the unit `asked`; raises UnreadableError with what is wrong and what would do."""
    rest = _plain(text)
    if not rest:
        raise UnreadableError(f"Write a number. {EXAMPLES}")
    if rest.startswith("-"):
        raise UnreadableError("An estimate is above 0.")
    first, rest = _one(rest, asked)
    found = Quantity(number=first.number, unit=_settled(first, asked))
    while rest:
        if found.unit.measure != "time" or found.unit.per:
            raise UnreadableError(f"“{rest[:20]}” cannot be read. {EXAMPLES}")
        more, rest = _one(rest, asked)
        if more.unit is None or more.unit.measure != "time" or more.per:
            raise UnreadableError("The second number has no unit of time. Write it like 1 h 30 min.")
        total = found.base + more.number * more.unit.factor
        found = Quantity(number=total / asked.factor, unit=asked)
    if not 0 < found.base < MOST:
        raise UnreadableError("An estimate is above 0 and not beyond all measure.")
    return found


def reading(quantity: Quantity, asked: Unit) -> str:
    """What was understood, and what that is in the unit asked: `200 million per day = 2,314.81 posts per second`."""
    own, wanted = _written(quantity.number, quantity.unit), _written(quantity.into(asked), asked)
    return own if own == wanted else f"{own} = {wanted}"


def _written(number: float, unit: Unit) -> str:
    shown, after = number_text(number), f" per {PERIODS[unit.per]}" if unit.per else ""
    if unit.name in ("$", "%"):
        return f"{f'${shown}' if unit.name == '$' else f'{shown}%'}{after}"
    return f"{shown} {unit.name}{after}"


def _plain(text: str) -> str:
    """The text with one kind of space, minus and power of ten, without words of doubt before the number."""
    text = _SPACES.sub(" ", text).replace("−", "-").replace("’", "'").strip(" ")
    text = _SUPERSCRIPT.sub(lambda found: f"10^{found[1].translate(_SUPERSCRIPTS)}", text)
    text = _TIMES_POWER.sub(r"\1e\2", text)
    text = _POWER.sub(r"\g<1>1e\2", text).lstrip("~≈= ")
    while (word := _WORD.match(text)) and word[1].lower() in FILLERS:
        text = text[word.end() :].lstrip(" ")
    return text


@dataclass(frozen=True, kw_only=True)
class _Said:
    """One number with what was said of it; nothing is filled in yet."""

    number: float
    unit: Unit | None
    per: float
    counted: bool


def _one(text: str, asked: Unit) -> tuple[_Said, str]:
    """The first number of the text with its words, and what follows."""
    part = _Part()
    if text.startswith("$"):
        part.unit, text = named("$"), text[1:].lstrip(" ")
    found = _NUMBER.match(text)
    if not found:
        raise UnreadableError(f"Start with a number. {EXAMPLES}")
    grouped, comma, plain, power = (each or "" for each in found.groups())
    number = float(re.sub(r"[,'_ ]", "", grouped) + comma.replace(",", ".") + plain + power)
    rest = text[found.end() :]
    while word := _WORD.match(rest):
        rest = _take(word[1], rest[word.end() :], part, asked)
    rest = rest.lstrip(" ")
    return _Said(number=number * part.scale, unit=part.unit, per=part.per, counted=part.counted), rest


def _take(word: str, rest: str, part: _Part, asked: Unit) -> str:
    """Note what one word says; gives what follows it."""
    lower = word.lower()
    if lower in PERIOD_WORDS:
        part.per, rest = _period(rest)
    elif lower in RATES:
        part.counted, part.per = True, 1.0
    elif bits := _BITS_PER_SECOND.fullmatch(word):
        key = f"{bits[1].lower()}{'b' if bits[2] == 'B' else 'bit'}"
        _measure(part, Unit(measure="bytes", factor=DATA[key][0], name=DATA[key][1]))
        part.per = 1.0
    elif part.unit in (None, named("$")) and not part.counted and (scale := _scale(lower, rest, asked)):
        part.scale *= scale
    elif (unit := _unit(word, asked)) is not None:
        _measure(part, unit)
    elif _is_noun(lower, asked):
        part.counted = True
    elif (joined := _JOINED.fullmatch(word)) and (joined[2].lower() in RATES or _is_noun(joined[2].lower(), asked)):
        part.scale *= SCALES[joined[1].lower()]
        rest = _take(joined[2], rest, part, asked)
    elif lower not in FILLERS and lower not in ("and", "or"):
        raise UnreadableError(f"“{word}” is no unit here. {EXAMPLES}")
    return rest


def _measure(part: _Part, unit: Unit) -> None:
    if part.unit is not None and part.unit != unit:
        raise UnreadableError(f"There are two units, {part.unit.name} and {unit.name}; write one.")
    part.unit = unit


def _period(rest: str) -> tuple[float, str]:
    found = _WORD.match(rest)
    while found and found[1].lower() in PERIOD_WORDS:
        rest = rest[found.end() :]
        found = _WORD.match(rest)
    seconds = TIMES.get(singular(found[1].lower()), 0.0) if found else 0.0
    if found is None or not seconds:
        shown = f"“{found[1]}” is no period" if found else "A period is missing"
        raise UnreadableError(f"{shown}. Write per second, per hour, per day or per year.")
    return seconds, rest[found.end() :]


def _scale(lower: str, rest: str, asked: Unit) -> float:
    """What a word multiplies by, or 0; a lone letter after a size or a length is its unit, but for `12k GB`."""
    if len(lower) == 1 and asked.measure == "bytes":
        after = _WORD.match(rest)
        unit = named(after[1]) if after else None
        return SCALES.get(lower, 0.0) if unit is not None and unit.measure == "bytes" else 0.0
    if lower == "m" and asked.measure == "time":
        return 0.0
    return SCALES.get(lower, 0.0)


def _unit(word: str, asked: Unit) -> Unit | None:
    if asked.measure == "bytes" and word.lower() in ("k", "m", "g", "t", "p"):
        return named(f"{word.lower()}b")
    return named(word)


def _is_noun(lower: str, asked: Unit) -> bool:
    single = singular(lower)
    return single in NOUNS or (asked.measure == "count" and single in map(singular, asked.name.lower().split(" ")))


def _settled(said: _Said, asked: Unit) -> Unit:
    """The unit of an answer, with what it leaves out taken from the unit asked; raises UnreadableError on a mismatch."""
    unit = said.unit
    if unit is None and said.counted:
        unit = asked if asked.measure == "count" else Unit(measure="count", factor=1.0, name="things")
    elif unit is None and asked.measure == "share" and said.number < 1:
        unit = Unit(measure="share", factor=1.0, name="of the whole")  # 0.95 for 95 %
    if unit is not None and unit.measure != asked.measure:
        wanted = f"{WANTED[asked.measure]} is asked for, in {asked.label}"
        raise UnreadableError(f"That is {WANTED[unit.measure]}; {wanted}.")
    if said.per and not asked.per:
        raise UnreadableError(f"That is a rate; a total is asked for, in {asked.label}.")
    chosen = unit or asked
    return Unit(measure=chosen.measure, factor=chosen.factor, name=chosen.name, per=said.per or asked.per)
