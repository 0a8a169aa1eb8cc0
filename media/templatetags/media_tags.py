"""How templates show pictures: `{% show_picture picture "body" alt="…" %}`. The places are named in media/layouts.py."""

from django import template
from wagtail.images.models import Picture as PictureMarkup

from media.layouts import LAYOUTS
from media.picture_blocks import provider_under
from media.renditions import renditions_for, share_rendition

register = template.Library()
register.simple_tag(provider_under)


@register.simple_tag
def show_picture(picture, layout, alt=None, sizes=None, is_first_seen=None, css_class=None):
    """Print `<picture>` with AVIF, WebP and JPEG, its width and height, and when to load it.

    `alt` None takes the picture's own words; "" says that the picture only decorates. `is_first_seen` (default: as the
    layout says) makes the browser fetch it first; give it to one picture a page.
    """
    renditions = renditions_for(picture, layout) if picture else {}
    if not renditions:
        return ""
    place = LAYOUTS[layout]
    attributes = {"sizes": sizes or place.sizes, "alt": picture.alt_text if alt is None else alt}
    if css_class:
        attributes["class"] = css_class
    if place.is_first_seen if is_first_seen is None else is_first_seen:
        attributes |= {"loading": "eager", "fetchpriority": "high"}
    else:
        attributes |= {"loading": "lazy", "decoding": "async"}
    return PictureMarkup(renditions, attributes).__html__()


@register.simple_tag
def share_picture(picture):
    """Return the rendition (url, full_url, width, height) for og:image, or None: `{% share_picture page.cover as shared %}`."""
    return share_rendition(picture) if picture else None
