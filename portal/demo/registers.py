"""Puts the demo's entries on record: departments first, then companies, policies and events."""

import json

from wagtail.fields import StreamField

from programs.companies.models import Company, CompanyList
from programs.events.models import Event, EventSeries
from programs.policies.models import Policy
from programs.taxonomy.models import VOCABULARIES, Department

from . import records
from .parts import Days, Ref, moment, resolved
from .records.entry import Named
from .terms import term_named

NOUNS = {"company": Company, "policy": Policy, "event": Event}
TERMS = {model.__name__: model for model in [*VOCABULARIES, EventSeries, CompanyList]}


def load_registers(shelf):
    for key, (name, kind) in records.DEPARTMENTS.items():
        if key not in shelf:
            shelf.remember(key, Department.objects.named(name) or Department.objects.create(name=name, kind=kind))
    for key, (name, basis) in records.LISTS.items():
        if key not in shelf:
            made = CompanyList.objects.named(name) or CompanyList.objects.create(name=name, basis=basis, is_public=True)
            shelf.remember(key, made)
    for entry in [*records.RECORDS, *records.FICTIONAL]:
        if entry.key not in shelf:
            there = _there(entry)
            shelf.remember(entry.key, there or _add(entry, shelf), is_dated=entry.is_dated and not there)
        elif entry.is_dated and (record := shelf.outdated(entry.key)):
            _move(record, entry)
            shelf.moved(entry.key, record)


def _there(entry):
    """What staff have put on record under this title is kept and takes the entry's place."""
    return NOUNS[entry.key.partition(":")[0]].objects.filter(title=entry.title).first()


def _add(entry, shelf):
    model = NOUNS[entry.key.partition(":")[0]]
    record = model(title=entry.title, source_note=entry.source, internal_note=f"演示数据。{entry.note}")
    _fill(record, entry.fields, shelf)
    for relation, rows in entry.children.items():
        kept = [row for row in rows if not _is_about_something_gone(row, shelf)]
        setattr(record, relation, [_child(model, relation, row, shelf) for row in kept])
    record.put_on_record(None)
    return record


def _move(record, entry):
    """Count the days of a record that nobody has touched from today."""
    _date(record, entry.fields)
    for relation, rows in entry.children.items():
        children = list(getattr(record, relation).all())
        for child, row in zip(children, rows, strict=False):
            _date(child, row)
        setattr(record, relation, children)
    record.put_on_record(None)


def _date(row, values):
    for name, value in values.items():
        if isinstance(value, Days):
            setattr(row, name, _in_field(row._meta.get_field(name), value))


def _in_field(field, value):
    at = moment(value)
    return at if field.get_internal_type() == "DateTimeField" else at.date()


def _is_about_something_gone(row, shelf):
    return any(isinstance(value, Ref) and shelf.find(value.key) is None for value in row.values())


def _child(model, relation, row, shelf):
    child = model._meta.get_field(relation).related_model()
    _fill(child, row, shelf)
    return child


def _fill(row, values, shelf):
    """Set each field of `row`; what names something deleted stays empty."""
    for name, value in values.items():
        field = row._meta.get_field(name)
        if isinstance(field, StreamField):
            value = json.dumps(resolved(value, shelf.find))
        elif field.many_to_many:
            value = [term for term in (_row_of(each, shelf) for each in value) if term]
        elif field.is_relation:
            value = _row_of(value, shelf)
        elif isinstance(value, Days) or field.get_internal_type() == "DateTimeField":
            value = _in_field(field, value)
        else:
            value = field.to_python(value)
        setattr(row, name, value)


def _row_of(value, shelf):
    if isinstance(value, Named):
        return term_named(TERMS[value.vocabulary], value.name)
    if isinstance(value, Ref):
        model = shelf.model_of(value.key)
        return model.objects.filter(pk=shelf.find(value.key)).first()
    return value
