"""Links the names in the demo's stories to the records that bear them, as an editor does who accepts all suggestions."""

from news.mentions.name_index import NameIndex
from news.mentions.suggesting import link, propose


def link_names(page, roles=()):
    """Link every name that means one record alone. `roles` are (words, role); others get what the grammar says."""
    said = dict(roles)
    found, _, _ = propose(page, NameIndex().current())  # its own names: nothing of this transaction is kept elsewhere
    link(
        page,
        [(one.spot, one.options[0].key, said.get(one.spot.words, one.role)) for one in found if len(one.options) == 1],
    )
