class EventStream:
    """Gives each event of an unordered stream once and in order, as soon as none before it can come any more."""

    too_late: int
    duplicates: int

    def __init__(self, lateness: int) -> None:
        """Start empty; an event may be so many seconds older than the newest."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Give the number of events that wait."""
        raise NotImplementedError

    def add(self, event_id: str, time: int) -> list[tuple[int, str]]:
        """Take an event in; give the events that leave, as (time, id) in ascending order."""
        raise NotImplementedError

    def close(self) -> list[tuple[int, str]]:
        """Give all events that wait, as (time, id) in ascending order."""
        raise NotImplementedError
