"""Reads off an object what its model's search fields declare, sorted by how staff may find it."""

from collections import defaultdict

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from programs.records.searching import InternalWords

from ..text import fold, with_spellings
from .pinyin import sounds

LONGEST = 200_000  # characters of one column


def columns_of(fields):
    """Map the names of fields, of one `search_fields`, to the column of the entry that keeps their words."""
    declared = defaultdict(list)
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            declared[field.field_name].append(field)
    return {name: _column(several) for name, several in declared.items()}


def _column(fields):
    searched = [field for field in fields if isinstance(field, SearchField)]
    is_typed = any(isinstance(field, AutocompleteField) for field in fields)
    if any(isinstance(field, InternalWords) for field in fields):
        return "internal"
    if not searched:
        return "typed"
    if not is_typed:
        return "text"
    return "title" if any((field.boost or 0) > 1 for field in searched) else "names"


def texts_of(obj, fields, only=None):
    """Texts as printed by column, of `fields` of `obj` (of those named in `only`)."""
    found, columns, seen = defaultdict(list), columns_of(fields), set()
    for field in fields:
        name = field.field_name
        if isinstance(field, RelatedFields):
            if only is None or name in only:
                for other in _related(field, obj):
                    for column, texts in texts_of(other, field.fields).items():
                        found[column] += texts
        elif name in columns and name not in seen and (only is None or name in only):
            seen.add(name)
            found[columns[name]] += filter(None, [_plain(field.get_value(obj))])
    return found


def _related(field, obj):
    value = field.get_value(obj)
    if isinstance(value, Manager):
        return value.all()
    if callable(value):
        value = value()
    return [] if value is None else [value]


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        return "\n".join(filter(None, map(_plain, value)))
    return force_str(value)


def folded_texts(obj, draft_title="", only=None):
    """What an entry keeps of `obj`, by column. `draft_title` is how a draft of it is called."""
    printed = texts_of(obj, obj.get_search_fields(), only)
    titles = printed.get("title", [])
    if draft_title and draft_title not in titles and only is None:
        titles = [*titles, draft_title]
    title = "\n".join(titles)[:LONGEST]
    printed["names"] = [
        *printed.get("names", ()),
        *titles,
    ]  # there in all their spellings, for a title is met as a whole
    texts = {column: with_spellings("\n".join(several)[:LONGEST]) for column, several in printed.items()}
    return texts | {"title": fold(title), "pinyin": sounds(titles)}
