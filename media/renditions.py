"""Makes the sizes of a picture when it is saved, so that a reader's visit finds them ready and writes nothing."""

import io
import logging
from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, transaction
from PIL import Image
from wagtail.images.models import Filter

from .layouts import LAYOUTS, SHARE_SPEC, all_specs

logger = logging.getLogger(__name__)
WORKING_SIZE = 1800  # pixels; above this the sizes are made from one smaller copy, decoded once instead of 30 times


def renditions_for(picture, layout_name):
    """Return a dict of filter spec → rendition, ready for `<picture>`. Makes what is missing; may be empty."""
    return find_or_make(picture, LAYOUTS[layout_name].specs_for(picture.width))


def share_rendition(picture):
    """Return the 1200 × 630 JPEG that other sites show beside a shared link, or None."""
    return find_or_make(picture, [SHARE_SPEC]).get(SHARE_SPEC)


def find_or_make(picture, specs):
    filters = [Filter(spec) for spec in specs]
    found = picture.find_existing_renditions(*filters)
    if len(found) < len(filters):
        logger.info("Picture %s has %s of %s sizes: making the rest", picture.pk, len(found), len(filters))
        try:
            make_renditions(picture, specs)
        except (OSError, ValueError, DatabaseError):  # a full disk, too: readers get their page without it
            logger.exception("Cannot make the sizes of picture %s", picture.pk)
        # straight from the table: what was prefetched did not hold them
        rows = picture.get_rendition_model().objects.filter(image_id=picture.pk, filter_spec__in=specs)
        found = {item: row for row in rows for item in filters if _is_of(row, item, picture)}
        picture.prefetched_renditions = [*(picture._get_prefetched_renditions() or []), *found.values()]
    return {item.spec: found[item] for item in filters if item in found}


def _is_of(rendition, wanted, picture):
    rendition.image = picture
    return rendition.filter_spec == wanted.spec and rendition.focal_point_key == wanted.get_cache_key(picture)


def make_renditions(picture, specs=None):
    """Make the sizes that `picture` still lacks, and return how many. Raise OSError where its file cannot be read."""
    model = picture.get_rendition_model()
    present = set(model.objects.filter(image_id=picture.pk).values_list("filter_spec", "focal_point_key"))
    filters = [Filter(spec) for spec in specs or all_specs(picture.width)]
    missing = [item for item in filters if (item.spec, item.get_cache_key(picture)) not in present]
    if not missing:
        return 0
    source = _working_copy(picture)
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = list(pool.map(lambda item: written_rendition(picture, item, source), missing))
    model.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def written_rendition(picture, wanted, source):
    """A size whose file is written: saving the row then decodes nothing, since rows are saved in a transaction."""
    rendition = picture.generate_rendition_instance(wanted, io.BytesIO(source))
    rendition._meta.get_field("file").pre_save(rendition, add=True)
    return rendition


def _working_copy(picture):
    with picture.open_file() as file:
        data = file.read()
    if max(picture.width, picture.height) <= WORKING_SIZE or picture.has_focal_point():
        return data  # a focal point counts in pixels of the original
    with Image.open(io.BytesIO(data)) as image:
        if image.mode in ("1", "P"):
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        if image.mode == "CMYK":
            return data  # its profile needs Wagtail's own care
        image.thumbnail((WORKING_SIZE, WORKING_SIZE))
        copy = io.BytesIO()
        image.save(copy, "PNG", compress_level=1, icc_profile=image.info.get("icc_profile"))
        return copy.getvalue()


def make_after_commit(instance, raw=False, **kwargs):
    """A picture was saved: make its sizes once the save is certain. A failure is logged and fails nobody's save."""
    if not raw:
        transaction.on_commit(lambda: make_renditions(instance), robust=True)
