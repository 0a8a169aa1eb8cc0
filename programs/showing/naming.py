"""What records are called in running text. Each noun registers its names here; who looks for them asks here."""

from dataclasses import dataclass
from typing import Any

OTHER_NAMES = "来源里还怎样称呼它，照原文写，一行一个；搜索和文章的关联建议都认这些名称。"


@dataclass(frozen=True)
class Naming:
    """How the rows of one model are called.

    `read(owners)` yields (row id, owner id, names) of the rows that belong to the records in `owners`, or of all for
    None; rows that are records themselves are their own owners. `owner_model` has the `updated_at` that every change
    of a name moves.
    """

    model: Any
    read: Any
    owner_model: Any = None

    @property
    def record_model(self):
        return self.owner_model or self.model


_namings = {}


def register_names(naming):
    """Called in AppConfig.ready of the noun's room."""
    _namings[naming.model] = naming


def namings():
    """All that are registered, lowest noun first."""
    return list(_namings.values())


def lines(text):
    """The names in a field that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def grouped(pairs):
    """Map each owner in (owner, name) pairs to the list of its names."""
    found = {}
    for owner, name in pairs:
        found.setdefault(owner, []).append(name)
    return found
