"""What a draft's blocks may leave open, and what they must say before readers see them.

While Wagtail checks a draft it marks the blocks themselves, which all threads share: a story handed in at that moment
would pass unfinished. Here nothing is marked: a draft keeps whatever can be stored.
"""

from functools import partial

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField


def let_drafts_be_unfinished(form):
    """Let `form` be saved as a draft whatever the blocks in it leave open."""
    for field in form.fields.values():
        if isinstance(field, BlockField):
            field.clean = partial(_clean, field)


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


def unfinished(obj):
    """Sentences on what the bodies of `obj` still lack: which field, which block, and what the block's check says."""
    said = []
    for field in obj._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(obj, field.name)
            try:
                field.stream_block.clean(value)
            except ValidationError as error:
                said += [f"{field.verbose_name}{where}：{what}" for where, what in _sentences(value, error)]
    return said


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
