"""When an address changes, the old one leads to the new one for good."""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect


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
