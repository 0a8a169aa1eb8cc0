"""When an address changes, the old one leads to the new one for good; feeds go on calling the thing by its first."""

import uuid

from django.db import models
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect


def is_left(path, own=""):
    """Does a redirect lead from `path` to somewhere else than `own`?"""
    rows = Redirect.objects.filter(old_path=Redirect.normalise_path(path))
    return (rows.exclude(redirect_link=own) if own else rows).exists()


def left_names(prefix):
    """The last parts of all paths beginning with `prefix` from which a redirect leads."""
    paths = Redirect.objects.filter(old_path__startswith=prefix).values_list("old_path", flat=True)
    return {path.removeprefix(prefix) for path in paths}


def new_address(path):
    """The path to which a redirect leads from `path`; '' where none does."""
    rows = Redirect.objects.filter(old_path=Redirect.normalise_path(path))
    return rows.values_list("redirect_link", flat=True).first() or ""


def leave_redirect(old, new):
    """Send readers of the path `old` to the path `new`, permanently. What led to `old` leads straight to `new`, and
    nothing leads away from `new`."""
    old_path, new_path = Redirect.normalise_path(old), Redirect.normalise_path(new)
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(Q(redirect_link=old) | Q(redirect_link=old_path)).update(redirect_link=new)
    Redirect.objects.update_or_create(
        old_path=old_path,
        site=None,
        defaults={
            "redirect_link": new,
            "redirect_page": None,
            "is_permanent": True,
            "automatically_created": True,
        },
    )


class FirstAddress(models.Model):
    """Where something was first published: what feeds name it by, so that nobody sees it again as new when it moves."""

    first_address = models.CharField(max_length=600, blank=True, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def keep_first_address(self, address):
        """Remember `address`, once: another may come to stand there when this one has left."""
        if self.first_address or not address:
            return
        is_taken = type(self)._base_manager.filter(first_address=address).exclude(pk=self.pk).exists()
        self.first_address = f"{address}#{uuid.uuid4().hex[:12]}" if is_taken else address

    def with_content_json(self, content):
        """A version at hand may be older than the publication."""
        row = super().with_content_json(content)
        row.first_address = self.first_address
        return row
