"""Every row is cleaned before it is written: of signs that no text may hold, and in lines of those that nobody sees.

`clean_row` hears of every save of every model; what is written by the thousand and sends no signal calls it itself.
"""

from functools import cache, partial

from django.db import models
from wagtail.fields import StreamField

from .signs import has_forbidden, is_unfit_for_a_line, one_line, without_forbidden


def clean_row(instance, **kwargs):
    """Clean the texts of `instance` that are at hand; what is deferred is not fetched."""
    held = instance.__dict__
    lines, texts, others = _columns(type(instance))
    if is_unfit_for_a_line(_together(held, lines)):
        _clean(instance, lines, one_line)
    if has_forbidden(_together(held, texts)):
        _clean(instance, texts, without_forbidden)
    for name, clean in others:
        value = held.get(name)
        if value and (cleaned := clean(value)) is not value:
            setattr(instance, name, cleaned)


def _together(held, names):
    """All these texts as one, to be looked through at once: of thousands of rows hardly any has something to clean."""
    return "|".join([value for name in names if type(value := held.get(name)) is str])


def _clean(instance, names, clean):
    for name in names:
        if isinstance(value := instance.__dict__.get(name), str):
            setattr(instance, name, clean(value))


@cache
def _columns(model):
    """The names of its lines, of its long texts, and [(name, function)] of what holds texts in its depth."""
    lines, texts, others = [], [], []
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField):
            others.append((field.attname, partial(_clean_stream, field)))
        elif isinstance(field, models.JSONField):
            others.append((field.attname, clean_data))
        elif isinstance(field, models.TextField):
            texts.append(field.attname)
        elif isinstance(field, models.CharField):
            lines.append(field.attname)
    return lines, texts, others


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
