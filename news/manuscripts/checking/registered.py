"""The names that the registers hold, for the checker: of all records, of departments, towns and their aliases."""

import re

from django.contrib.contenttypes.models import ContentType

from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy
from programs.taxonomy.models import Alias, Department, Town

from ...mentions.folding import folded_name
from ...mentions.name_index import NAMES
from .registers import Registered

DOUBT = re.compile(r"待核[：:][^\n]+")  # of an internal note, what editors who meet the name are told


def registered():
    """All names, folded. The records' come from the index that the whole process shares; nothing is written."""
    snapshot = NAMES.current()
    names = [*snapshot.base.bearers, *snapshot.patch.bearers, *map(folded_name, _terms())]
    return Registered(names, _doubts())


def _terms():
    for model in (Department, Town):
        yield from model.objects.values_list("name", flat=True)
    yield from Department.objects.exclude(short_name="").values_list("short_name", flat=True)
    types = ContentType.objects.get_for_models(Department, Town).values()
    yield from Alias.objects.filter(content_type__in=types).values_list("name", flat=True)


def _doubts():
    noted = {}
    for model in (Company, Policy, Event):
        rows = model.objects.filter(internal_note__contains="待核").values_list("title", "internal_note")
        noted |= {folded_name(title): found[0] for title, note in rows if (found := DOUBT.search(note))}
    return noted
