from collections.abc import Collection, Mapping


class CycleFound(ValueError):
    """Jobs need each other in a circle; `path` is one, each job needing the next, the first again at the end."""

    def __init__(self, path: list[str]) -> None:
        super().__init__(" needs ".join(path))
        self.path = path


def job_order(needs: Mapping[str, Collection[str]]) -> list[str]:
    """Give all jobs in the order in which one machine runs them, the smallest name first among those that are ready.

    needs: name of a job -> names of the jobs that must be done before it. Names that are only needed are jobs too.

    Raises CycleFound if jobs need each other in a circle.
    """
    raise NotImplementedError
