"""Links to records in the desk's rich text editor: the toolbar's button, and what is stored of what it makes."""

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse, reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.staticfiles import versioned_static

from ..models.mention import Role
from .nouns import BY_NAME, NOUNS

ENTITY = "RECORD"
LONGEST_NUMBER = 18


def stored_attributes(noun, number, role=""):
    """The attributes of a stored link in the order in which the editor writes them, so that a link that something
    else has written does not look changed after a save; None for what can be no link to a record."""
    noun, number = str(noun), str(number)  # a browser may send anything
    if noun not in BY_NAME or not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        return None
    attributes = {"linktype": noun, "id": number}
    return attributes | {"role": role} if role in Role.values else attributes


def record_link(props):
    """Leaves the words alone where a browser sends what is no link to a record."""
    attributes = stored_attributes(props.get("noun"), props.get("id"), props.get("role"))
    return DOM.create_element("a", attributes, props["children"]) if attributes else props["children"]


class RecordElementHandler(LinkElementHandler):
    """Gives the editor what is stored. Names come later, for all links of a page at once: see `RecordFactsView`."""

    def __init__(self, noun):
        super().__init__(ENTITY)
        self.noun = noun

    def get_attribute_data(self, attrs):
        stored = stored_attributes(self.noun.name, attrs.get("id"), attrs.get("role")) or {}
        return {"noun": self.noun.name, "id": stored.get("id", ""), "role": stored.get("role", "")}


class RecordLinkFeature(EntityFeature):
    """The toolbar's button, and a key for those who write without a mouse: toolbars cannot be reached by Tab."""

    def __init__(self):
        super().__init__(
            {
                "type": ENTITY,
                "icon": "record-link",
                "label": "关联台账",
                "description": "关联台账\nCtrl + Alt + K",
                "attributes": ["noun", "id", "role", "title"],  # what a paste from another editor may bring along
                "allowlist": {"noun": f"^({'|'.join(BY_NAME)})$", "id": r"^\d+$"},
                "chooserUrls": {"recordChooser": reverse_lazy("mention_chooser:choose")},
            }
        )

    def construct_options(self, options):
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": "record-link-key"})

    @property
    def media(self):
        own = Script(
            versioned_static("portal/js/mention-editor.js"), **{"data-facts": reverse("mention_chooser:facts")}
        )
        return Media(
            js=[versioned_static("wagtailadmin/js/chooser-modal.js"), own],
            css={"all": [versioned_static("portal/css/mention-editor.css")]},
        )


def register_mention_editor(features):
    features.register_editor_plugin("draftail", "mention", RecordLinkFeature())
    rule = {
        "from_database_format": {f'a[linktype="{noun.name}"]': RecordElementHandler(noun) for noun in NOUNS},
        "to_database_format": {"entity_decorators": {ENTITY: record_link}},
    }
    features.register_converter_rule("contentstate", "mention", rule)


def register_icons(icons):
    return [*icons, "wagtailadmin/icons/record-link.svg"]
