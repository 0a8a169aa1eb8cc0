from wagtail.snippets.models import register_snippet

from .desk.menu import SearchGroup

register_snippet(SearchGroup)
