import heapq
from collections.abc import Collection, Mapping


class CycleFound(ValueError):
    def __init__(self, path: list[str]) -> None:
        super().__init__(" needs ".join(path))
        self.path = path


def job_order(needs: Mapping[str, Collection[str]]) -> list[str]:
    needed_by: dict[str, list[str]] = {job: [] for job in needs}
    open_needs = dict.fromkeys(needs, 0)
    for job, names in needs.items():
        open_needs[job] = len(names)
        for name in set(names):
            needed_by.setdefault(name, []).append(job)
            open_needs.setdefault(name, 0)
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
    job = next(iter(left))
    steps: dict[str, int] = {}
    walk = []
    while job not in steps:
        steps[job] = len(walk)
        walk.append(job)
        job = next(name for name in needs[job] if name in left)
    return [*walk[steps[job] :], job]
