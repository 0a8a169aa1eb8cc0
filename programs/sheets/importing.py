"""From an upload to the register: keep the file, check it, and, once somebody confirms, import all of it or nothing."""

import hashlib
import json
import logging
import os
import threading
import time

from django.core.exceptions import ValidationError
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from ..batches import put_all_on_record
from .models import ImportedSheet
from .plans import build_plan
from .reading import SheetRefused, read_sheets

logger = logging.getLogger(__name__)
AT_ONCE = 300  # rows that a request imports itself; more go to a thread, and the page shows how far it is
STALE_AFTER = 120  # seconds without progress after which nobody is working on it any more
CHANGED_MEANWHILE = "核对之后台账有变化，导入的结果会与预览不同。请重新上传核对。"
INTERRUPTED = "导入中断，没有写入任何内容。请重新上传。"


def keep(resource, upload, name, user):
    """Check `upload` and keep it with its report, whatever that says. Return the ImportedSheet and its Plan.

    Raises SheetRefused for a file that cannot be read at all: that one is not kept.
    """
    plan = _plan(resource, upload, name, user)
    upload.seek(0)
    digest = hashlib.sha256()
    for piece in iter(lambda: upload.read(1 << 20), b""):
        digest.update(piece)
    upload.seek(0)
    sheet = ImportedSheet(register=resource.sheet, name=name[:200], sha256=digest.hexdigest(), user=user)
    sheet.state = ImportedSheet.State.REFUSED if plan.problems else ImportedSheet.State.CHECKED
    sheet.report, sheet.digest = plan.report(), plan.digest()
    sheet.new_count, sheet.changed_count = len(plan.new), len(plan.changed)
    sheet.unchanged_count, sheet.problem_count = len(plan.unchanged), len(plan.problems)
    sheet.file.save(f"{digest.hexdigest()[:16]}.{_extension(name)}", upload, save=False)
    sheet.save()
    return sheet, plan


def _extension(name):
    return "csv" if name.lower().endswith(".csv") else "xlsx"


def _plan(resource, file, name, user):
    return build_plan(resource, read_sheets(file, name), user)


def start(sheet, resource, user):
    """Import now, or in a thread when there is much; raises ValidationError when it is not `sheet`'s turn."""
    mine = ImportedSheet.objects.filter(pk=sheet.pk, state=ImportedSheet.State.CHECKED)
    if not mine.update(state=ImportedSheet.State.WAITING):  # whoever presses the button twice starts it once
        raise ValidationError("这张表已经导入，或正在导入。")
    total = sheet.new_count + sheet.changed_count
    Progress(sheet).tell(0, total)
    if total <= AT_ONCE:
        run(sheet.pk, resource, user)
    else:
        threading.Thread(target=_run_in_thread, args=(sheet.pk, resource, user), name="import", daemon=True).start()


def _run_in_thread(pk, resource, user):
    close_old_connections()
    try:
        run(pk, resource, user)
    except Exception:
        logger.exception("Import %s failed", pk)
    finally:
        close_old_connections()


def run(pk, resource, user, progress=None, plan=None):
    """Import a confirmed sheet: the records and the sheet's own state in one transaction. Never raises what a keeper
    can do something about: it becomes the sheet's message. `plan` is what `keep` returned, if it did so a moment ago."""
    sheet = ImportedSheet.objects.get(pk=pk)
    report = Progress(sheet)
    try:
        if plan is None:
            with sheet.file.open("rb") as file:
                plan = _plan(resource, file, sheet.name, user)
        if plan.problems or plan.digest() != sheet.digest:
            raise SheetRefused(CHANGED_MEANWHILE)
        _write(sheet, plan, user, lambda done, total: (report.tell(done, total), progress and progress(done, total)))
    except (ValidationError, DatabaseError, OSError) as error:
        message = (
            error.messages[0]
            if isinstance(error, ValidationError)
            else f"写入时出错，没有写入任何内容（{type(error).__name__}）。"
        )
        if not isinstance(error, ValidationError):
            logger.exception("Import %s failed", pk)
        _fail(pk, message)
    finally:
        report.forget()
    sheet.refresh_from_db()
    return sheet


def _write(sheet, plan, user, tell):
    records = [entry.record for entry in [*plan.new, *plan.changed]]
    note = {"import": {"id": sheet.pk, "name": sheet.name}}
    with transaction.atomic():
        put_all_on_record(records, user, note, lambda done: tell(done, len(records)))
        ImportedSheet.objects.filter(pk=sheet.pk).update(
            state=ImportedSheet.State.IMPORTED, finished_at=timezone.now(), message=""
        )


def _fail(pk, message):
    ImportedSheet.objects.filter(pk=pk).update(
        state=ImportedSheet.State.FAILED, finished_at=timezone.now(), message=message
    )


class Progress:
    """How far an import is, in a small file beside the original: the import's own transaction shows nothing until it
    is over, and other processes answer for the page."""

    def __init__(self, sheet):
        self.path = f"{sheet.file.path}.progress"

    def tell(self, done, total):
        temporary = f"{self.path}.{os.getpid()}"
        with open(temporary, "w") as out:
            json.dump([done, total], out)
        os.replace(temporary, self.path)

    def read(self):
        """Return (done, total, is_stale); (0, 0, True) when nobody is at work."""
        try:
            with open(self.path) as file:
                done, total = json.load(file)
            return done, total, time.time() - os.stat(self.path).st_mtime > STALE_AFTER
        except (OSError, ValueError):
            return 0, 0, True

    def forget(self):
        if os.path.exists(self.path):
            os.unlink(self.path)
