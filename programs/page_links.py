"""Links to pages in rich text: only what anybody may read now is linked, so no draft's address stands in a public page."""

from wagtail.rich_text.pages import PageLinkHandler

from .publication import public_pages


class PublicPageLinkHandler(PageLinkHandler):
    """Leaves of a link to a draft, an expired or a private page its words alone, as Wagtail does of a deleted one."""

    @classmethod
    def get_many(cls, attrs_list):
        numbers = [attrs.get("id", "") for attrs in attrs_list]
        asked = {number for number in numbers if number.isdecimal() and len(number) < 19}
        found = {str(page.pk): page for page in public_pages().filter(pk__in=asked)} if asked else {}
        return [found.get(number) for number in numbers]


def register_page_links(features):
    features.register_link_type(PublicPageLinkHandler)
