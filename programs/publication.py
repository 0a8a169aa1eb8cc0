"""When a page or a record is public: the clock's part of the gate. `news.publication` and `programs.records` build on it."""

from django.db.models import Q
from django.utils import timezone


def current_q(now=None):
    """Live, not expired, and its time has come; says nothing about privacy."""
    now = now or timezone.now()
    return (
        Q(live=True)
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
    )


def is_current(page):
    """The same question about one page or record at hand, without a query. Privacy is asked by Wagtail when it serves."""
    now = timezone.now()
    return bool(
        page.live
        and (page.expire_at is None or page.expire_at > now)
        and (page.go_live_at is None or page.go_live_at <= now)
    )
