from base64 import urlsafe_b64encode

import pytest
from solution import Feed, Page, Post

DAY = 1_790_000_000.0


class FakeStore:
    """A store in memory that keeps what was asked of it."""

    def __init__(self, *posts: Post) -> None:
        self.posts = list(posts)
        self.asked: list[int] = []

    def before(self, place: tuple[float, int] | None, count: int) -> list[Post]:
        self.asked.append(count)
        assert len(self.asked) < 500, "the walk does not end"
        found = [post for post in self.posts if place is None or (post.created_at, post.id) < place]
        return sorted(found, key=lambda post: (post.created_at, post.id), reverse=True)[:count]


def a_minute_apart(authors: str) -> list[Post]:
    """Posts of authors with names of one letter, oldest first, with ids from 1."""
    return [Post(number, DAY + 60 * number, author) for number, author in enumerate(authors, start=1)]


def ids(page: Page) -> list[int]:
    return [post.id for post in page.posts]


def walk(feed: Feed, limit: int) -> list[int]:
    """The ids of the posts on all pages."""
    found, cursor = [], None
    for _ in range(50):
        page = feed.page(limit=limit, cursor=cursor)
        found += ids(page)
        cursor = page.next_cursor
        if cursor is None:
            return found
    raise AssertionError(f"the walk does not end: {found}")


def test_posts_of_one_millisecond_are_all_shown() -> None:
    posts = [Post(1, DAY + 0.0002, "a"), Post(2, DAY + 0.0003, "a"), Post(3, DAY + 0.0004, "a")]
    assert walk(Feed(FakeStore(*posts)), limit=1) == [3, 2, 1]


def test_last_post_of_a_page_does_not_come_again() -> None:
    posts = [Post(1, DAY + 0.0001, "a"), Post(2, DAY + 0.0007, "a"), Post(3, DAY + 0.0019, "a")]
    feed = Feed(FakeStore(*posts))
    first = feed.page(limit=2)
    assert (ids(first), ids(feed.page(limit=2, cursor=first.next_cursor))) == ([3, 2], [1])


@pytest.mark.parametrize("limit", [0, -1, -100])
def test_limit_below_one_is_refused(limit: int) -> None:
    with pytest.raises(ValueError):
        Feed(FakeStore(*a_minute_apart("aaa"))).page(limit=limit)


def test_limit_is_checked_on_an_empty_feed_too() -> None:
    with pytest.raises(ValueError):
        Feed(FakeStore()).page(limit=0)


def test_page_that_takes_the_last_post_is_the_last() -> None:
    page = Feed(FakeStore(*a_minute_apart("aaa"))).page(limit=3)
    assert (ids(page), page.next_cursor) == ([3, 2, 1], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 6])
def test_no_page_after_the_first_is_empty(limit: int) -> None:
    feed = Feed(FakeStore(*a_minute_apart("aaaaaa")))
    sizes, cursor = [], None
    for _ in range(6 // limit):
        page = feed.page(limit=limit, cursor=cursor)
        sizes.append(len(page.posts))
        cursor = page.next_cursor
    assert (sizes, cursor) == ([limit] * (6 // limit), None)


def test_page_before_none_but_blocked_posts_is_the_last() -> None:
    page = Feed(FakeStore(*a_minute_apart("bbaa")), blocked={"b"}).page(limit=2)
    assert (ids(page), page.next_cursor) == ([4, 3], None)


def test_blocked_authors_do_not_shorten_a_page() -> None:
    feed = Feed(FakeStore(*a_minute_apart("aaaabba")), blocked={"b"})
    assert ids(feed.page(limit=3)) == [7, 4, 3]


@pytest.mark.parametrize("authors", ["aaaabbbbbba", "aabababab", "abbbb"])
def test_blocked_authors_do_not_end_the_feed(authors: str) -> None:
    seen = [number for number, author in enumerate(authors, start=1) if author == "a"]
    assert walk(Feed(FakeStore(*a_minute_apart(authors)), blocked={"b"}), limit=2) == seen[::-1]


def test_older_post_may_have_the_higher_id() -> None:
    posts = [Post(9, DAY + 1, "a"), Post(2, DAY + 2, "a"), Post(7, DAY + 3, "a"), Post(4, DAY + 4, "a")]
    assert walk(Feed(FakeStore(*posts)), limit=1) == [4, 7, 2, 9]


def test_equal_times_go_by_id() -> None:
    posts = [Post(number, DAY, "a") for number in (4, 11, 2, 30, 7)]
    assert walk(Feed(FakeStore(*posts)), limit=2) == [30, 11, 7, 4, 2]


def test_new_posts_do_not_shift_the_next_page() -> None:
    store = FakeStore(*a_minute_apart("aaaaa"))
    feed = Feed(store)
    first = feed.page(limit=2)
    store.posts += [Post(6, DAY + 999, "a"), Post(7, DAY + 999, "a")]
    assert ids(feed.page(limit=2, cursor=first.next_cursor)) == [3, 2]


def test_cursor_outlives_its_post() -> None:
    store = FakeStore(*a_minute_apart("aaaaa"))
    feed = Feed(store)
    first = feed.page(limit=2)
    store.posts = [post for post in store.posts if post.id not in (4, 5)]
    assert ids(feed.page(limit=2, cursor=first.next_cursor)) == [3, 2]


def test_cursor_serves_another_limit() -> None:
    feed = Feed(FakeStore(*a_minute_apart("aaaaaa")))
    first = feed.page(limit=1)
    assert ids(feed.page(limit=4, cursor=first.next_cursor)) == [5, 4, 3, 2]


def test_large_limit_counts_as_a_hundred() -> None:
    store = FakeStore(*a_minute_apart("a" * 130))
    page = Feed(store).page(limit=100_000)
    assert (len(page.posts), page.next_cursor is None, max(store.asked) <= 101) == (100, False, True)


@pytest.mark.parametrize("text", ["", "5", "1:2:3", "soon:7", "12.5:seven", "12.5:"])
def test_text_that_is_no_cursor_is_refused(text: str) -> None:
    feed = Feed(FakeStore(*a_minute_apart("aaa")))
    for cursor in (text, urlsafe_b64encode(text.encode()).decode(), "\u2026", "_w=="):
        with pytest.raises(ValueError):
            feed.page(cursor=cursor)


def test_empty_feed_has_one_empty_page() -> None:
    assert Feed(FakeStore()).page() == Page([], None)


def test_feed_of_blocked_authors_is_empty() -> None:
    assert walk(Feed(FakeStore(*a_minute_apart("bbb")), blocked={"b"}), limit=10) == []


def test_cursor_is_fit_for_an_address() -> None:
    cursor = Feed(FakeStore(*a_minute_apart("aaa"))).page(limit=1).next_cursor
    assert set(cursor or "") <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=")
