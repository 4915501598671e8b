from collections.abc import Sequence
from typing import NamedTuple


class Session(NamedTuple):
    user: str
    start: int
    end: int
    clicks: int
    pages: int


def sessionise(clicks: Sequence[tuple[str, int, str]], gap: int) -> list[Session]:
    sessions = []
    run: list[tuple[str, int, str]] = []
    for click in sorted(clicks):
        if run and (click[0] != run[-1][0] or click[1] - run[-1][1] > gap):
            sessions.append(Session(run[0][0], run[0][1], run[-1][1], len(run), len({page for _, _, page in run})))
            run = []
        run.append(click)
    return sorted(sessions, key=lambda session: (session.start, session.user))
