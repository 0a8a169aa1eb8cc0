"""The index's part in a round of the scheduler: what is due, for a while, resting as long as it works."""

import datetime
import logging

from django.utils import timezone

from ..backend.pending import OUTDATED, write_pending
from ..models.upkeep import IndexRebuild
from .files.due import read_due
from .pending import ask_for_stale, work_off
from .rebuilding import latest_rebuild, request_if_outdated, request_rebuild, walk
from .text_index import INDEX

logger = logging.getLogger(__name__)

SECONDS = 4  # for each kind of work, rests included
REST = 1.0  # as long as the work itself: the readers' threads share this process
FILES = 2  # a round: each may take half a minute
NIGHT = range(2, 5)  # local hours in which everything is looked over once
A_DAY = datetime.timedelta(hours=20)
KEPT = 30  # walks that staff can look back on


def run_round():
    """Do what the index has to do now; one step that fails stops no other."""
    for step in (
        ask_for_stale,
        _work_off,
        _ask_for_outdated_entries,
        _write_entries,
        _read_files,
        request_if_outdated,
        _look_over_at_night,
        _walk,
    ):
        try:
            step()
        except Exception:
            logger.exception("The search index could not %s; it is tried again at the next round", step.__name__)


def _work_off():
    work_off(SECONDS, REST)


def _ask_for_outdated_entries():
    OUTDATED.ask()


def _write_entries():
    write_pending(SECONDS, REST)


def _read_files():
    read_due(FILES)


def _walk():
    rebuild = walk(SECONDS, REST)
    if rebuild and rebuild.state == IndexRebuild.State.DONE:
        INDEX.mend()


def _look_over_at_night(now=None):
    """Whatever slipped through by day is put right: a walk writes only what is not as it should be."""
    now = now or timezone.now()
    latest = latest_rebuild()
    if latest and not latest.is_open and now - latest.requested_at > A_DAY and timezone.localtime(now).hour in NIGHT:
        request_rebuild("每夜自动核对")
        old = IndexRebuild.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
        IndexRebuild.objects.filter(pk__in=list(old)).delete()
