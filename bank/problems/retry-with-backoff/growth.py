"""A service that fails all the time but the last, under a policy that never tires."""


def prepare(solution, n, rng):
    """Make a call that succeeds on attempt n; the work is to come that far."""
    left = [n]
    now = [0.0]

    def call():
        left[0] -= 1
        if left[0]:
            raise solution.TransientError("busy")

    def sleep(seconds):
        now[0] += seconds

    policy = solution.Policy(max_attempts=n, base=1.0, cap=8.0, deadline=1e9)
    return lambda: solution.call_with_retry(call, policy, clock=lambda: now[0], sleep=sleep, rng=rng)
