"""撤销导入: asked for on a page that says what goes, what stays, and what was edited since."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ...models import ManuscriptImport
from ..errors import ManuscriptError
from ..filing import undoing
from .access import own_import

CONFIRM_CHANGED = "文章在导入之后改过。请看清下面的改动，确认不要了再撤销。"


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    record = own_import(request.user, pk, lock=request.method == "POST")
    if record.state == ManuscriptImport.State.UNDONE:
        messages.info(request, "这次导入已经撤销。原稿和台账仍然保留。")
        return redirect("manuscript_imports:inspect", pk)
    seen = _as_seen(record)
    if request.method != "POST":
        return _ask(request, record, seen)
    if request.POST.get("seen") != seen:
        return _ask(request, record, seen, stale=True, status=409)
    if undoing.is_changed_since(record) and request.POST.get("sure") != "on":
        return _ask(request, record, seen, unsure=True, status=400)
    try:
        kept = undoing.undo(record, request.user)
    except ManuscriptError:
        return _ask(request, record, seen, status=400)
    words = f"因为别处还在用，保留了：{'、'.join(kept)}。" if kept else ""
    messages.success(request, f"已撤销导入。原稿和台账仍然保留。{words}")
    return redirect("manuscript_imports:index")


def _as_seen(record):
    """What the person who confirms has seen: a later edit asks again."""
    return f"{record.version}-{record.page.latest_revision_id if record.page else ''}"


def _ask(request, record, seen, *, status=200, **more):
    people, pictures = undoing.made_beside(record)
    context = {
        "record": record,
        "seen": seen,
        "refusals": undoing.refusals(record, request.user),
        "people": people,
        "pictures": pictures,
        "is_changed": undoing.is_changed_since(record),
        "revisions": undoing.revisions_since(record)[:20],
        "changes": undoing.changes_since(record)[:50],
        "confirm_changed": CONFIRM_CHANGED,
    }
    return TemplateResponse(request, "news/manuscripts/take_back.html", context | more, status=status)
