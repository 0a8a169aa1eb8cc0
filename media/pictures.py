"""Brings all pictures of a page, with their sizes, from the database in one query."""

import copy
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from .references import PICTURE, references_in

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
    """Put every picture of these StreamField values, nested ones too, in its place, with its sizes, in one query.

    `also` holds pictures that are loaded already (a cover, a portrait): they get their sizes in the same query.
    """
    wanted = {number for stream in streams for kind, number in references_in(stream) if kind == PICTURE}
    loaded = [picture for picture in also if picture is not None]
    found = _with_sizes(wanted | {picture.pk for picture in loaded})
    for picture in loaded:
        picture.prefetched_renditions = found[picture.pk].prefetched_renditions if picture.pk in found else []
    with _pictures_at_hand(found):
        for stream in streams:
            list(stream or ())  # a stream makes its values when it is walked


def _with_sizes(numbers):
    """{number: picture with its sizes}. The database gives a row a size, and one for a picture that has none yet."""
    model = get_image_model()
    size_model = model._meta.get_field("renditions").related_model
    own, sizes = ([field.attname for field in one._meta.concrete_fields] for one in (model, size_model))
    rows = model.objects.filter(pk__in=numbers) if numbers else model.objects.none()
    found = {}
    for row in rows.values_list(*own, *(f"renditions__{name}" for name in sizes)):
        values, size = row[: len(own)], dict(zip(sizes, row[len(own) :], strict=True))
        number = values[own.index("id")]
        if number not in found:
            found[number] = model.from_db(rows.db, own, values)
            found[number].prefetched_renditions = []
        if size["id"]:
            found[number].prefetched_renditions.append(size_model(**size))
            found[number].prefetched_renditions[-1].image = found[number]
    return found


@contextmanager
def _pictures_at_hand(pictures):
    token = _at_hand.set(pictures)
    try:
        yield
    finally:
        _at_hand.reset(token)
