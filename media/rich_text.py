"""The rich text editor as Wagtail has it, but with its text in the form from the first in which the browser keeps it.

Wagtail writes a text into the form in a way of its own, and each editor in the browser writes it anew once it is ready.
Where that takes longer than the two seconds after which the form's present state counts as unchanged, as with thirty
paragraphs on a busy machine, the form would take itself for edited, and save a version that nobody made.
"""

import json

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea


class SettledRichTextArea(DraftailRichTextArea):
    def format_value(self, value):
        return as_the_browser_writes(json.loads(super().format_value(value)))


def as_the_browser_writes(content):
    """`content` (Draft.js' raw state) as Draftail puts it into its field: its order of keys, and nothing for no text."""
    blocks = [_block(block) for block in content["blocks"]]
    if not any(block["text"] or block["entityRanges"] for block in blocks):
        return "null"
    entities = {
        key: {name: entity[name] for name in ("type", "mutability", "data")}
        for key, entity in content["entityMap"].items()
    }
    return json.dumps({"blocks": blocks, "entityMap": entities}, ensure_ascii=False, separators=(",", ":"))


def _block(block):
    return {
        **{name: block[name] for name in ("key", "text", "type", "depth")},
        "inlineStyleRanges": _by_style(_ranges(block["inlineStyleRanges"], "style")),
        "entityRanges": _ranges(block["entityRanges"], "key"),
        "data": block.get("data", {}),
    }


def _ranges(ranges, last):
    return [{name: one[name] for name in ("offset", "length", last)} for one in ranges]


def _by_style(ranges):
    """Those of one style together, the style first that comes first."""
    styles = [one["style"] for one in ranges]
    return sorted(ranges, key=lambda one: styles.index(one["style"]))
