from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Company


class CompanyViewSet(SnippetViewSet):
    model = Company
