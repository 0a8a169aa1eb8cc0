"""For which companies a policy has an item that can be claimed: as keys of an index, so that no page looks through all items.

A key names one sector, town and size that an item takes in together; ANY stands for what the item leaves open.
"""

from itertools import product

from .querysets import sector_and_above

ANY = 0
FOR_ALL = (ANY, ANY, ANY)


def openings(items, sectors, towns, day):
    """The keys of the `items` whose time for claims is not over on `day`. `sectors` and `towns` are pairs of a term and
    an item."""
    named_sectors, named_towns = _by_item(sectors), _by_item(towns)
    keys = set()
    for item in items:
        if item.closes_on is None or item.closes_on >= day:
            named = (named_sectors.get(item.pk), named_towns.get(item.pk), item.size_bands)
            keys.update(product(*(values or (ANY,) for values in named)))
    return keys


def _by_item(pairs):
    found = {}
    for term, item in pairs:
        found.setdefault(item, []).append(term)
    return found


def keys_of(company):
    """The keys that take `company` in, without that for all. What is unknown of it meets no restriction."""
    sectors = [ANY, *sector_and_above(company.sector)]
    towns = [ANY, company.town_id] if company.town_id else [ANY]
    sizes = [ANY, company.size_band] if company.size_band else [ANY]
    return [key for key in product(sectors, towns, sizes) if key != FOR_ALL]
