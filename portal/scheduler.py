"""Publishes and expires what is due, keeps the search index, puts right what a crash left undone and deletes what had its
time, and lets the hint of the content stamp agree with the database, without anybody calling a command.

Every step is one transaction: a crash leaves the old state, or the new one with its log entry. Any number of
schedulers may run at once; each step looks again, under a lock, whether it is still due.
"""

import logging
import threading
import time

from django.apps import apps
from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from media import changed_rows
from media.content_stamp import agree
from media.repair import Repairs
from portal.search.documents import rounds
from portal.search.statistics.storing import forget_old

logger = logging.getLogger(__name__)


def run_due(now=None):
    """Do all that is due at `now`; return (published, expired, failed) counts. One failure stops nothing else."""
    now = now or timezone.now()
    published = expired = failed = 0
    for revision_pk in _due_revisions(now):
        outcome = _attempt(_publish, revision_pk, now)
        published += outcome is True
        failed += outcome is None
    for model, pk in _due_expiries(now):
        outcome = _attempt(_expire, model, pk, now)
        expired += outcome is True
        failed += outcome is None
    return published, expired, failed


def _attempt(step, *args):
    """True when `step` did something, False when another scheduler was first, None when it failed."""
    try:
        with transaction.atomic():
            return step(*args)
    except Exception:
        logger.exception("Scheduled step %s%r failed; it is tried again at the next round", step.__name__, args)
        return None


def _due_revisions(now):
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    return list(due.values_list("pk", flat=True))


def _publish(revision_pk, now):
    due = Revision.objects.select_for_update().filter(pk=revision_pk, approved_go_live_at__lte=now).first()
    if due is None:
        return False
    due.publish(log_action="wagtail.publish.scheduled")
    return True


def _draft_models():
    return [Page] + [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]


def _due_expiries(now):
    for model in _draft_models():
        for pk in list(model.objects.filter(live=True, expire_at__lte=now).values_list("pk", flat=True)):
            yield model, pk


def _expire(model, pk, now):
    due = model.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
    if due is None:
        return False
    due.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def tidy(now=None):
    """Delete what is kept for a time only; return how many rows that were."""
    deleted = 0
    for forget in (forget_old, changed_rows.forget_old):
        try:
            deleted += forget(now)
        except Exception:
            logger.exception("What had its time could not be deleted; it is tried again at the next round")
    return deleted


def run_forever(stop=None, interval=None):
    """Do a round every `interval` seconds (settings.SCHEDULER_INTERVAL) until the event `stop` is set."""
    stop = stop or threading.Event()
    interval = interval or settings.SCHEDULER_INTERVAL
    repairs = Repairs()
    while not stop.is_set():
        started = time.monotonic()
        close_old_connections()
        try:
            published, expired, failed = run_due()
            if published or expired or failed:
                logger.info("Published %s, expired %s, failed %s", published, expired, failed)
            rounds.run_round()
            tidy()
            repairs.go_on()
            agree()
        except Exception:
            logger.exception("The scheduler could not look for what is due")
        finally:
            close_old_connections()
        stop.wait(max(0.1, interval - (time.monotonic() - started)))


def start_thread():
    """Run the scheduler beside a web worker, for installations without a service of its own."""
    thread = threading.Thread(target=run_forever, name="scheduler", daemon=True)
    thread.start()
    return thread
