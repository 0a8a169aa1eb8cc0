"""From an upload to the register: keep the file, check it, and, once somebody confirms, import all of it or nothing."""

import hashlib
import logging
import threading
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import close_old_connections, transaction
from django.utils import timezone

from programs.records.batches import put_all_on_record
from programs.records.one_at_a_time import take_turn
from programs.records.protection import StillHeld

from .answers import Answers
from .models import ImportedSheet
from .plans import build_plan, mark_of
from .progress import Progress
from .reading import SheetRefused, read_sheets

logger = logging.getLogger(__name__)
AT_ONCE = 300  # rows that a request imports itself; more go to a thread, and the page shows how far it is
CHANGED_MEANWHILE = "核对之后台账有变化，导入的结果会与预览不同。请重新上传核对。"
ATTEMPTS = 5  # to write the register while it is as it was read
BUSY = "台账这会儿一直有人在改，这张表没有写入。请稍后重新上传核对。"
OPEN = [ImportedSheet.State.ASKED, ImportedSheet.State.CHECKED, ImportedSheet.State.REFUSED]
NOTED = ["state", "report", "digest", "answers", "new_count", "changed_count", "unchanged_count", "problem_count"]
STARTED = "这张表已经导入，或正在导入。"


def keep(resource, upload, name, user, answers=None):
    """Check `upload` and keep it with its report, whatever that says. Return the ImportedSheet and its Plan.

    Raises SheetRefused for a file that cannot be read at all: that one is not kept.
    """
    answers = answers or Answers()
    plan = build_plan(resource, read_sheets(upload, name), user, answers)
    upload.seek(0)
    digest = hashlib.sha256()
    for piece in iter(lambda: upload.read(1 << 20), b""):
        digest.update(piece)
    upload.seek(0)
    sheet = ImportedSheet(register=resource.sheet, name=name[:200], sha256=digest.hexdigest(), user=user)
    _note(sheet, plan)
    sheet.file.save(f"{digest.hexdigest()[:16]}.{_extension(name)}", upload, save=False)
    sheet.save()
    return sheet, plan


def check_again(sheet, resource, user, answers):
    """Check a sheet that waits for answers with those that were given. Raises ValidationError."""
    with sheet.file.open("rb") as file:
        plan = build_plan(resource, read_sheets(file, sheet.name), user, answers)
    _note(sheet, plan)
    waiting = ImportedSheet.objects.filter(pk=sheet.pk, state__in=OPEN)
    fields = {name: getattr(sheet, name) for name in NOTED}
    if not waiting.update(**fields):
        raise ValidationError(STARTED)


def _note(sheet, plan):
    """What the plan says, on the sheet; not saved."""
    State = ImportedSheet.State
    sheet.state = State.REFUSED if plan.problems else State.ASKED if plan.open_questions else State.CHECKED
    sheet.report, sheet.digest, sheet.answers = plan.report(), plan.digest(), asdict(plan.answers)
    sheet.new_count, sheet.changed_count = len(plan.new), len(plan.changed)
    sheet.unchanged_count, sheet.problem_count = len(plan.unchanged), len(plan.problems)


def _extension(name):
    return "csv" if name.lower().endswith(".csv") else "xlsx"


def start(sheet, resource, user):
    """Import now, or in a thread when there is much; raises ValidationError when it is not `sheet`'s turn."""
    mine = ImportedSheet.objects.filter(pk=sheet.pk, state=ImportedSheet.State.CHECKED)
    is_mine = mine.update(state=ImportedSheet.State.WAITING)  # whoever presses the button twice starts it once
    if not is_mine and not sheet.is_interrupted:
        raise ValidationError(STARTED)
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
        plan = plan or _plan_again(sheet, resource, user)
        _refuse_another(sheet, plan)
        _write(sheet, plan, user, lambda done, total: (report.tell(done, total), progress and progress(done, total)))
    except (ValidationError, StillHeld) as error:
        _fail(pk, error.messages[0])
    except Exception as error:  # whatever it is, nobody shall wait for it
        logger.exception("Import %s failed", pk)
        _fail(pk, f"写入时出错，没有写入任何内容（{type(error).__name__}）。")
    finally:
        report.forget()
    sheet.refresh_from_db()
    return sheet


def _plan_again(sheet, resource, user):
    with sheet.file.open("rb") as file:
        return build_plan(resource, read_sheets(file, sheet.name), user, Answers(**sheet.answers))


def _refuse_another(sheet, plan):
    if plan.problems or plan.digest() != sheet.digest:
        raise SheetRefused(CHANGED_MEANWHILE)


def _write(sheet, plan, user, tell):
    """Write what `plan` says while nobody else writes. Where somebody wrote since, the sheet is read again first: with
    no transaction open, for that takes long."""
    for _ in range(ATTEMPTS):
        with transaction.atomic():
            _take_turn(sheet, plan.resource.model)
            if mark_of(plan.resource.model) == plan.mark:
                _put(sheet, plan, user, tell)
                return
            transaction.set_rollback(True)
        plan = _plan_again(sheet, plan.resource, user)
        _refuse_another(sheet, plan)
    raise SheetRefused(BUSY)


def _put(sheet, plan, user, tell):
    records = [entry.record for entry in [*plan.new, *plan.changed]]
    note = {"import": {"id": sheet.pk, "name": sheet.name}}
    put_all_on_record(records, user, note, lambda done: tell(done, len(records)))


def _take_turn(sheet, model):
    """One import into a register at a time, and each sheet once; until the transaction is over."""
    take_turn(model)
    State = ImportedSheet.State
    mine = ImportedSheet.objects.filter(pk=sheet.pk, state__in=[State.CHECKED, State.WAITING])
    if not mine.update(state=State.IMPORTED, finished_at=timezone.now(), message=""):
        raise SheetRefused(STARTED)


def _fail(pk, message):
    ImportedSheet.objects.filter(pk=pk).exclude(state=ImportedSheet.State.IMPORTED).update(
        state=ImportedSheet.State.FAILED, finished_at=timezone.now(), message=message
    )
