"""A full window of posts with two of a dozen tags, an old post leaving for each new one, and a look after each eighth."""


def prepare(solution, n, rng):
    """Fill a window with n / 2 posts; the work is n / 2 more, with n / 16 looks."""
    half = n // 2
    tags = [f"tag-{number:02d}" for number in range(12)]
    trending = solution.Trending(half)
    posts = [rng.sample(tags, 2) for _ in range(n)]
    for second in range(half):
        trending.add(second, posts[second])

    def run():
        for second in range(half, n):
            trending.add(second, posts[second])
            if second % 8 == 0:
                trending.top(second, 3)

    return run
