"""Looks over, a few at a time, what is derived from rows: who refers to what, and the sizes of pictures. Both are written
with the row, or right after it; what a crash, a restore or a write past all signals has left behind is put right here."""

import logging
import time
from itertools import islice

from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from .models import Picture
from .renditions import make_renditions

logger = logging.getLogger(__name__)
AT_ONCE = 20  # rows that one step looks at: some milliseconds each
PAUSE = 60 * 60  # seconds between the end of one look over everything and the next


class Repairs:
    """Looks at every row in turn, and an hour after the last begins anew."""

    def __init__(self):
        self._steps, self._begins_at = None, 0

    def go_on(self):
        """Look at a few more rows; return whether there were any."""
        if self._steps is None:
            if time.monotonic() < self._begins_at:
                return False
            self._steps = _all()
        if list(islice(self._steps, AT_ONCE)):
            return True
        self._steps, self._begins_at = None, time.monotonic() + PAUSE
        return False


def repair_all():
    """Look at every row now."""
    repairs = Repairs()
    while repairs.go_on():
        pass


def note_all():
    """Note what every row refers to where the index says something else, without a word: after a loading."""
    for model in ReferenceIndex.indexed_models - {Page}:
        for row in model._base_manager.all():
            if _noted(row) != set(ReferenceIndex._extract_references_from_object(row)):
                ReferenceIndex.create_or_update_for_object(row)


def _all():
    kinds = ReferenceIndex.indexed_models - {Page}  # a page's references are filed under its kind
    for model in sorted(kinds, key=lambda model: model._meta.label):
        yield from _each(model, mend_references)
    yield from _each(Picture, mend_sizes)


def _each(model, mend):
    """Do `mend` with each row of `model`, by their numbers: none is held in between."""
    last = 0
    while rows := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for row in rows:
            yield mend(row)
        last = rows[-1].pk


def mend_references(row):
    """Note again what `row` refers to, if the index says something else; return whether it did."""
    if _noted(row) == set(ReferenceIndex._extract_references_from_object(row)):
        return False
    with transaction.atomic():
        rows = type(row)._base_manager.select_for_update(of=("self",))
        if now := rows.filter(pk=row.pk).first():  # it may have changed since, or gone
            ReferenceIndex.create_or_update_for_object(now)
            logger.warning("Noted again what %s %s refers to", row._meta.label, row.pk)
    return True


def _noted(row):
    return set(
        ReferenceIndex.get_references_for_object(row).values_list(
            "to_content_type_id", "to_object_id", "model_path", "content_path"
        )
    )


def mend_sizes(picture):
    """Make the sizes that `picture` lacks; return how many."""
    try:
        made = make_renditions(picture)
    except (OSError, ValueError) as error:
        logger.warning("Cannot make the sizes of picture %s: %s", picture.pk, error)
        return 0
    if made:
        logger.warning("Made %s sizes that picture %s lacked", made, picture.pk)
    return made
