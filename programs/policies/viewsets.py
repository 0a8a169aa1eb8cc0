from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Policy


class PolicyViewSet(SnippetViewSet):
    model = Policy
