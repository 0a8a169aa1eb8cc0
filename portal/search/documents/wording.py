"""The words of stories and facts as a page prints them, read from what is stored: no block asks the database."""

import re
from html import unescape

from django.utils.html import strip_tags

from media.figure_blocks import SUFFIX_QUALIFIERS

BESIDE = "｜"  # between cells of a table, which no reader takes for one sentence
LINE_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<(?:br|hr)\s*/?>", re.IGNORECASE)


def lines_of_html(html):
    """The words of stored rich text, a line a paragraph."""
    if not html:
        return []
    text = unescape(strip_tags(LINE_END.sub(lambda end: end[0] + "\n", html)))
    return stated(text.split("\n"))


def stated(texts):
    """Those of `texts` that say something, trimmed."""
    return [text.strip() for text in texts if text and text.strip()]


def lines_of_facts(facts):
    """`label：text` of each fact that is stated. Addresses on other sites are no words."""
    lines = []
    for fact in facts:
        linked = [link.text for link in fact.links if not (link.is_external and link.text == link.url)]
        text = "，".join(fact.text.split("\n")) if fact.text else "，".join(linked)
        if text.strip():
            lines.append(f"{fact.label}：{text.strip()}")
    return lines


def lines_of_body(stream):
    """The words of a story's body, a line a paragraph, in the order of reading.

    Links to other pages are left out: their titles are those pages' words, and not everybody may read those pages.
    """
    return [line for block in (stream.raw_data if stream else ()) for line in _block(block)]


def _block(block):
    return stated(_SHAPES[block["type"]](block["value"])) if block["type"] in _SHAPES else []


def _items(raw):
    """The values of a list block, stored with or without ids."""
    return [item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in raw or ()]


def _joined(value, *names):
    return " ".join(stated(value.get(name) for name in names))


def _heading(value):
    return [value.get("text")]


def _picture(value):
    photographer, provider = value.get("photographer"), value.get("provider")
    credit = [value.get("caption"), photographer and f"{photographer} 摄", provider and f"{provider}供图"]
    return [" ".join(stated(credit))]


def _gallery(value):
    return [value.get("title"), *(line for picture in _items(value.get("pictures")) for line in _picture(picture))]


def _quotation(value):
    return [value.get("text"), _joined(value, "organisation", "role", "speaker")]


def _figure(value):
    """超200家 and 50%以上 in one piece, as they are printed and looked for."""
    number, qualifier = f"{value.get('value') or ''}{value.get('unit') or ''}", value.get("qualifier") or ""
    number = f"{number}{qualifier}" if qualifier in SUFFIX_QUALIFIERS else f"{qualifier}{number}"
    return BESIDE.join(stated([value.get("label"), number, value.get("source")]))


def _figures(value):
    return [value.get("title"), *map(_figure, _items(value.get("figures")))]


def _table(value):
    table = value.get("table") or {}
    heads = [column.get("heading") for column in table.get("columns") or ()]
    kinds = [column.get("type") for column in table.get("columns") or ()]
    rows = [_row(row.get("values") or (), kinds) for row in table.get("rows") or ()]
    return [table.get("caption"), BESIDE.join(stated(heads)), *rows, value.get("note")]


def _row(values, kinds):
    cells = [
        " ".join(lines_of_html(cell)) if kind == "rich_text" else str(cell or "")
        for cell, kind in zip(values, kinds, strict=False)
    ]
    return BESIDE.join(stated(cells))


def _sidebar(value):
    return [
        value.get("kind"),
        value.get("title"),
        *(line for child in value.get("body") or () for line in _block(child)),
    ]


_SHAPES = {
    "heading": _heading,
    "paragraph": lines_of_html,
    "picture": _picture,
    "gallery": _gallery,
    "quotation": _quotation,
    "figures": _figures,
    "table": _table,
    "attachment": lambda value: [value.get("title")],
    "embed": lambda value: [_joined(value, "title", "platform", "description")],
    "sidebar": _sidebar,
    "related_links": lambda value: [],
}
