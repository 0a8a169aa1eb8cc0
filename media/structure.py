"""A story's body as plain data: one dictionary a block, with addresses that other sites can follow.

`media/block_schemas.py` documents each shape; `media/plain_html.py` makes HTML of them.
"""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import strip_tags
from wagtail.images.models import Filter
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

from .file_links import drop_private_files
from .layouts import LAYOUTS
from .linked import linked
from .links import BETWEEN, rich_texts
from .pictures import load_pictures
from .references import PAGE

BLOCK_END = re.compile(r"</(?:p|li)>|<br/?>")
TEXT_TAGS = ("b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul")


def absolute(url):
    return urljoin(f"{settings.BASE_URL}/", url) if url else None


class TextCleaner(Whitelister):
    """Keeps what a paragraph is made of, and links that lead somewhere."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys(TEXT_TAGS, allow_without_attributes),
    }

    def clean_tag_node(self, doc, tag):
        if tag.name in ("script", "style"):
            tag.decompose()
            return
        super().clean_tag_node(doc, tag)
        if tag.name == "a" and tag.parent is not None:
            if tag.get("href"):
                tag["href"] = absolute(tag["href"])
            else:
                tag.unwrap()


def structured(*bodies, texts=(), pictures=()):
    """Return each of `bodies` as a list of blocks, then each of `texts` (stored rich text) as clean HTML.

    `pictures` are loaded pictures beside the bodies, which get their sizes in the same query. The number of queries
    grows with nothing in the bodies.
    """
    with linked(*bodies, texts=texts) as found:
        load_pictures(*bodies, also=pictures)
        for body in bodies:
            drop_private_files(body, found)
        places = [place for body in bodies for place in rich_texts(body)]
        cleaned = _clean([*(place.source for place in places), *texts])
    for place, html in zip(places, cleaned, strict=False):
        place.source = html
    return *([_block(child, found) for child in body] for body in bodies), *cleaned[len(places) :]


def clean_html(text):
    """One stored rich text as clean HTML."""
    return structured(texts=[text])[0]


def _clean(sources):
    """The stored texts with their links opened, those to what is not public taken off, and only allowed tags left."""
    stored = BETWEEN.join((source or "").replace(BETWEEN, "") for source in sources)
    cleaner = TextCleaner()
    return [cleaner.clean(text) if text else "" for text in expand_db_html(stored).split(BETWEEN)] if sources else []


def plain(html):
    """The words of clean HTML, a line a paragraph."""
    text = strip_tags(BLOCK_END.sub(lambda end: end[0] + "\n", html))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.strip()


# --- Pictures and files --------------------


def picture_data(picture):
    """What a program needs to show `picture`: the uncropped sizes that are ready. None stays None."""
    if picture is None:
        return None
    filters = [Filter(spec) for spec in LAYOUTS["body"].specs_for(picture.width)]
    sizes = sorted(picture.find_existing_renditions(*filters).values(), key=lambda size: (size.width, size.file.name))
    return {
        "id": picture.pk,
        "alt_text": picture.alt_text,
        "width": picture.width,
        "height": picture.height,
        "renditions": [
            {
                "url": absolute(size.url),
                "width": size.width,
                "height": size.height,
                "type": _mime_type(size.filter_spec),
            }
            for size in sizes
        ],
    }


def _mime_type(spec):
    return f"image/{spec.rpartition('format-')[2].partition('|')[0]}"


def attachment_data(attachment, title=""):
    return {
        "title": title or attachment.title,
        "url": absolute(attachment.url),
        "extension": attachment.file_extension.lower(),
        "size": attachment.file_size,
    }


# --- One function a block type --------------------


def _block(child, found):
    shape = SHAPES[child.block_type]
    content = shape(child.value, found) if child.block_type in NEEDS_PAGES else shape(child.value)
    return {"type": child.block_type, "id": child.id, **content}


def _heading(value):
    return {"text": value["text"], "level": int(value["level"])}


def _paragraph(value):
    return {"html": value.source, "text": plain(value.source)}


def _picture(value):
    return {
        "picture": picture_data(value["picture"]),
        "caption": value.shown_caption,
        "photographer": value.shown_photographer,
        "provider": value.shown_provider,
        "alt_text": value.shown_alt_text,
    }


def _gallery(value):
    return {"title": value["title"], "pictures": [_picture(picture) for picture in value["pictures"]]}


def _words(*names):
    return lambda value: {name: value[name] or "" for name in names}


_figure = _words("value", "unit", "qualifier", "label", "source")


def _figures(value):
    return {"title": value["title"], "figures": [_figure(figure) for figure in value["figures"]]}


CELL_KINDS = {"text": "text", "number": "number", "rich_text": "html"}


def _table(value):
    table = value["table"]
    return {
        "caption": table.caption,
        "columns": [
            {"heading": column["heading"], "kind": CELL_KINDS[column["block"].name]} for column in table.columns
        ],
        "rows": [[str(getattr(cell, "source", cell) or "") for cell in row["values"]] for row in table.row_data],
        "note": value["note"],
    }


def _attachment(value):
    attachment = value["attachment"]
    if attachment is None:
        return {"title": value["title"], "url": None, "extension": None, "size": None}
    return attachment_data(attachment, value["title"])


def _sidebar(value):
    return {"kind": value["kind"], "title": value["title"], "body": [_block(child, {}) for child in value["body"]]}


def _related_links(value, found):
    links = []
    for link in value["links"]:
        page = found.get((PAGE, link["page"].pk)) if link["page"] else None
        url = absolute(page.url) if page else link["url"]
        if url:
            links.append({"title": link["title"] or (page.title if page else ""), "url": url})
    return {"title": value["title"], "links": links}


SHAPES = {
    "heading": _heading,
    "paragraph": _paragraph,
    "picture": _picture,
    "gallery": _gallery,
    "quotation": _words("text", "speaker", "role", "organisation"),
    "figures": _figures,
    "table": _table,
    "attachment": _attachment,
    "embed": _words("url", "title", "platform", "description"),
    "sidebar": _sidebar,
    "related_links": _related_links,
}
NEEDS_PAGES = {"related_links"}
