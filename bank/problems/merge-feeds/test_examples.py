"""Shown to the reader: the cases of the statement."""

from solution import timeline_page


def feed_of(*posts):
    return lambda cursor: iter([post for post in posts if cursor is None or post < cursor])


FEEDS = [feed_of((9, 1), (5, 2)), feed_of((8, 3)), feed_of((9, 1), (1, 4))]


def test_newest_first_across_feeds():
    assert timeline_page([feed_of((9, 1), (5, 2)), feed_of((8, 3))], 2) == ([(9, 1), (8, 3)], (8, 3))


def test_shared_post_is_shown_once():
    assert timeline_page(FEEDS, 3) == ([(9, 1), (8, 3), (5, 2)], (5, 2))


def test_last_page_has_no_cursor():
    assert timeline_page(FEEDS, 3, cursor=(5, 2)) == ([(1, 4)], None)


def test_nothing_to_read():
    assert timeline_page([], 5) == ([], None)
    assert timeline_page([feed_of(), feed_of()], 5) == ([], None)
