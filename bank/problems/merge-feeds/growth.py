"""As many posts as feeds: what finding the newest head costs shows."""


def prepare(solution, n, rng):
    """Make n feeds of three posts, with times in no order, and a page of n posts."""
    posts = [sorted(((rng.randrange(10**6), number * 3 + at) for at in range(3)), reverse=True) for number in range(n)]
    feeds = [lambda cursor, own=own: iter(own) for own in posts]
    return lambda: solution.timeline_page(feeds, n)
