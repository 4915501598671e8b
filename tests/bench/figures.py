"""A measured figure with its aim, and the table of them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    value: float
    """The median, in `unit`."""
    unit: str
    spread: tuple[float, float] | None = None
    """Smallest and largest value."""
    aim: float | None = None
    """Largest value that meets the aim."""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        return None if self.aim is None else self.value <= self.aim


def median(name: str, values: Sequence[float], unit: str, aim: float | None = None) -> Figure:
    """The figure of several rounds."""
    return Figure(name, statistics.median(values), unit, (min(values), max(values)), aim)


def _number(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit in {"×", "s", "MB"} else f"{value:,.0f}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["", "| figure | median | smallest – largest | aim | |", "| --- | --- | --- | --- | --- |"]
    for figure in figures:
        value = f"{_number(figure.value, figure.unit)} {figure.unit}"
        spread = " – ".join(_number(each, figure.unit) for each in figure.spread) if figure.spread else ""
        aim = "" if figure.aim is None else f"≤ {_number(figure.aim, figure.unit)}"
        mark = {True: "met", False: "missed", None: ""}[figure.met]
        lines.append(f"| {figure.name} | {value} | {spread} | {aim} | {mark} |")
    return "\n".join(lines)
