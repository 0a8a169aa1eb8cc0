"""How templates print headlines: `{{ article.title|headline }}`."""

from django import template
from django.utils.html import format_html, format_html_join

from ..headlines import pieces

register = template.Library()


@register.filter
def headline(text):
    """Print `text`, marked where its line may break. What is copied, read aloud and found is the text itself."""
    found = pieces(str(text or ""))
    if len(found) < 2:
        return format_html("{}", "".join(found))
    first, *others = found
    rest = format_html_join("", "<wbr>{}", ((piece,) for piece in others))
    return format_html('<span class="words">{}{}</span>', first, rest)
