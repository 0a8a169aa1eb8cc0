"""Every row is cleaned before it is written: of signs that no text may hold, and in lines of those that nobody sees.

`clean_row` hears of every save of every model; what is written by the thousand and sends no signal calls it itself.
"""

from functools import cache

from django.db import models
from wagtail.fields import StreamField

from .signs import has_forbidden, one_line, without_forbidden


def clean_row(instance, **kwargs):
    """Clean the texts of `instance` that are at hand; what is deferred is not fetched."""
    held = instance.__dict__
    for name, clean in _texts(type(instance)):
        value = held.get(name)
        if value and (cleaned := clean(value)) is not value:
            setattr(instance, name, cleaned)


@cache
def _texts(model):
    """[(attribute, function)] of all columns of text."""
    return [(field.attname, clean) for field in model._meta.concrete_fields if (clean := _cleaner(field))]


def _cleaner(field):
    if isinstance(field, StreamField):
        return lambda value: _clean_stream(field, value)
    if isinstance(field, models.JSONField):
        return clean_data
    if isinstance(field, models.TextField):
        return _clean_text
    return _clean_line if isinstance(field, models.CharField) else None


def _clean_text(value):
    return without_forbidden(value) if isinstance(value, str) and has_forbidden(value) else value


def _clean_line(value):
    return one_line(value) if isinstance(value, str) else value


def _clean_stream(field, value):
    raw = field.get_prep_value(field.to_python(value) if isinstance(value, str) else value)
    return field.to_python(_cleaned(raw)) if _is_unclean(raw) else value


def clean_data(value):
    """`value`, made of texts, lists and dicts, without forbidden signs: the very same where there are none."""
    return _cleaned(value) if _is_unclean(value) else value


def _is_unclean(value):
    if isinstance(value, str):
        return has_forbidden(value)
    if isinstance(value, dict):
        return any(has_forbidden(str(key)) or _is_unclean(one) for key, one in value.items())
    return isinstance(value, list | tuple) and any(_is_unclean(one) for one in value)


def _cleaned(value):
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value
