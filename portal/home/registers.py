"""The menu of the registers. It assembles the desks of all nouns, so it stands where everything may be seen."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from programs.companies.viewsets import CompanyListViewSet, CompanyViewSet
from programs.events.viewsets import EventSeriesViewSet, EventViewSet
from programs.policies.viewsets import PolicyViewSet


class RegistersGroup(SnippetViewSetGroup):
    menu_label = "台账"
    menu_name = "registers"
    menu_icon = "table"
    menu_order = 220
    items = (PolicyViewSet, CompanyViewSet, EventViewSet, CompanyListViewSet, EventSeriesViewSet)


def log_actions(actions):
    actions.register_action("events.event.next_edition", "复制为新一届", "复制为新一届")
