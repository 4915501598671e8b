from collections.abc import Sequence
from typing import NamedTuple


class Session(NamedTuple):
    user: str
    start: int
    end: int
    clicks: int
    pages: int


def sessionise(clicks: Sequence[tuple[str, int, str]], gap: int) -> list[Session]:
    sessions: list[Session] = []
    pages: set[str] = set()
    for user, time, page in sorted(clicks):
        if sessions and sessions[-1].user == user and (time - sessions[-1].end <= gap):
            pages.add(page)
            sessions[-1] = sessions[-1]._replace(end=time, clicks=sessions[-1].clicks + 1, pages=len(pages))
        else:
            if not sessions or sessions[-1].user != user:
                pages = set()
            pages.add(page)
            sessions.append(Session(user, time, time, 1, len(pages)))
    return sorted(sessions, key=lambda session: (session.start, session.user))
