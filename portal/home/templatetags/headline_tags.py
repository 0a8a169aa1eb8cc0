"""How templates print headlines: `{{ article.title|headline }}`."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from ..headlines import pieces

register = template.Library()


@register.filter
def headline(text):
    """Print `text`, marked where its line may break. What is copied, read aloud and found is the text itself."""
    found = pieces(str(text or ""))
    if len(found) < 2:
        return format_html("{}", "".join(found))
    first, *others = found
    rest = format_html_join("", "<wbr>{}", ((_held(piece),) for piece in others))
    return format_html('<span class="words">{}{}</span>', _held(first), rest)


def _held(piece):
    """A middle dot stays with the character before it: a browser would begin a line with it."""
    *befores, last = piece.split("·")
    held = ((before[:-1], before[-1:]) for before in befores)
    return format_html_join("", '{}<span class="words__held">{}·</span>', held) + conditional_escape(last)
