"""What the desk does with events and with no other record."""

from django.contrib.admin.utils import quote
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from programs.desk.lists import RecordIndexView
from programs.desk.views import RecordCreateView, RecordEditView

from .editions import next_edition
from .models import Event
from .printed_figures import figure_of

NEXT_EDITION = "复制为新一届"


def _address(view, event):
    return reverse(view.model.snippet_viewset.get_url_name("next_edition"), args=[quote(event.pk)])


class EventIndexView(RecordIndexView):
    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("add"):
            buttons.append(MenuItem(NEXT_EDITION, url=_address(self, instance), icon_name="copy", priority=20))
        return buttons


class EventCreateView(RecordCreateView):
    def get_initial_form_instance(self):
        """A figure found in a text brings its first row along."""
        event = super().get_initial_form_instance()
        if figure := self.carried_over("figure"):
            event = event or Event()
            event.figures = [figure_of(figure, self.carried_over("figure_name"))]
        return event


class EventEditView(RecordEditView):
    @property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            buttons.append(Button(NEXT_EDITION, url=_address(self, self.object), icon_name="copy", priority=10))
        return buttons


class NextEditionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks, then drafts the next edition and opens it."""

    model = None
    index_url_name = edit_url_name = None
    permission_required = "add"
    page_title = NEXT_EDITION
    template_name = "events/desk/next_edition.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(self.model, pk=pk).get_latest_revision_as_object()

    def get_page_subtitle(self):
        return str(self.event)

    def get_breadcrumbs_items(self):
        list_url, form_url = reverse(self.index_url_name), reverse(self.edit_url_name, args=[self.event.pk])
        return [
            *self.breadcrumbs_items,
            {"url": list_url, "label": self.model._meta.verbose_name_plural},
            {"url": form_url, "label": str(self.event)},
            {"url": "", "label": NEXT_EDITION},
        ]

    def get_context_data(self, **kwargs):
        back = reverse(self.edit_url_name, args=[self.event.pk])
        return super().get_context_data(event=self.event, back=back, **kwargs)

    def post(self, request, *args, **kwargs):
        following = next_edition(self.event, request.user)
        messages.success(request, f"已新建草稿“{following}”。请核对名称里的年份，补上日期和来源，再发布。")
        return redirect(reverse(self.edit_url_name, args=[following.pk]))
