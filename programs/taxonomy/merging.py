"""Two terms of one vocabulary become one; the lost name and address go on as aliases of the kept term."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from programs.merging.moving import log_merge, merging, move_references

from .models import Alias


def merge_terms(lost, kept, user):
    """Move every reference to the term `lost` to `kept` and delete it, all or nothing; returns how many records changed.

    Raises ValidationError, in words for staff, when the two cannot be merged.
    """
    if type(lost) is not type(kept):
        raise ValidationError(
            f"“{lost}”属于{lost._meta.verbose_name_plural}，“{kept}”属于{kept._meta.verbose_name_plural}，不能合并。"
        )
    with merging(type(lost), lost.pk, kept.pk) as (lost, kept):
        count = move_references(lost, kept, user)
        log_merge(lost, kept, user)
        names, slug = {lost.name, getattr(lost, "short_name", "")} - {"", kept.name}, lost.slug
        lost.delete()
        for name in sorted(names):
            leave_alias(kept, name, slug)
        return count


def leave_alias(term, name, slug=""):
    """Let `term` be found by `name`, and at the address `slug` if one is given."""
    content_type = ContentType.objects.get_for_model(term)
    alias, _ = Alias.objects.get_or_create(
        content_type=content_type, name=name, defaults={"object_id": term.pk, "slug": slug}
    )
    if alias.slug and slug and alias.slug != slug:  # the name was an alias already, with an older address of its own
        leave_alias(term, slug, slug)
    alias.object_id, alias.slug = term.pk, alias.slug or slug
    alias.save()
