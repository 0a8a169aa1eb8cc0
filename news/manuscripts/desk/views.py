"""The views of the import desk: hand in, review, make the draft, take back; the ledger and the original."""

import mimetypes
from contextlib import nullcontext
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from media.transactions import write_transaction

from ...models import ManuscriptImport
from ..errors import ManuscriptError
from .access import imports_seen_by, may_import, own_import, readable_import, sections_open_to
from .edits import label_of, make_change
from .forms import EditForm, HandInForm, TitleForm
from .review import Overtaken, Review, original_of, same_file, take_in
from .screen import screen_of

State = ManuscriptImport.State


@transaction.non_atomic_requests  # reads and understands the whole manuscript; `take_in` writes in one transaction
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request):
    """The form for a new manuscript; what is wrong is said beside the field, and what was pasted stays."""
    if not may_import(request.user):
        raise PermissionDenied
    form = HandInForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        sections=sections_open_to(request.user),
        initial={"section": request.GET.get("section", "")},
    )
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        earlier = [] if form.cleaned_data["again"] else list(same_file(form.source.sha256)[:5])
        if not earlier:
            record = take_in(form.bytes, form.name, form.cleaned_data["section"], request.user)
            messages.success(request, "稿件已读入，请核对后生成草稿。现在还没有文章。")
            return redirect("manuscript_imports:review", record.pk)
        seen = set(
            imports_seen_by(request.user).filter(pk__in=[one.pk for one in earlier]).values_list("pk", flat=True)
        )
        context |= {"earlier": [(one, one.pk in seen) for one in earlier], "again": form.word_for_again()}
    return TemplateResponse(request, "news/manuscripts/hand_in.html", context)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """Source left, result right; each change is sent here with the version of the reading that it was made on."""
    is_change = request.method == "POST"
    try:
        source = _source(own_import(request.user, pk))
        with write_transaction() if is_change else nullcontext():
            record = own_import(request.user, pk, lock=is_change)
            is_open = source and record.state == State.IN_REVIEW
            if is_open:
                current = Review.of(record, source)
                answer = _changed(request, current) if is_change else _look(request, current)
    except ManuscriptError as error:
        messages.error(request, str(error))
        return redirect("manuscript_imports:undo", pk)
    if is_open:
        return answer()
    if is_change:
        messages.error(request, f"这份稿件{record.get_state_display()}，不能再改读法。您刚才的改动没有保存。")
    return redirect("manuscript_imports:inspect", pk)


def _source(record):
    """The manuscript of an import under review, read before anything is locked: it may be long."""
    return original_of(record) if record.state == State.IN_REVIEW else None


def _look(request, current):
    return partial(_screen, request, current, _number(request.GET.get("piece")))


def _changed(request, current):
    """Make the change that is asked for; return what answers it, to be called when the transaction is over."""
    form = EditForm(request.POST)
    number = _number(request.POST.get("piece"))
    if not form.is_valid():
        return partial(_screen, request, current, number, trouble=form.trouble, status=400)
    asked = form.cleaned_data
    if asked["version"] != current.record.version:
        return partial(_screen, request, current, None, stale=label_of(current, asked), status=409)
    try:
        if "title" in request.POST:
            current.keep_title(asked["title"])
        number = make_change(current, asked, request.user)
    except ManuscriptError as error:
        return partial(_screen, request, current, number, edit_trouble=str(error), reason=asked["reason"], status=400)
    address = reverse("manuscript_imports:review", args=[current.record.pk])
    return partial(redirect, address if number is None else f"{address}?piece={number}#p-{number}")


def _screen(request, current, number, *, status=200, **more):
    is_panel = request.headers.get("X-Part") == "panel" and status == 200
    if is_panel and request.headers.get("X-Version") != str(current.record.version):
        return HttpResponse(status=409)  # the screen that asks shows other pieces: it is loaded anew
    context = screen_of(current, number) | more
    part = "panel" if is_panel else "review"
    return TemplateResponse(request, f"news/manuscripts/{part}.html", context, status=status)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None


@transaction.non_atomic_requests
@require_POST
def make_draft(request, pk):
    """生成草稿: all or nothing, on the very version that the editor saw."""
    record = own_import(request.user, pk)
    try:
        if record.state == State.IN_REVIEW:
            current = Review.of(record, original_of(record))
            if request.POST.get("version") != str(record.version):
                return _screen(request, current, None, stale="生成草稿", status=409)
            if not current.has_title and (refused := _without_title(request, current)):
                return refused
            return _drafted(request, current.file(request.user))
    except Overtaken:  # what became of it meanwhile is told by asking again
        record.refresh_from_db()
        if record.state == State.IN_REVIEW:
            return _screen(request, Review.of(record, current.source), None, stale="生成草稿", status=409)
    except ManuscriptError as error:
        messages.error(request, str(error))
        return redirect("manuscript_imports:review", pk)
    messages.error(request, f"这份稿件{record.get_state_display()}，没有再生成草稿。")
    return redirect("manuscript_imports:inspect", pk)


def _without_title(request, current):
    """Keep the title that was typed; the screen with what is wrong with it, None where it will do."""
    form = TitleForm(request.POST)
    is_valid = form.is_valid()
    current.keep_title(form.cleaned_data["title"] if is_valid else request.POST.get("title", "").strip()[:1000])
    if is_valid:
        return None
    return _screen(request, current, None, title_trouble="".join(form.errors["title"]), status=400)


def _drafted(request, record):
    ledger = reverse("manuscript_imports:inspect", args=[record.pk])
    messages.success(request, format_html('草稿已生成，一字不少。<a href="{}">查看原稿与去向台账</a>', ledger))
    return redirect("wagtailadmin_pages:edit", record.page_id)


@require_GET
def original(request, pk):
    """The manuscript as it was handed in, as a download for staff."""
    record = readable_import(request.user, pk)
    try:
        file = record.original.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(record.file_name)[0] or "application/octet-stream"
    return FileResponse(file, as_attachment=True, filename=record.file_name, content_type=kind)
