"""What every mock interview is put together from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.models.parts import FollowUp, Point
from macros.markup import inline, one_line
from macros.mocks.plans import MockPhase
from macros.mocks.texts import Words, plainly


@dataclass(frozen=True)
class Mock:
    """What the room needs of an entry beside its head; the shapes are those of the data file."""

    phases: list[MockPhase]
    summary: str
    lines: list[dict[str, str]]
    follow_ups: list[dict[str, str]]
    model: list[dict[str, str]]
    notes: list[dict[str, str]]
    asks: Sequence[dict[str, str]] = ()
    hints: Sequence[dict[str, str]] = ()
    checks: Sequence[dict[str, str]] = ()
    tool: str = ""
    problem: dict[str, str] | None = None
    seconds: int | None = None


def spoken_lines(phase: str, texts: Iterable[str], words: Words) -> list[dict[str, str]]:
    """Lines of the interviewer in one phase, from Markdown."""
    return [
        {"id": f"{phase}-{number}", "phase": phase, **words.both(text)} for number, text in enumerate(texts, 1) if text
    ]


def spread(follow_ups: Sequence[FollowUp], phases: list[str], words: Words) -> list[dict[str, str]]:
    """Follow-ups over the phases they may come in, in their order."""
    return [
        follow_up_data(each, phases[index * len(phases) // len(follow_ups)], words)
        for index, each in enumerate(follow_ups)
    ]


def follow_up_data(follow_up: FollowUp, phase: str, words: Words) -> dict[str, str]:
    """A follow-up as the room reads it."""
    return {
        "id": follow_up.id,
        "phase": phase,
        **plainly(follow_up.in_mock or follow_up.question),
        "direction": words.html(follow_up.direction),
    }


def points_html(points: Sequence[Point], words: Words) -> str:
    """Points with their details as an HTML list."""
    return list_html(((each.point, each.detail) for each in points), words, "ul")


def list_html(items: Iterable[tuple[str, str]], words: Words, tag: str) -> str:
    """Pairs of a heading and a Markdown text as an HTML list, `ul` or `ol`."""
    inner = "".join(f"<li><p><strong>{inline(head)}</strong></p>{words.html(text)}</li>" for head, text in items)
    return f"<{tag}>{inner}</{tag}>"


def outline(hint_id: str, title: str, steps: Sequence[str]) -> dict[str, str]:
    """A hint that names the steps of an answer and not what is said in them."""
    listed = "".join(f"<li>{inline(step)}</li>" for step in steps)
    return {
        "id": hint_id,
        "html": f"<p>{title}:</p><ol>{listed}</ol>",
        "plain": f"{title}: {'; '.join(one_line(step) for step in steps)}.",
        "phase": "",
    }


def as_checks(stem: str, points: Sequence[Point]) -> list[dict[str, str]]:
    """Points as boxes to tick after the round; their ids begin with `stem`."""
    return [{"id": f"{stem}-{number}", "clear": "", "check": each.point} for number, each in enumerate(points, 1)]
