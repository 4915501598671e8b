from collections.abc import Collection, Mapping


class CycleFound(ValueError):
    def __init__(self, path: list[str]) -> None:
        super().__init__(" needs ".join(path))
        self.path = path


def job_order(needs: Mapping[str, Collection[str]]) -> list[str]:
    order: list[str] = []
    done: set[str] = set()
    on_the_way: dict[str, None] = {}
    for start in sorted(set(needs).union(*needs.values())):
        stack = [(start, False)]
        while stack:
            job, leaving = stack.pop()
            if leaving:
                del on_the_way[job]
                done.add(job)
                order.append(job)
            elif job in on_the_way:
                path = list(on_the_way)
                raise CycleFound([*path[path.index(job) :], job])
            elif job not in done:
                on_the_way[job] = None
                stack.append((job, True))
                stack.extend(
                    (name, False) for name in sorted(set(needs.get(job, ())), reverse=True) if name not in done
                )
    return order
