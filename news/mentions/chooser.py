"""The modal in which an editor says which record some words mean, and in what role."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.generic.base import View
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.generic.chooser import ChosenResponseMixin, ModalPageFurnitureMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import page_permission_policy

from ..models.mention import Role
from .adding import REGISTERS, forms_for_new
from .choosing import by_keys, find, plain
from .nouns import BY_NAME, NOUNS

FROM_ALL, FROM_ONE, MOST_FACTS = 8, 30, 200


class RecordFilterForm(forms.Form):
    q = forms.CharField(
        label="名称",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "名称、简称、别名、文号", "autocomplete": "off"}),
    )
    noun = forms.ChoiceField(
        label="种类",
        required=False,
        choices=[("", "全部"), *((noun.name, noun.title) for noun in NOUNS)],
        widget=forms.RadioSelect(attrs={"data-chooser-modal-search-filter": True}),
    )
    role = forms.ChoiceField(
        label="在这句话里的角色",
        required=False,
        choices=[("", "不注明"), *Role.choices],
        widget=forms.Select(attrs={"id": "id_mention_role", "data-mention-role": True}),
    )


class ForLinkersMixin:
    """For all who write where a link can stand: stories, and the texts of records."""

    def dispatch(self, request, *args, **kwargs):
        if not may_link(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def may_link(user):
    if page_permission_policy.user_has_any_permission(user, {"add", "change"}):
        return True
    return any(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}") for model in REGISTERS)


def desk_address(record, user):
    """Where `user` finds a record at the desk: the form for who may change it, the page to read for others."""
    viewset = type(record).snippet_viewset
    view = "edit" if viewset.permission_policy.user_has_permission(user, "change") else "inspect"
    return reverse(viewset.get_url_name(view), args=[record.pk])


def facts_of(found, user):
    """What the editor shows at a link."""
    return {
        "title": found.title,
        "kind": found.noun.title,
        "marks": found.marks,
        "isPublic": found.is_public,
        "deskUrl": desk_address(found.owner, user),
    }


class ChooseView(ForLinkersMixin, ModalPageFurnitureMixin, View):
    icon = "record-link"
    page_title = "关联台账"

    def get(self, request):
        return render_modal_workflow(
            request, "news/mention_chooser/chooser.html", None, self.get_context_data(), json_data={"step": "choose"}
        )

    def get_context_data(self, **kwargs):
        form = RecordFilterForm(self.request.GET)
        form.is_valid()
        asked = form.cleaned_data.get("noun")
        nouns = [BY_NAME[asked]] if asked else NOUNS
        query = plain(form.cleaned_data.get("q", ""))
        found, is_more = find(query, nouns, FROM_ONE if asked else FROM_ALL)
        shown = RecordFilterForm(
            initial={"q": query, "noun": asked or "", "role": form.cleaned_data.get("role") or ""}, auto_id="id_%s"
        )
        return super().get_context_data(
            **kwargs, filter_form=shown, query=query, found=found, is_more=is_more, new=self.forms_for_new(form)
        )

    def forms_for_new(self, form):
        """With what is asked for as it was written, 《》 and all."""
        words = form.cleaned_data.get("q", "").replace("\0", "").strip()
        return forms_for_new(self.request.user, title=words)


class OpenView(ChooseView):
    """The whole modal; about a link that stands already it begins with what that is."""

    def get_context_data(self, **kwargs):
        key = self.request.GET.get("record", "")
        current = by_keys([key]).get(key)
        address = desk_address(current.owner, self.request.user) if current else ""
        return super().get_context_data(**kwargs, is_change=bool(key), current=current, current_address=address)


class ResultsView(ChooseView):
    def get(self, request):
        return TemplateResponse(request, "news/mention_chooser/results.html", self.get_context_data())


class ChosenView(ForLinkersMixin, ChosenResponseMixin, View):
    def get(self, request, key):
        found = by_keys([key]).get(key)
        if not found:
            raise Http404("台账里没有这条记录，可能刚被删除。")
        role = request.GET.get("role", "")
        data = {"noun": found.noun.name, "id": str(found.record.pk), "role": role if role in Role.values else ""}
        return self._wrap_chosen_response_data(data | {"title": found.title, "facts": facts_of(found, request.user)})


class RecordFactsView(ForLinkersMixin, View):
    """What all links of an open form mean, asked for at once: opening a form costs the same with one and with many."""

    def get(self, request):
        keys = request.GET.getlist("record")[:MOST_FACTS]
        found = by_keys(keys)
        return JsonResponse(
            {"records": {key: facts_of(found[key], request.user) if key in found else None for key in keys}}
        )


class MentionChooserViewSet(ViewSet):
    name = "mention_chooser"
    url_prefix = "mention-chooser"
    icon = "record-link"

    def get_urlpatterns(self):
        return [
            path("", OpenView.as_view(), name="choose"),
            path("results/", ResultsView.as_view(), name="results"),
            path("chosen/<str:key>/", ChosenView.as_view(), name="chosen"),
            path("facts/", RecordFactsView.as_view(), name="facts"),
        ]


viewset = MentionChooserViewSet()
