"""Run after the examples: ties, copies, paging, the number of reads, and sorting everything."""

import random

from solution import timeline_page


class Store:
    """A feed that counts how it is read."""

    def __init__(self, *posts):
        self.posts, self.reads, self.opened = sorted(posts, reverse=True), 0, []

    def __call__(self, cursor):
        self.opened.append(cursor)
        return self.read(cursor)

    def read(self, cursor):
        for post in self.posts:
            if cursor is None or post < cursor:
                self.reads += 1
                yield post


def by_sorting_everything(stores, length, cursor):
    """The definition itself."""
    posts = sorted({post for store in stores for post in store.posts if cursor is None or post < cursor}, reverse=True)
    page = posts[:length]
    return page, page[-1] if len(page) == length else None


def test_posts_of_one_second_are_ordered_by_id():
    page, _ = timeline_page([Store((5, 1)), Store((5, 9), (5, 2)), Store((5, 4))], 10)
    assert page == [(5, 9), (5, 4), (5, 2), (5, 1)]


def test_feed_goes_on_after_a_copy():
    feeds = [Store((9, 1), (8, 1)), Store((9, 1), (7, 1)), Store((9, 1), (6, 1))]
    assert timeline_page(feeds, 10) == ([(9, 1), (8, 1), (7, 1), (6, 1)], None)


def test_copies_at_the_very_end_leave_no_cursor_behind():
    feeds = [Store((9, 1), (2, 2)), Store((2, 2))]
    assert timeline_page(feeds, 3) == ([(9, 1), (2, 2)], None)


def test_full_last_page_has_a_cursor_and_an_empty_page_follows():
    feeds = [Store((3, 1), (2, 1))]
    assert timeline_page(feeds, 2) == ([(3, 1), (2, 1)], (2, 1))
    assert timeline_page(feeds, 2, (2, 1)) == ([], None)


def test_no_more_is_read_than_needed():
    feeds = [Store(*((time, number) for time in range(100 * number, 100 * number + 50))) for number in range(10)]
    page, _ = timeline_page(feeds, 5)
    assert page == [(949 - back, 9) for back in range(5)]
    assert [store.reads for store in feeds] == [1] * 9 + [5]


def test_no_more_is_read_behind_copies_than_needed():
    # The heads, (5, 2) behind the first 9, and (1, 4) behind its copy. The copy of (5, 2) is left alone: the page is full.
    feeds = [Store((9, 1), (5, 2)), Store((8, 3)), Store((9, 1), (1, 4)), Store((5, 2), (0, 6))]
    assert timeline_page(feeds, 3) == ([(9, 1), (8, 3), (5, 2)], (5, 2))
    assert [store.reads for store in feeds] == [2, 1, 2, 1]


def test_one_id_at_two_times_is_two_posts():
    assert timeline_page([Store((9, 1), (7, 1)), Store((8, 1))], 5) == ([(9, 1), (8, 1), (7, 1)], None)


def test_each_feed_is_opened_once_with_the_cursor():
    feeds = [Store((9, 1), (8, 1)), Store((7, 2))]
    timeline_page(feeds, 2, cursor=(9, 1))
    assert [store.opened for store in feeds] == [[(9, 1)], [(9, 1)]]


def test_one_post_at_a_time():
    feeds = [Store((3, 1), (1, 1)), Store((2, 2))]
    cursor, seen = None, []
    for _ in range(3):
        page, cursor = timeline_page(feeds, 1, cursor)
        seen += page
    assert seen == [(3, 1), (2, 2), (1, 1)]


def test_times_may_be_zero_or_negative():
    assert timeline_page([Store((0, 0), (-5, 3)), Store((-1, 8))], 5) == ([(0, 0), (-1, 8), (-5, 3)], None)


def test_pages_together_are_the_whole_timeline():
    rng = random.Random(41)
    feeds = [Store(*{(rng.randrange(50), rng.randrange(20)) for _ in range(12)}) for _ in range(6)]
    cursor, seen, pages = None, [], 0
    while pages == 0 or cursor is not None:
        page, cursor = timeline_page(feeds, 7, cursor)
        seen += page
        pages += 1
        assert pages < 50, "there is a cursor although nothing is left"
    assert seen == sorted({post for store in feeds for post in store.posts}, reverse=True)


def test_agrees_with_sorting_everything():
    rng = random.Random(808)
    for _ in range(150):
        feeds = [Store(*{(rng.randrange(12), rng.randrange(4)) for _ in range(rng.randrange(9))}) for _ in range(rng.randrange(6))]
        cursor = rng.choice([None, (6, 2), (0, 0), (11, 3)])
        length = rng.randrange(1, 12)
        assert timeline_page(feeds, length, cursor) == by_sorting_everything(feeds, length, cursor)
