"""A body as clean HTML for other programs: a few tags without classes, made from the data of `media/structure.py`.

Returns ordinary strings, never marked as safe: they leave in JSON, and no template of ours prints them.
"""

from django.utils.html import escape

from .figure_blocks import SUFFIX_QUALIFIERS


def html_of(blocks):
    """Return the HTML of `blocks`, a line a block."""
    return "\n".join(filter(None, (_PARTS[block["type"]](block) for block in blocks)))


def element(name, content="", **attributes):
    """`content` is HTML already; attributes are escaped, and left out where they say nothing."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{said}>" if name == "img" else f"<{name}{said}>{content}</{name}>"


def words(name, text):
    return element(name, escape(text)) if text else ""


def link(text, url):
    return element("a", escape(text), href=url) if url else escape(text)


def _heading(block):
    return words(f"h{block['level']}", block["text"])


def _paragraph(block):
    return block["html"]


def _picture(block):
    credits = [
        block["caption"],
        block["photographer"] and f"{block['photographer']} 摄",
        block["provider"] and f"{block['provider']}供图",
    ]
    image = ""
    if block["picture"] and (size := _largest_jpeg(block["picture"]["renditions"])):
        image = element("img", src=size["url"], width=size["width"], height=size["height"], alt=block["alt_text"])
    return element("figure", image + words("figcaption", " ".join(filter(None, credits))))


def _largest_jpeg(renditions):
    every_browser_reads = [size for size in renditions if size["type"] == "image/jpeg"]
    return max(every_browser_reads or renditions, key=lambda size: size["width"], default=None)


def _gallery(block):
    return words("h3", block["title"]) + "".join(_picture(picture) for picture in block["pictures"])


def _quotation(block):
    speaker = f"{block['organisation']}{block['role']} {block['speaker']}".strip()
    return element("blockquote", words("p", block["text"]) + words("footer", speaker))


def _figures(block):
    rows = []
    for figure in block["figures"]:
        is_after = figure["qualifier"] in SUFFIX_QUALIFIERS
        value = f"{figure['value']}{figure['unit']}"
        value = f"{value}{figure['qualifier']}" if is_after else f"{figure['qualifier']}{value}"
        label = f"{figure['label']}（出处：{figure['source']}）" if figure["source"] else figure["label"]
        rows.append(words("dt", label) + words("dd", value))
    return words("h3", block["title"]) + element("dl", "".join(rows))


def _table(block):
    kinds = [column["kind"] for column in block["columns"]]
    head = "".join(element("th", escape(column["heading"])) for column in block["columns"])
    rows = "".join(element("tr", "".join(map(_cell, row, kinds))) for row in block["rows"])
    table = words("caption", block["caption"]) + element("thead", element("tr", head)) + element("tbody", rows)
    return element("table", table) + words("p", block["note"])


def _cell(content, kind):
    return element("td", content if kind == "html" else escape(content))


def _linked(block):
    return element("p", link(block["title"], block["url"]))


def _sidebar(block):
    return element("aside", words("p", block["kind"]) + words("h2", block["title"]) + html_of(block["body"]))


def _related_links(block):
    if not block["links"]:
        return ""
    rows = "".join(element("li", link(each["title"], each["url"])) for each in block["links"])
    return words("h3", block["title"]) + element("ul", rows)


_PARTS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "picture": _picture,
    "gallery": _gallery,
    "quotation": _quotation,
    "figures": _figures,
    "table": _table,
    "attachment": _linked,
    "embed": _linked,
    "sidebar": _sidebar,
    "related_links": _related_links,
}
