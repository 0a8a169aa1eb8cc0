"""Links from words to records in rich text: `<a linktype="company" id="12" role="beneficiary">`.

Readers get a link to what they may read, and the words alone where the record is a draft, internal or gone.
"""

import re

from django.utils.html import escape
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.rewriters import extract_attrs

from media.linked import register_linked, things
from media.references import as_number

from ..models.mention import Role
from .nouns import BY_NAME, NOUNS

TAG = re.compile(rf'<a\b(?=[^<>]*>)[^<>]*\blinktype="(?:{"|".join(BY_NAME)})"[^<>]*>')


def opening_tag(noun, row, role=""):
    """What readers get for a stored link to `row`; without a row, one that leads nowhere. `role` is in readers' words."""
    if row is None:
        return "<a>"
    said = f' data-role="{role}"' if role else ""
    return f'<a class="mention" href="{escape(row.get_absolute_url())}" data-mention="{noun.name}-{row.pk}"{said}>'


def role_said(stored):
    """A stored role in readers' words; '' for none and for what is none."""
    return str(Role(stored).label) if stored in Role.values else ""


def record_of(tag):
    """((noun, number), role) of the record that a stored link means; (None, "") for any other link."""
    attributes = extract_attrs(tag)
    noun, number = attributes.get("linktype"), as_number(attributes.get("id", ""))
    if noun in BY_NAME and number is not None:
        return (noun, number), role_said(attributes.get("role"))
    return None, ""


def expand_records(html, rows):
    """Open the links to records whose rows are at hand, {(noun, number): row}, and leave all others to their handlers."""

    def opened(match):
        key, role = record_of(match[0])
        return opening_tag(BY_NAME[key[0]], rows[key], role) if key in rows else match[0]

    return TAG.sub(opened, html)


class RecordLinkHandler(LinkHandler):
    """One subclass a noun, so that the reference index and merges know what a link points to."""

    noun = None

    @classmethod
    def get_model(cls):
        return cls.noun.model

    @classmethod
    def get_many(cls, attrs_list):
        return things(cls.noun.name, [attrs.get("id", "") for attrs in attrs_list])

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        roles = [role_said(attrs.get("role")) for attrs in attrs_list]
        return [opening_tag(cls.noun, row, role) for row, role in zip(cls.get_many(attrs_list), roles, strict=True)]

    @classmethod
    def extract_references(cls, attrs):
        if attrs.get("id", "").isdecimal():
            yield cls.noun.model, attrs["id"], "", ""


HANDLERS = [
    type(f"{noun.model.__name__}LinkHandler", (RecordLinkHandler,), {"noun": noun, "identifier": noun.name})
    for noun in NOUNS
]


def register_linked_records():
    """Tell whoever prepares a page which records readers may be led to, and where."""
    for noun in NOUNS:
        register_linked(noun.name, noun.public_now, [noun.slug], lambda pk, slug, *_, noun=noun: noun.at(pk, slug))


def register_record_links(features):
    for handler in HANDLERS:
        features.register_link_type(handler)
