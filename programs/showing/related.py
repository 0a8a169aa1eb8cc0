"""What other rooms know of a record. The room above registers a provider; the record's page asks and imports nothing.

A provider takes a record that is stored and public, asks through `public_now()`, costs the same however many rows it
finds, and returns groups of at most `CAP` entries, with the address of the whole list where there is one.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from .facts import Badge

CAP = 10


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Quote:
    """A sentence that names the record, in pieces: its words are marked. `about`: what of the record, if not itself;
    `role`: what the record has to do in the sentence, where that is known."""

    pieces: tuple[Piece, ...]
    url: str
    about: str = ""
    role: str = ""


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    note: str = ""  # a date, a reason: quiet text behind the title
    mark: str = ""  # how near it is: 还剩6天
    badge: Badge | None = None  # where it stands: 取消, 受理中
    offer: str = ""  # what may be had and until when
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Group:
    """Related things of one kind. `name` is for templates and styles, `title` for readers."""

    name: str
    title: str
    entries: list[Entry] = field(default_factory=list)
    more_url: str = ""
    note: str = ""  # how these were found, where that is no matter of course
    more: str = ""  # what the link to the whole list says, if not just that
    is_first: bool = False  # what most readers come for: stands above the others
    is_folded: bool = False  # beside the point for most readers: only its title is seen until somebody opens it


_providers = defaultdict(list)


def provides_for(model_label):
    """Register a function as a provider for a model: `@provides_for("policies.policy")`, imported in AppConfig.ready."""

    def register(provider):
        if provider not in _providers[model_label]:
            _providers[model_label].append(provider)
        return provider

    return register


def related_groups(record):
    """Return what all providers know of `record`, in the order in which they registered, without empty groups."""
    if not record.pk:
        return []
    groups = [group for provider in _providers[record._meta.label_lower] for group in provider(record)]
    return sorted((group for group in groups if group.entries), key=lambda group: not group.is_first)
