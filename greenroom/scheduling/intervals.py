"""Lengths of time as a reader can use them, and what each grade would give a card."""

from collections.abc import Iterable
from typing import Any

from greenroom import events as log
from greenroom.scheduling.memory import GRADES, History, Rules, fold, histories


def preview(card: str, events: Iterable[Any], now: int, rules: Rules | None = None) -> dict[str, dict[str, Any]]:
    """What each grade would give a card at `now`: grade -> `{"seconds", "text", "words"}`.

    `text` is for a button, such as "10 min"; `words` for a screen reader, such as "10 minutes". It is exactly what the
    fold gives once that review is in the log. Raises ValueError for a time no clock could show.
    """
    if not log.is_time(now):
        raise ValueError(f"now {now}: no time; give milliseconds since 1970")
    return previews(histories(events, {card})[0].get(card, ()), now, rules or Rules(), card)


def previews(history: History, now: int, rules: Rules, card: str = "") -> dict[str, dict[str, Any]]:
    """The same for a card whose reviews are known."""
    # A review made now goes before any the log dates later, after a clock was set back: there the fold will put it.
    place = sum(time <= now for time, _ in history)
    after = {
        grade: fold((*history[:place], (now, rating), *history[place:]), rules, card)
        for grade, rating in GRADES.items()
    }
    return {grade: interval((known.due - now) / 1000) for grade, known in after.items()}


def interval(seconds: float) -> dict[str, Any]:
    """A length of time as `{"seconds", "text", "words"}`, rounded to what a reader can use."""
    for size, below, short, long in (
        (60, 60, "min", "minute"),
        (3600, 24, "h", "hour"),
        (86_400, 30, "d", "day"),
    ):
        count = max(1, int(seconds / size + 0.5))
        if count < below:
            return {"seconds": int(seconds), "text": f"{count} {short}", "words": _plural(str(count), long)}
    months, years = seconds / 86_400 / 30.4375, seconds / 86_400 / 365.25
    figure, short, long = (f"{years:.1f}", "y", "year") if years >= 1 else (f"{months:.1f}", "mo", "month")
    figure = figure.removesuffix(".0")
    return {"seconds": int(seconds), "text": f"{figure} {short}", "words": _plural(figure, long)}


def _plural(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if figure == "1" else f"{figure} {unit}s"
