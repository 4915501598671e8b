"""Sort by user and time; a session ends where the user changes or the pause is too long."""

from collections.abc import Sequence
from typing import NamedTuple


class Session(NamedTuple):
    """A run of clicks of one user without a pause longer than the gap."""

    user: str
    start: int
    end: int
    clicks: int
    pages: int


def sessionise(clicks: Sequence[tuple[str, int, str]], gap: int) -> list[Session]:
    """Give the sessions of all users, by start and then by user."""
    runs: list[list[tuple[str, int, str]]] = []
    for click in sorted(clicks):
        last = runs[-1][-1] if runs else None
        if last is not None and click[0] == last[0] and click[1] - last[1] <= gap:
            runs[-1].append(click)
        else:
            runs.append([click])
    sessions = [Session(run[0][0], run[0][1], run[-1][1], len(run), len({page for _, _, page in run})) for run in runs]
    return sorted(sessions, key=lambda session: (session.start, session.user))
