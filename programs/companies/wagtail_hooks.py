from wagtail.snippets.models import register_snippet

from .viewsets import CompanyViewSet

register_snippet(CompanyViewSet)
