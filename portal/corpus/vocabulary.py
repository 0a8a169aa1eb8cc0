"""The vocabularies' rows that made-up records use: those that staff keep, under these names, or new ones."""

from django.db import transaction

from programs.companies.models import CompanyList
from programs.events.models import EventSeries
from programs.taxonomy.models import Audience, CompanyTag, Department, Need, Sector, Topic, Town

from . import words


@transaction.atomic
def vocabulary():
    """Map each vocabulary to its rows by name, in the order of the word lists."""
    sectors = {}
    for branch, names in words.BRANCHES.items():
        parent = _named(Sector, branch)
        sectors |= {name: _named(Sector, name, parent=parent) for name in names}
    return {
        "sectors": sectors,
        "towns": {name: _named(Town, name, kind=kind) for kind, names in words.TOWNS.items() for name in names},
        "tags": _all(CompanyTag, words.TAGS),
        "lists": {name: _named(CompanyList, name, is_public=True) for name in words.LISTS},
        "needs": _all(Need, words.NEEDS),
        "audiences": _all(Audience, words.AUDIENCES),
        "topics": _all(Topic, words.TOPICS),
        "departments": {name: _named(Department, name, kind=kind) for name, kind in words.DEPARTMENTS.items()},
        "series": _all(EventSeries, words.SERIES),
    }


def _all(model, names):
    return {name: _named(model, name) for name in names}


def _named(model, name, **fields):
    return model.objects.named(name) or model.objects.create(name=name, **fields)
