"""All events wait until the stream is closed; they come in falling order, so each goes to the front."""


def prepare(solution, n, rng):
    """Make a stream whose lateness is longer than all its n events."""
    stream = solution.EventStream(10 * n)
    events = [(f"e{time}", time) for time in range(n, 0, -1)]

    def work():
        for name, time in events:
            stream.add(name, time)
        stream.close()

    return work
