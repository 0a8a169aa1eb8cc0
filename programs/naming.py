"""What records are called in running text. Each noun registers its names here; who looks for them asks here."""

from dataclasses import dataclass, field
from typing import Any

OTHER_NAMES = "来源里还怎样称呼它，照原文写，一行一个；搜索和文章的关联建议都认这些名称。"


@dataclass(frozen=True)
class Naming:
    """How the rows of one model are called, and how namesakes are told apart.

    `read(owners)` yields (row id, owner id, names) of the rows that belong to the records in `owners`, or of all for
    None; rows that are records themselves are their own owners. `owner_model` has the `updated_at` that every change
    of a name moves. `line(row)` says what distinguishes a row, `related` is what that reads of other tables.
    """

    model: Any
    read: Any
    line: Any
    owner_model: Any = None
    owner: str = ""  # from a row to the record whose publication decides about it; "" for a record
    related: tuple = field(default=())

    @property
    def record_model(self):
        return self.owner_model or self.model

    def rows(self, ids):
        return self.model._default_manager.filter(pk__in=ids).select_related(*self.related)


_namings = {}


def register_names(naming):
    """Called in AppConfig.ready of the noun's room."""
    _namings[naming.model] = naming


def namings():
    """All that are registered, lowest noun first."""
    return list(_namings.values())


def naming_of(model):
    return _namings[model]


def lines(text):
    """The names in a field that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def grouped(pairs):
    """Map each owner in (owner, name) pairs to the list of its names."""
    found = {}
    for owner, name in pairs:
        found.setdefault(owner, []).append(name)
    return found


def told_apart(*parts):
    """One line of what is stated, for lists in which namesakes stand below each other."""
    return "｜".join(str(part) for part in parts if part)
