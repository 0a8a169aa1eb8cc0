"""Links words of the demo's stories to records, as an editor does: some by hand, then the names that are proposed."""

from news.mentions.name_index import NameIndex
from news.mentions.suggesting import link, propose, spot_of


def link_by_hand(page, links):
    """Link words that are no name of what they mean. `links` are (words, key of a record such as company-12)."""
    for words, key in links:
        if spot := spot_of(page, words):
            link(page, [(spot, key, "")])


def link_names(page, roles=()):
    """Link every name that means one record alone. `roles` are (words, role); others get what the grammar says."""
    said = dict(roles)
    found, _, _ = propose(page, NameIndex().current())  # its own names: nothing of this transaction is kept elsewhere
    link(
        page,
        [(one.spot, one.options[0].key, said.get(one.spot.words, one.role)) for one in found if len(one.options) == 1],
    )
