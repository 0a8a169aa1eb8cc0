"""The menu of the registers. It assembles the desks of all nouns, so it stands where everything may be seen."""

from django.urls import reverse
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from programs.companies.viewsets import CompanyListViewSet, CompanyViewSet
from programs.events.viewsets import EventSeriesViewSet, EventViewSet
from programs.policies.viewsets import PolicyViewSet

RECORDS = [viewset.model for viewset in (PolicyViewSet, CompanyViewSet, EventViewSet)]


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
