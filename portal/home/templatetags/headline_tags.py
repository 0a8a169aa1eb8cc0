"""How templates print headlines: `{{ article.title|headline }}`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ..headlines import pieces

register = template.Library()
MAY_BREAK = mark_safe("<wbr>")


@register.filter
def headline(text):
    """Print `text`, marked where its line may break. What is copied, read aloud and found is the text itself."""
    found = pieces(str(text or ""))
    if len(found) < 2:
        return format_html("{}", "".join(found))
    return format_html(
        '<span class="words">{}</span>', format_html_join(MAY_BREAK, "{}", ((piece,) for piece in found))
    )
