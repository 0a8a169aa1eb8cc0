from wagtail.snippets.models import register_snippet

from .viewsets import PolicyViewSet

register_snippet(PolicyViewSet)
