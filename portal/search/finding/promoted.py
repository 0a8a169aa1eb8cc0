"""What editors promote for a question, as far as the public may read it now."""

import threading
from dataclasses import dataclass

from django.db.models import Count, Max

from programs.records.publication import public_pages

from ..models import Promotion, SearchDocument
from ..text import fold
from .findings import Promoted

MOST = 5  # shown for one question


@dataclass(frozen=True)
class Snapshot:
    stamp: tuple
    ids: dict  # folded question → ids, in the editors' order


class Promotions:
    """Which questions anything is promoted for, at hand in each process."""

    def __init__(self):
        self.lock = threading.Lock()
        self.snapshot = None

    def forget(self):
        self.snapshot = None

    def for_question(self, folded):
        """`Promoted`s for a folded question. Costs one small query where there is nothing."""
        stamp = tuple(Promotion.objects.aggregate(number=Count("pk"), last=Max("updated_at")).values())
        known = self.snapshot
        if known is None or known.stamp != stamp:
            with self.lock:
                known = self.snapshot = Snapshot(stamp, _read())
        ids = known.ids.get(folded)
        return _shown(ids) if ids else []


def _read():
    found = {}
    for promotion in Promotion.objects.filter(is_active=True):
        for query in promotion.all_queries:
            found.setdefault(fold(query), []).append(promotion.pk)
    return found


def _shown(ids):
    running = Promotion.objects.running().filter(pk__in=ids).select_related("page", "policy", "company", "event")
    shown = [promoted for promotion in running if (promoted := _of(promotion))]
    return shown[:MOST]


def _of(promotion):
    target = promotion.target
    if target is None:
        return Promoted(promotion.title, promotion.url, promotion.note)
    public = public_pages() if promotion.page_id else type(target).objects.public_now()
    if not public.filter(pk=target.pk).exists():
        return None
    target = target.specific if promotion.page_id else target
    document = SearchDocument.objects.public_now().of(type(target), [target.pk]).first()
    url = target.url if promotion.page_id else target.get_absolute_url()
    return Promoted(promotion.shown_title, url, promotion.note, document)


PROMOTIONS = Promotions()
