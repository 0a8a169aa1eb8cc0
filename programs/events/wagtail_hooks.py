from wagtail.snippets.models import register_snippet

from .viewsets import EventViewSet

register_snippet(EventViewSet)
