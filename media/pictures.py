"""Brings all pictures of a page from the database in two queries: one for them, one for their sizes."""

import copy
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import prefetch_related_objects
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

_at_hand = ContextVar("pictures_at_hand", default=None)


class PictureChooserBlock(ImageChooserBlock):
    """A picture chooser that takes what `load_pictures` has brought already."""

    def bulk_to_python(self, values):
        pictures = _at_hand.get()
        if pictures is None:
            return super().bulk_to_python(values)
        # a copy each: the same picture may stand twice with different words
        return [copy.copy(pictures[value]) if value in pictures else None for value in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def deconstruct(self):
        # what is stored is the same, so migrations need not know this class
        return ("wagtail.images.blocks.ImageChooserBlock", *super().deconstruct()[1:])


def load_pictures(*streams, also=()):
    """Put every picture of these StreamField values, nested ones too, in its place, with its sizes, in two queries.

    `also` holds pictures that are loaded already (a cover, a portrait): they get their sizes in the same query.
    """
    wanted = {number for stream in streams for number in _picture_ids(stream)}
    pictures = get_image_model().objects.in_bulk(wanted) if wanted else {}
    loaded = [picture for picture in also if picture is not None] + list(pictures.values())
    if loaded:
        prefetch_related_objects(loaded, "renditions")
    with _pictures_at_hand(pictures):
        for stream in streams:
            list(stream or ())  # a stream makes its values when it is walked


@contextmanager
def _pictures_at_hand(pictures):
    token = _at_hand.set(pictures)
    try:
        yield
    finally:
        _at_hand.reset(token)


def _picture_ids(stream):
    """Yield the ids in the stored form of a stream, without making its values."""
    if stream:
        yield from _ids_in(stream.stream_block, list(stream.raw_data))


def _ids_in(block, raw):
    """`raw` is what the database holds for `block`: a list, a dict or a number."""
    if not raw:
        return
    if isinstance(block, ImageChooserBlock):
        yield raw
    elif isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            if item["type"] in block.child_blocks:
                yield from _ids_in(block.child_blocks[item["type"]], item["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from _ids_in(block.child_block, item["value"] if is_wrapped else item)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _ids_in(child, raw.get(name))
