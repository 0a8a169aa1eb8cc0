"""Links from words to records in rich text: `<a linktype="company" id="12" role="beneficiary">`.

Readers get a link to what they may read, and the words alone where the record is a draft, internal or gone.
"""

from django.utils.html import escape
from wagtail.rich_text import LinkHandler

from .nouns import NOUNS


class RecordLinkHandler(LinkHandler):
    """One subclass a noun, so that the reference index and merges know what a link points to."""

    noun = None

    @classmethod
    def get_model(cls):
        return cls.noun.model

    @classmethod
    def get_many(cls, attrs_list):
        numbers = [attrs.get("id", "") for attrs in attrs_list]
        asked = {number for number in numbers if number.isdecimal() and len(number) < 19}
        found = {str(row.pk): row for row in cls.noun.public().filter(pk__in=asked)} if asked else {}
        return [found.get(number) for number in numbers]

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            f'<a class="mention" href="{escape(row.get_absolute_url())}" data-mention="{cls.noun.name}-{row.pk}">'
            if row
            else "<a>"
            for row in cls.get_many(attrs_list)
        ]

    @classmethod
    def extract_references(cls, attrs):
        if attrs.get("id", "").isdecimal():
            yield cls.noun.model, attrs["id"], "", ""


HANDLERS = [
    type(f"{noun.model.__name__}LinkHandler", (RecordLinkHandler,), {"noun": noun, "identifier": noun.name})
    for noun in NOUNS
]


def register_record_links(features):
    for handler in HANDLERS:
        features.register_link_type(handler)
