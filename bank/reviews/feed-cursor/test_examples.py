import pytest
from solution import Feed, Post


class Posts(list[Post]):
    """A store in memory."""

    def before(self, place: tuple[float, int] | None, count: int) -> list[Post]:
        newest_first = sorted(self, key=lambda post: (post.created_at, post.id), reverse=True)
        return [post for post in newest_first if place is None or (post.created_at, post.id) < place][:count]


def ids(posts: list[Post]) -> list[int]:
    return [post.id for post in posts]


POSTS = Posts(Post(number, 100.0 + number, "ann") for number in range(1, 6))


def test_pages_follow_each_other() -> None:
    feed = Feed(POSTS)
    first = feed.page(limit=2)
    second = feed.page(limit=2, cursor=first.next_cursor)
    third = feed.page(limit=2, cursor=second.next_cursor)
    assert [ids(page.posts) for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert third.next_cursor is None


def test_posts_of_one_second_are_told_apart() -> None:
    feed = Feed(Posts(Post(number, 100.0, "ann") for number in (7, 3, 5)))
    first = feed.page(limit=2)
    assert (ids(first.posts), ids(feed.page(limit=2, cursor=first.next_cursor).posts)) == ([7, 5], [3])


def test_blocked_author_is_left_out() -> None:
    posts = Posts([*POSTS, Post(9, 102.5, "bob")])
    assert ids(Feed(posts, blocked={"bob"}).page(limit=10).posts) == [5, 4, 3, 2, 1]


def test_cursor_that_is_none() -> None:
    with pytest.raises(ValueError):
        Feed(POSTS).page(cursor="nonsense")
