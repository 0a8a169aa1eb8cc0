"""The menu of the registers. It assembles the desks of all nouns, so it stands where everything may be seen."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from portal.accounts.sites import may_maintain
from programs.companies.viewsets import CompanyListViewSet, CompanyViewSet
from programs.events.viewsets import EventSeriesViewSet, EventViewSet
from programs.policies.viewsets import PolicyViewSet

RECORDS = [viewset.model for viewset in (PolicyViewSet, CompanyViewSet, EventViewSet)]


class BulkDeskMenuItem(MenuItem):
    """The way to Django's admin, for those who may go it."""

    def is_shown(self, request):
        return may_maintain(request.user)


def bulk_desk_menu_item():
    return BulkDeskMenuItem("批量维护", reverse("admin:index"), name="bulk-desk", icon_name="list-ul", order=225)


class RegistersGroup(SnippetViewSetGroup):
    menu_label = "台账"
    menu_name = "registers"
    menu_icon = "table"
    menu_order = 220
    items = (PolicyViewSet, CompanyViewSet, EventViewSet, CompanyListViewSet, EventSeriesViewSet)


def log_actions(actions):
    actions.register_action("events.event.next_edition", "复制为新一届", "复制为新一届")


def may(user, action, model):
    return user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")


def new_records(user):
    """Where this person may enter a new record: label and address."""
    return [
        {"label": f"新建{model._meta.verbose_name}", "url": reverse(model.snippet_viewset.get_url_name("add"))}
        for model in RECORDS
        if may(user, "add", model)
    ]
