from collections import defaultdict
from post_store import Post, Store
from merging import newest_of


class Timelines:

    def __init__(self, store: Store, limit: int) -> None:
        self._store = store
        self._limit = limit
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._follows: dict[str, set[str]] = defaultdict(set)

    def _large(self, author: str) -> bool:
        return len(self._followers[author]) > self._limit

    def follow(self, reader: str, author: str) -> None:
        self._followers[author].add(reader)
        self._follows[reader].add(author)
        if not self._large(author):
            for post in self._store.posts_of(author):
                self._store.push(reader, post)

    def publish(self, author: str, post: Post) -> None:
        self._store.add_post(author, post)
        if not self._large(author):
            for reader in self._followers[author]:
                self._store.push(reader, post)

    def page(self, reader: str, length: int) -> list[Post]:
        lists = [self._store.pushed_to(reader, length)]
        for author in self._follows[reader]:
            if self._large(author):
                lists.append(self._store.posts_of(author, length))
        return newest_of(lists, length)
