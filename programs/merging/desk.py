"""The desk's page of a merge: choose what is kept, see what will move, confirm."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.widgets import AdminSnippetChooser

from programs.records.protection import holds_on

from .moving import AlreadyMerged, drafts_naming, merged_into, refuse_own_descendant
from .references import uses_of


class KeptForm(forms.Form):
    """Which row stays."""

    def __init__(self, *args, model, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"] = forms.ModelChoiceField(
            model._default_manager.all(),
            label=f"保留哪一条{model._meta.verbose_name}",
            widget=AdminSnippetChooser(model),
            error_messages={"required": "请选要保留的一条。", "invalid_choice": "要保留的一条已经不在了，请另选。"},
        )


def linked_uses(row, user, sample=20):
    """What refers to `row`, and the drafts that do, each with its name and the address where `user` may edit it."""
    finder = AdminURLFinder(user)

    def link(owner):
        return {"name": str(owner), "url": finder.get_edit_url(owner)}

    return {
        "uses": [
            {"label": use.label, "count": use.count, "owners": list(map(link, use.owners)), "unnamed": use.unnamed}
            for use in uses_of(row, sample)
        ],
        "drafts": list(map(link, drafts_naming(row))),
    }


class MergeTicked(SnippetBulkAction):
    """Among the acts upon ticked rows: leads to the merge of two. There both are seen before anything happens."""

    display_name = "合并"
    action_type = "merge"
    aria_label = "合并勾选的两条"
    action_priority = 70
    HOW_MANY = "合并要恰好勾选两条，现在是 {} 条。请回到列表，只勾选要合成一条的那两条。"

    def merge_url(self, row):
        raise NotImplementedError

    def check_perm(self, row):
        policy = ModelPermissionPolicy(self.model)
        return all(policy.user_has_permission(self.request.user, action) for action in ("change", "delete"))

    def get_queryset(self, model, object_ids):
        keys = [key for key in map(str, object_ids) if key.isdigit() and len(key) < 19]
        return model._default_manager.filter(pk__in=keys).order_by("pk")

    def get(self, request, *args, **kwargs):
        rows, refused = self.get_actionable_objects()
        if refused["items_with_no_access"]:
            return permission_denied(request)
        if len(rows) != 2:
            messages.warning(request, self.HOW_MANY.format(len(rows)))
            return redirect(self.next_url)
        kept, lost = sorted(
            rows, key=lambda row: not getattr(row, "live", True)
        )  # what readers see stays; else the older
        return redirect(f"{self.merge_url(lost)}?kept={kept.pk}")

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """GET asks which row is kept and shows what would move; POST merges. `merge` is the noun's own."""

    model = None
    template_name = "merging/merge.html"
    page_title = "合并"
    header_icon = "resubmit"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        policy = ModelPermissionPolicy(self.model)
        if not all(policy.user_has_permission(request.user, action) for action in ("change", "delete")):
            return permission_denied(request)
        self.lost = self.model._default_manager.filter(pk=kwargs["pk"]).first()
        if self.lost is None:
            return self.tell_where_it_went(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def tell_where_it_went(self, pk):
        kept = merged_into(self.model, pk)
        if kept is None:
            raise Http404("要合并的一条不存在。")
        messages.warning(self.request, f"已经合并到“{kept}”，不必再合并。")
        return redirect(self.edit_url(kept))

    def edit_url(self, row):
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[row.pk])

    def get_breadcrumbs_items(self):
        viewset = self.model.snippet_viewset
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(viewset.get_url_name("list")), "label": self.model._meta.verbose_name_plural},
            {"url": self.edit_url(self.lost), "label": str(self.lost)},
            {"url": "", "label": "合并到…", "sublabel": str(self.lost)},
        ]

    def merge(self, kept):
        """Merge `self.lost` into `kept`; returns how many records changed. Raises ValidationError."""
        raise NotImplementedError

    def choices_between(self, kept):
        """A bound or unbound form of what the noun lets staff choose, or None."""
        return None

    def warnings_about(self, kept):
        """What staff should know before they confirm."""
        return []

    def get(self, request, *args, **kwargs):
        form = KeptForm(request.GET if "kept" in request.GET else None, model=self.model)
        return self.show(form)

    def post(self, request, *args, **kwargs):
        form = KeptForm(request.POST, model=self.model)
        if not form.is_valid():
            return self.show(form)
        kept = form.cleaned_data["kept"]
        try:
            count = self.merge(kept)
        except AlreadyMerged as error:
            messages.warning(request, error.messages[0])
            return redirect(self.edit_url(error.kept or kept))
        except ValidationError as error:
            return self.show(form, error.messages)
        messages.success(request, f"“{self.lost}”已合并到“{kept}”，改写了 {count} 条记录。")
        return redirect(self.edit_url(kept))

    def show(self, form, errors=()):
        kept = form.cleaned_data["kept"] if form.is_valid() else None
        errors = list(errors) or form.errors.get("kept") or self.objections(kept)
        if form.errors:
            form = KeptForm(model=self.model)  # what was chosen is not there: the chooser cannot show it
        context = {
            "form": form,
            "lost": self.lost,
            "lost_url": self.edit_url(self.lost),
            "kept": kept,
            "errors": errors,
        }
        if kept and kept.pk != self.lost.pk:
            context |= {
                **linked_uses(self.lost, self.request.user),
                "holds": holds_on([self.lost]),
                "choices": self.choices_between(kept),
                "warnings": self.warnings_about(kept),
            }
        return self.render_to_response(self.get_context_data(**context, media=form.media))

    def objections(self, kept):
        if kept is None:
            return []
        if kept.pk == self.lost.pk:
            return ["不能合并到它自己，请选另一条。"]
        try:
            refuse_own_descendant(self.lost, kept)
        except ValidationError as error:
            return error.messages
        return []
