"""Order by counting: a job whose last need is done becomes ready, and a heap hands out the smallest ready name."""

import heapq
from collections.abc import Collection, Mapping


class CycleFound(ValueError):
    """Jobs need each other in a circle; `path` is one, each job needing the next, the first again at the end."""

    def __init__(self, path: list[str]) -> None:
        super().__init__(" needs ".join(path))
        self.path = path


def job_order(needs: Mapping[str, Collection[str]]) -> list[str]:
    """Give all jobs in the order in which one machine runs them, the smallest name first among those that are ready.

    Raises CycleFound if jobs need each other in a circle.
    """
    needed_by: dict[str, list[str]] = {job: [] for job in needs}
    open_needs = dict.fromkeys(needs, 0)
    for job, names in needs.items():
        for name in set(names):
            needed_by.setdefault(name, []).append(job)
            open_needs.setdefault(name, 0)
            open_needs[job] += 1

    ready = [job for job, count in open_needs.items() if count == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        job = heapq.heappop(ready)
        order.append(job)
        for later in needed_by[job]:
            open_needs[later] -= 1
            if open_needs[later] == 0:
                heapq.heappush(ready, later)

    if len(order) < len(open_needs):
        raise CycleFound(_circle(needs, {job for job, count in open_needs.items() if count}))
    return order


def _circle(needs: Mapping[str, Collection[str]], left: set[str]) -> list[str]:
    """Give one circle among the jobs left, each of which needs another job that is left."""
    job = next(iter(left))
    steps: dict[str, int] = {}
    walk = []
    while job not in steps:
        steps[job] = len(walk)
        walk.append(job)
        job = next(name for name in needs[job] if name in left)
    # The walk may have led into the circle from outside; that part is cut off.
    return [*walk[steps[job] :], job]
