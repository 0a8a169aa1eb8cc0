"""The reviewer's page: a story or record as readers will see it, what changed in it marked, and the two decisions.

A decision is about the very revision that was read. Whatever came after it is shown, and nothing is decided.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.fields import StreamField
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.snippets.models import get_snippet_models

from media.drafts import lacking
from programs.records.model import Record
from programs.records.publication import Incomplete
from programs.records.review import ReasonForm, is_last_editor

from . import saying
from .marks import marked_pages
from .rendered import without_scripts
from .review import NOT_UNDER_REVIEW, OWN_EDIT
from .saying import edit_url

NEWER = "您读的不是最新版本：您打开本页以后又改过。什么也没有通过或退回，下面是最新的版本，请读后再定。"
PROOF_CSS = '<link rel="stylesheet" href="{}"></head>'


def admin_urls():
    here = "proof/<slug:kind>/<int:pk>/"
    return [
        path(here, ProofView.as_view(), name="proof"),
        path(f"{here}reading/", ReadingView.as_view(), name="proof_reading"),
        path(f"{here}withdraw/", WithdrawView.as_view(), name="proof_withdraw"),
    ]


class OfOne(View):
    """About one page or record under review, for those who may change it or decide on it."""

    def setup(self, request, kind, pk):
        super().setup(request, kind=kind, pk=pk)
        self.load()
        if not self.may_read():
            raise PermissionDenied

    def load(self):
        self.row = self.find(**self.kwargs)
        self.state = self.row.current_workflow_task_state

    def find(self, kind, pk):
        if kind == "page":
            return get_object_or_404(Page, pk=pk).specific
        for model in get_snippet_models():
            if issubclass(model, Record) and model._meta.model_name == kind:
                return get_object_or_404(model, pk=pk)
        raise Http404

    def may_read(self):
        user = self.request.user
        if isinstance(self.row, Page):
            return self.row.permissions_for_user(user).can_edit()
        opts = self.row._meta
        return user.has_perm(f"{opts.app_label}.change_{opts.model_name}")

    @cached_property
    def revision(self):
        """The revision handed in; None where nothing waits for a decision."""
        is_waiting = self.state and self.state.status == TaskState.STATUS_IN_PROGRESS
        return self.state.revision if is_waiting else None

    @cached_property
    def draft(self):
        return self.revision.as_object()

    def not_under_review(self):
        messages.warning(self.request, NOT_UNDER_REVIEW)
        return redirect(edit_url(self.row))


class ProofView(OfOne):
    def get(self, request, kind, pk):
        return self.page() if self.revision else self.not_under_review()

    def post(self, request, kind, pk):
        rows = Page.objects if kind == "page" else type(self.row)._default_manager
        rows.select_for_update(of=("self",)).get(pk=pk)  # one decision after the other
        self.load()
        if not self.revision:
            return self.not_under_review()
        read = request.POST.get("revision")
        if read != str(self.revision.pk) or read != str(self.row.get_latest_revision().pk):
            return self.page(error=NEWER)
        decision = request.POST.get("decision")
        if decision == "approve":
            return self.approve()
        return self.send_back() if decision == "reject" else self.page()

    @cached_property
    def acts(self):
        return {act[0] for act in self.state.task.specific.get_actions(self.row, self.request.user)}

    def approve(self):
        if is_last_editor(self.row, self.request.user):
            return self.page(error=f"没有通过：{OWN_EDIT}")
        try:
            with transaction.atomic():
                self.decide("approve", self.request.POST.get("reason", "").strip())
        except Incomplete as error:
            return self.page(error="没有通过：" + " ".join(error.messages))
        saying.approved(self.request, self.row)
        return redirect("wagtailadmin_home")

    def send_back(self):
        form = ReasonForm({"comment": self.request.POST.get("reason", "")})
        if not form.is_valid():
            return self.page(reason_error=" ".join(form.errors["comment"]))
        to = self.state.workflow_state.requested_by
        self.decide("reject", form.cleaned_data["comment"])
        messages.success(self.request, saying.returned(self.draft, to))
        return redirect("wagtailadmin_home")

    def decide(self, act, comment):
        if act not in self.acts:
            raise PermissionDenied
        self.state.specific.task.specific.on_action(self.state.specific, self.request.user, act, comment=comment)

    def page(self, error="", reason_error=""):
        reads_mark = self.row.live
        context = {
            "object": self.draft,
            "noun": self.row._meta.verbose_name,
            "kind": self.kwargs["kind"],
            "revision": self.revision,
            "asked_by": self.state.workflow_state.requested_by,
            "asked_at": self.state.started_at,
            "edit_url": edit_url(self.row),
            "changes": self.changes() if reads_mark else [],
            "is_published": reads_mark,
            "shows_marks": reads_mark and self.request.GET.get("marks") != "0",
            "missing": lacking(self.draft),
            "is_own": is_last_editor(self.row, self.request.user),
            "acts": self.acts,
            "reason": self.request.POST.get("reason", ""),
            "error": error,
            "reason_error": reason_error,
        }
        return TemplateResponse(self.request, "desk/proof.html", context)

    def changes(self):
        """What differs from what readers see now, field by field; the body is marked in the reading view."""
        published = type(self.row)._default_manager.get(pk=self.row.pk)
        edited_at = self.row if isinstance(self.row, Page) else self.row.snippet_viewset
        panel = edited_at.get_edit_handler().get_bound_panel(instance=self.row, request=self.request, form=None)
        found = [compare(published, self.draft) for compare in panel.get_comparison()]
        return [
            {"comparison": one, "is_body": isinstance(getattr(one, "field", None), StreamField)}
            for one in found
            if one.has_changed()
        ]


class ReadingView(OfOne):
    """The page itself, drawn by the public templates; with ?marks=1 what differs from the published page is marked.
    Without its scripts: it is read here, and the desk's frame would stop them anyway."""

    def get(self, request, kind, pk):
        if not self.revision:
            raise Http404
        response = self.rendered(self.draft)
        if response.status_code != 200:
            return response
        html = without_scripts(response.content.decode())
        published = self.rendered(self.row) if request.GET.get("marks") and self.row.live else None
        if published and published.status_code == 200:
            html, _count = marked_pages(published.content.decode(), html)
            html = html.replace("</head>", PROOF_CSS.format(static("portal/css/proof.css")), 1)
        return HttpResponse(html)

    def rendered(self, obj):
        return obj.make_preview_request(self.request, obj.default_preview_mode)


class WithdrawView(OfOne):
    """Asks before what was handed in is taken back."""

    def dispatch(self, request, kind, pk):
        self.asked = self.row.current_workflow_state
        if not self.asked or self.asked.status != WorkflowState.STATUS_IN_PROGRESS:
            return self.not_under_review()
        if not self.asked.user_can_cancel(request.user):
            raise PermissionDenied
        return super().dispatch(request, kind, pk)

    def get(self, request, kind, pk):
        context = {"object": self.draft, "noun": self.row._meta.verbose_name, "edit_url": edit_url(self.row)}
        return TemplateResponse(request, "desk/withdraw.html", context)

    def post(self, request, kind, pk):
        self.asked.cancel(user=request.user)
        messages.success(request, saying.WITHDRAWN)
        return redirect(edit_url(self.row))
