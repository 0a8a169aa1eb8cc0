"""For which companies a policy has an item that can be claimed: as keys of an index, so that no page looks through all
items, and the verdict over one item and one company.

A key names one sector, town and size that an item takes in together, and whether it is for an audience of which no
record tells. ANY stands for what the item leaves open, SOME for any one that it names: so that what a company's record
does not say is found too.
"""

from dataclasses import dataclass
from itertools import product

from .querysets import sector_and_above
from .receivers import is_for_persons, sizes_named_by, unclear

ANY, SOME = 0, -1
FOR_ALL = (ANY, ANY, ANY, ANY)


def openings(items, sectors, towns, audiences, day):
    """The keys of the `items` that are for enterprises and whose time for claims is not over on `day`. `sectors`,
    `towns` and `audiences` (by name) are pairs of a term and an item."""
    named = [_by_item(pairs) for pairs in (sectors, towns, audiences)]
    keys = set()
    for item in items:
        of_sectors, of_towns, called = (found.get(item.pk, []) for found in named)
        is_over = item.closes_on is not None and item.closes_on < day
        if is_over or is_for_persons(item.title, item.who_text, called):
            continue
        sizes = sizes_of(item.size_bands, called)
        if sizes is not None:
            values = [(*some, SOME) if some else (ANY,) for some in (of_sectors, of_towns, sizes)]
            keys.update(product(*values, (SOME if unclear(called) else ANY,)))
    return keys


def _by_item(pairs):
    found = {}
    for term, item in pairs:
        found.setdefault(item, []).append(term)
    return found


def sizes_of(size_bands, audiences):
    """The sizes that an item is for, by what it says of sizes and by its audiences: empty for any, None for none."""
    stated = [set(one) for one in (size_bands, sizes_named_by(audiences)) if one]
    return (set.intersection(*stated) or None) if stated else set()


def keys_of(company):
    """The keys of items whose stated conditions all take `company` in; one at least is stated."""
    sectors = [ANY, *sector_and_above(company.sector)]
    towns = [ANY, company.town_id] if company.town_id else [ANY]
    sizes = [ANY, company.size_band] if company.size_band else [ANY]
    return [key for key in product(sectors, towns, sizes, [ANY]) if key != FOR_ALL]


def open_keys_of(company):
    """The keys of items of which nothing tells whether they take `company` in: they state no condition, or one on
    which its record is silent."""
    sectors = [ANY, *sector_and_above(company.sector)] if company.sector else [ANY, SOME]
    towns = [ANY, company.town_id or SOME]
    sizes = [ANY, company.size_band or SOME]
    return [key for key in product(sectors, towns, sizes, [ANY, SOME]) if SOME in key or key == FOR_ALL]


@dataclass(frozen=True)
class Verdict:
    """What the stated conditions of an item say of a company. `is_out`: one of them leaves it out. `met`: those that
    take it in; `unknown`: those on which its record is silent."""

    is_out: bool
    met: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def fits(self):
        return bool(self.met) and not self.unknown


def verdict(item, company):
    """`item`: a row of `PolicyItemQuerySet.for_company` with the names of its audiences."""
    sizes = sizes_of(item.size_bands, item.audiences)
    conditions = [  # is it stated? is it met, as far as the company's record tells? in words, if so, and if it is silent
        (item.has_sectors, item.names_sector if company.sector else None, str(company.sector), "本企业行业未载"),
        (item.has_towns, item.names_town if company.town_id else None, str(company.town), "本企业街镇未载"),
        (sizes != set(), _is_of(sizes, company.size_band), f"{company.get_size_band_display()}企业", "本企业规模未载"),
        *((True, None, "", f"是否属于{name}未载") for name in unclear(item.audiences)),
    ]
    stated = [one[1:] for one in conditions if one[0]]
    return Verdict(
        is_for_persons(item.title, item.who_text, item.audiences) or any(is_met is False for is_met, _, _ in stated),
        tuple(words for is_met, words, _ in stated if is_met),
        tuple(words for is_met, _, words in stated if is_met is None),
    )


def _is_of(sizes, size):
    return size in (sizes or ()) if size else None
