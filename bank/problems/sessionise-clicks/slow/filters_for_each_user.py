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
    for user in {name for name, _, _ in clicks}:
        run: list[tuple[str, int, str]] = []
        for click in sorted([each for each in clicks if each[0] == user]) + [None]:
            if run and (click is None or click[1] - run[-1][1] > gap):
                sessions.append(Session(user, run[0][1], run[-1][1], len(run), len({page for _, _, page in run})))
                run = []
            if click is not None:
                run.append(click)
    return sorted(sessions, key=lambda session: (session.start, session.user))
