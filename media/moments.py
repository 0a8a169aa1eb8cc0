"""When something that readers see changes by itself: what goes by the clock says here when that is next.

Local midnights need not be said.
"""

from functools import cache

from django.apps import apps
from django.db.models import Min
from wagtail.models import DraftStateMixin, Page

_registered = []  # (model, name of a field, time that is added to it)


def register_moments(model, *names, later=None):
    """The moments in these datetime fields of any row of `model` change something; `later`: so much after them.

    When pages and records go live and expire is known without that.
    """
    _registered.extend((model, name, later) for name in names)
    columns.cache_clear()


@cache
def columns():
    drafts = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    gates = [(model, name, None) for model in [Page, *drafts] for name in ("go_live_at", "expire_at")]
    return [*gates, *_registered]


def next_moment(now):
    """The first moment after `now` that any row names, or None. One query for each column."""
    found = []
    for model, name, later in columns():
        begin = now - later if later else now
        first = model._base_manager.filter(**{f"{name}__gt": begin}).aggregate(first=Min(name))["first"]
        if first:
            found.append(first + later if later else first)
    return min(found, default=None)
