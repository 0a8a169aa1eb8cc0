"""What a draft may leave open, and what it must say before readers see it.

While Wagtail checks a draft it marks the blocks themselves, which all threads share: a story handed in at that moment
would pass unfinished. Here nothing is marked: a draft keeps whatever can be stored.
"""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import BaseTemporalField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

ROWS_OWN = {"id", "ORDER", "DELETE"}  # what the browser's scripts write into a row


HALF_TYPED = "“{}”里的“{}”还不完整，没有存下来，这一项仍是原来的。"


def let_drafts_be_incomplete(form, half_typed):
    """Let `form` be saved as a draft whatever it leaves open in its blocks and its dates and numbers. What of these can
    be stored nowhere stays as it was; `half_typed` (field name: sentence) is told of it."""
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            field.clean = partial(_clean, field)
        elif isinstance(field, BaseTemporalField | forms.IntegerField):  # decimals are integers to Django's forms
            field.clean = partial(_clean_half_typed, form, name, field.clean, half_typed)


def _clean_half_typed(form, name, clean, half_typed, value):
    field = form.fields[name]
    try:
        return clean(value)
    except ValidationError:
        if not getattr(field, "is_deferred_validation", False) or name in ROWS_OWN:
            raise
        half_typed[form.add_prefix(name)] = HALF_TYPED.format(field.label, value)
        return form.get_initial_for_field(field, name)


def _clean(field, value):
    is_draft = getattr(field, "is_deferred_validation", False)
    return as_draft(field.block, value) if is_draft else field.block.clean(value)


def as_draft(block, value):
    """`value` as a draft keeps it. Raises ValidationError only for what cannot be stored, such as half a date."""
    keep = next((keep for kind, keep in KEEPERS if isinstance(block, kind)), _field)
    return keep(block, value)


def _stream(block, value):
    def keep(child):
        return child.block_type, as_draft(child.block, child.value), child.id

    return StreamValue(block, list(_each(keep, enumerate(value), StreamBlockValidationError).values()))


def _list(block, value):
    def keep(child):
        return ListValue.ListChild(block.child_block, as_draft(block.child_block, child.value), id=child.id)

    children = enumerate(block.normalize(value).bound_blocks)
    return ListValue(block, bound_blocks=list(_each(keep, children, ListBlockValidationError).values()))


def _struct(block, value):
    def keep(bound):
        return as_draft(bound.block, bound.value)

    kept = _each(keep, value.bound_blocks.items(), blocks.StructBlockValidationError)
    return block._to_struct_value(kept.items())


def _each(keep, items, error_class):
    kept, wrong = {}, {}
    for place, item in items:
        try:
            kept[place] = keep(item)
        except ValidationError as error:
            wrong[place] = error
    if wrong:
        raise error_class(block_errors=wrong)
    return kept


def _table(block, value):
    try:
        return block.clean(value)
    except ValidationError:
        return value  # its cells are words


def _field(block, value):
    """What the block's own check makes of it, else what the field can hold: no word is too long for a draft."""
    try:
        return block.clean(value)
    except ValidationError:
        kept = block.field.to_python(block.value_for_form(value))
        return block.value_from_form(kept.replace("\0", "") if isinstance(kept, str) else kept)


KEEPERS = [
    (blocks.StreamBlock, _stream),
    (blocks.ListBlock, _list),
    (blocks.StructBlock, _struct),
    (TypedTableBlock, _table),
]


def lacking(obj):
    """Sentences on what `obj` still lacks: in its bodies which field, which block, and what the block's check says; in
    the rows under it what a draft alone may leave open."""
    said = list(_open_in_rows(obj))
    for field in obj._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(obj, field.name)
            try:
                field.stream_block.clean(value)
            except ValidationError as error:
                said += [f"{field.verbose_name}{where}：{what}" for where, what in _sentences(value, error)]
    return said


def _open_in_rows(obj):
    """A column that may be empty and a form that wants it: so drafts are kept, and nothing else."""
    for relation in get_all_child_relations(type(obj)) if isinstance(obj, ClusterableModel) else ():
        wanted = [field for field in relation.related_model._meta.fields if field.null and not field.blank]
        for number, row in enumerate(getattr(obj, relation.get_accessor_name()).all() if wanted else (), start=1):
            for field in wanted:
                if getattr(row, field.attname) is None:
                    yield f"{row._meta.verbose_name}第{number}行“{field.verbose_name}”：此项必填。"


def _sentences(value, error):
    """Yield (where, what) for an error of a block with `value`, and for those of the blocks in it."""
    own = getattr(error, "non_block_errors", None)
    for message in own.data if own is not None else [error]:
        yield from (("", said) for said in message.messages)
    for place, inner in (getattr(error, "block_errors", None) or {}).items():
        child, name = _part(value, place)
        yield from ((f"{name}{where}", what) for where, what in _sentences(child, inner))
    for row, cells in (getattr(error, "cell_errors", None) or {}).items():
        for column, inner in cells.items():
            yield from ((f"第{row + 1}行第{column + 1}列{where}", what) for where, what in _sentences(None, inner))


def _part(value, place):
    """The part of `value` at `place`, and what an editor calls it."""
    if isinstance(value, StreamValue):
        return value[place].value, f"第{place + 1}块（{value[place].block.label}）"
    if isinstance(value, ListValue):
        return value[place], f"第{place + 1}项"
    if isinstance(value, blocks.StructValue):
        return value.get(place), f"“{value.block.child_blocks[place].label}”"
    return None, ""
