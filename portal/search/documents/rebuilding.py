"""Makes all documents anew, a slice at a time, while the live index goes on answering.

Where a walk stands is kept in its row, so that whoever has time goes on from there: the command, or any scheduler.
"""

import time

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..models.document import SearchDocument
from ..models.upkeep import IndexRebuild
from .pending import locked
from .registry import BUILDERS, BY_NAME
from .version import VERSION
from .writing import refresh, remove

SLICE = 40  # things in one transaction
State = IndexRebuild.State
OPEN = (State.WAITING, State.RUNNING)


def request_rebuild(message=""):
    """Ask for a walk over everything, and say why; returns the one that is asked for, which may have been open already."""
    with transaction.atomic():
        found = IndexRebuild.objects.filter(state__in=OPEN, version=VERSION).order_by("pk").first()
        return found or IndexRebuild.objects.create(version=VERSION, message=message)


def latest_rebuild():
    """The walk that staff are told of: the newest, or None before the first."""
    return IndexRebuild.objects.order_by("-pk").first()


def is_current():
    """Was everything in the index made by the rules of this version of the program?"""
    return IndexRebuild.objects.filter(state=State.DONE, version=VERSION).exists()


def request_if_outdated():
    """Ask for a walk where none was finished by the present rules: after an upgrade, or in a new installation."""
    return None if is_current() else request_rebuild("首次建立，或程序升级后更新")


def walk(seconds=None, pause=0.0, tell=lambda rebuild: None):
    """Go on with the open walk, slice by slice, for about `seconds` (None: to its end); `pause` as in `work_off`.
    Returns the walk, or None where none is open."""
    started, rebuild = time.monotonic(), None
    while seconds is None or time.monotonic() - started < seconds:
        at = time.monotonic()
        step = _step()
        if step is None:
            break
        rebuild = step
        tell(rebuild)
        if rebuild.state == State.DONE:
            break
        time.sleep(pause * (time.monotonic() - at))
    return rebuild


def _step():
    """One slice, in one transaction; None where nothing is open, or somebody else is at it."""
    with transaction.atomic():
        rebuild = locked(IndexRebuild.objects.filter(state__in=OPEN).order_by("pk")).first()
        if rebuild is None:
            return None
        if rebuild.version != VERSION:  # the program changed under the walk: the new rules ask for a walk of their own
            rebuild.state, rebuild.message = State.FAILED, "程序已升级，另起一次重建。"
        elif rebuild.state == State.WAITING:
            _begin(rebuild)
        else:
            _go_on(rebuild)
        rebuild.moved_at = timezone.now()
        rebuild.save()
    return rebuild


def _begin(rebuild):
    rebuild.state, rebuild.started_at = State.RUNNING, timezone.now()
    rebuild.place = {"builder": BUILDERS[0].name, "after": 0}
    rebuild.total = sum(builder.public_rows().count() for builder in BUILDERS)


def _go_on(rebuild):
    builder = BY_NAME.get(rebuild.place["builder"], BUILDERS[0])
    after = rebuild.place["after"]
    keys = list(builder.public_rows().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:SLICE])
    outcome = refresh(builder, keys)
    gone = _superfluous(builder, keys, after, is_last=len(keys) < SLICE)
    remove(builder.model, gone)
    rebuild.done += len(keys)
    rebuild.written += outcome.written
    rebuild.removed += outcome.removed + len(gone)
    if len(keys) == SLICE:
        rebuild.place = {"builder": builder.name, "after": keys[-1]}
        return
    following = BUILDERS.index(builder) + 1
    if following < len(BUILDERS):
        rebuild.place = {"builder": BUILDERS[following].name, "after": 0}
    else:
        rebuild.state, rebuild.finished_at, rebuild.place = State.DONE, timezone.now(), {}


def _superfluous(builder, keys, after, is_last):
    """Keys of documents, from behind `after` to the last of `keys`, whose things are no longer public."""
    stretch = Q(object_id__gt=after) if is_last else Q(object_id__gt=after, object_id__lte=keys[-1])
    documents = SearchDocument.objects.filter(
        stretch, content_type=ContentType.objects.get_for_model(builder.model)
    ).exclude(object_id__in=keys)
    return list(documents.values_list("object_id", flat=True))
