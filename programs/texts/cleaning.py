"""Every row is cleaned before it is written: of signs that no text may hold, and in lines of those that nobody sees.

`clean_row` hears of every save of every model; what is written by the thousand and sends no signal calls it itself.
"""

from functools import cache, partial

from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from .signs import has_forbidden, is_unfit_for_a_line, one_line, without_forbidden

LINES = (blocks.CharBlock, blocks.URLBlock, blocks.EmailBlock)


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
    cleaned = _clean_block(field.stream_block, clean_data(raw))
    return value if cleaned == raw else field.to_python(cleaned)


def _clean_block(block, raw):
    """`raw`, as `block` stores its value, with lines without what nobody sees; what is of another shape as it is."""
    if isinstance(raw, str):
        return one_line(raw) if isinstance(block, LINES) else raw
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {name: _clean_block(block.child_blocks.get(name), one) for name, one in raw.items()}
    if isinstance(block, TypedTableBlock) and isinstance(raw, dict):
        return _clean_table(block, raw)
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock) and isinstance(raw, list):
        return [_clean_child(block, one) for one in raw]
    return raw


def _clean_child(block, raw):
    is_list = isinstance(block, blocks.ListBlock)
    if not isinstance(raw, dict) or "value" not in raw:
        return _clean_block(block.child_block, raw) if is_list else raw
    child = block.child_block if is_list else block.child_blocks.get(raw.get("type"))
    return raw | {"value": _clean_block(child, raw["value"])}


def _clean_table(block, raw):
    columns = [column | {"heading": one_line(column["heading"])} for column in raw["columns"]]
    kinds = [block.child_blocks.get(column["type"]) for column in columns]
    rows = [row | {"values": list(map(_clean_block, kinds, row["values"]))} for row in raw["rows"]]
    return raw | {"columns": columns, "rows": rows, "caption": one_line(raw.get("caption") or "")}


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
