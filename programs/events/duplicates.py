"""Is this event in the register already? Editions may share a title: another time, or another number, tells them apart."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from programs.sameness.recognition import Recognition, recognise

from .dates import Precision, beginning, finish
from .models import Event


@dataclass(frozen=True)
class Edition:
    """Which one of those that share a title: its number and its time, as far as they are known."""

    number: int | None
    begins_at: Any
    finishes_at: Any

    @classmethod
    def of(cls, event):
        precision = event.precision or Precision.DAY
        dated = Event(precision=precision, starts_at=event.starts_at, ends_at=event.ends_at)
        return cls(event.edition, beginning(dated.starts_at, precision), finish(dated))

    def is_another_than(self, other):
        if self.number and other.number:
            return self.number != other.number
        return self.is_apart_in_time(other)

    def is_apart_in_time(self, other):
        """Is one over before the other begins? What goes on without an end is one day as far as anybody knows."""
        if not (self.begins_at and other.begins_at):
            return False
        first, second = sorted((self, other), key=lambda one: one.begins_at)
        return (first.finishes_at or first.begins_at) <= second.begins_at and first.begins_at != second.begins_at


class EventRecognition(Recognition):
    fields = ("title", "starts_at", "ends_at", "precision", "edition")
    same_name, counter = "名称相同（不计括号、书名号和空格），时间也对得上", "项活动"

    def apart_of(self, event):
        return Edition.of(event)

    def are_two(self, one, other):
        return bool(one and other and one.is_another_than(other))

    told_by = "starts_at"

    def detail(self, event):
        return event.date_text

    def suspicious(self):
        """Titles of which at least two may be the same event."""
        names = super().suspicious()
        groups = self.named(names) if names else {}
        return [
            name for name, events in groups.items() if self._are_some_alike([Edition.of(event) for event in events])
        ]

    def _are_some_alike(self, editions):
        return any(not one.is_another_than(other) for one, other in combinations(editions, 2))


EVENTS = recognise(EventRecognition(Event))
