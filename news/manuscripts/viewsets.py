"""The staff's list of imports: what came in, when, and the ledger of each. Nothing can be changed here."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from ..models import ManuscriptImport


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Whoever may view, may view; nobody adds, changes or deletes by hand, superusers included."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_permission(user, "view")

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class LedgerView(generic.InspectView):
    template_name = "news/manuscript_ledger.html"
    page_title = "去向台账"
    any_permission_required = ["view"]

    def get_context_data(self, **kwargs):
        address = reverse("manuscript_imports:original", args=[self.object.pk])
        return super().get_context_data(record=self.object, original_url=address, **kwargs)


class OriginalView(generic.InspectView):
    """The manuscript as it was handed in, as a download."""

    any_permission_required = ["view"]

    def get(self, request, *args, **kwargs):
        record = get_object_or_404(ManuscriptImport, pk=self.pk)
        try:
            file = record.original.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(file, as_attachment=True, filename=record.file_name, content_type="text/plain")


class ManuscriptImportViewSet(ModelViewSet):
    model = ManuscriptImport
    name = "manuscript_imports"
    icon = "download"
    menu_label = "稿件导入"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["file_name", "page", "encoding", "imported_at", "imported_by"]
    search_fields = ["file_name", "sha256"]
    form_fields = ["file_name"]  # no form is ever shown
    inspect_view_enabled = True
    inspect_view_class = LedgerView
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self):
        return ReadOnlyPermissionPolicy(self.model)

    @property
    def inspect_template_name(self):
        return LedgerView.template_name

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**kwargs) | {"add_url_name": None} | kwargs

    def get_urlpatterns(self):
        kept = [
            pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "inspect")
        ]
        original = self.construct_view(OriginalView, **self.get_inspect_view_kwargs())
        return [*kept, path("original/<int:pk>/", original, name="original")]


viewset = ManuscriptImportViewSet()
