"""Links to pages in rich text: only what anybody may read now is linked, so no draft's address stands in a public page."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from media.linked import register_linked, things
from media.references import PAGE
from programs.records.publication import public_pages


def register_pages():
    register_linked(
        PAGE, public_pages, ("title", "url_path"), lambda pk, title, path, *_: Page(pk=pk, title=title, url_path=path)
    )


class PublicPageLinkHandler(PageLinkHandler):
    """Leaves of a link to a draft, an expired or a private page its words alone, as Wagtail does of a deleted one."""

    @classmethod
    def get_many(cls, attrs_list):
        return things(PAGE, [attrs.get("id", "") for attrs in attrs_list])


def register_page_links(features):
    features.register_link_type(PublicPageLinkHandler)
