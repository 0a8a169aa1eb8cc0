"""What staff may write into menus, footer and banner, and what machines are told of pages."""

import pytest
from django.core.exceptions import ValidationError

from news.tests.factories import ArticlePageFactory
from portal.home.models import SiteSettings
from portal.home.models.settings import MenuItemBlock

GOOD = [
    "/",
    "/policies/",
    "/search/?q=鹿城#jieguo",
    "#main",
    "https://www.example.org/a",
    "mailto:a@example.org",
    "tel:12345",
]
BAD = ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example",
       "/\\evil.example", "java\nscript:alert(1)", "policies", "/a b"]  # fmt: skip


def menu_item(url):
    block = MenuItemBlock()
    return block.clean(block.to_python({"label": "示例", "page": None, "url": url}))


@pytest.mark.parametrize("url", GOOD)
def test_menus_and_banner_lead_to_addresses(site, url):
    assert menu_item(url)["url"] == url
    SiteSettings(site=site, banner_text="示例", banner_url=url).clean()


@pytest.mark.parametrize("url", BAD)
def test_no_menu_or_banner_leads_to_a_script(site, url):
    with pytest.raises(ValidationError):
        menu_item(url)
    with pytest.raises(ValidationError) as refusal:
        SiteSettings(site=site, banner_text="示例", banner_url=url).clean()
    assert set(refusal.value.message_dict) == {"banner_url"}


def test_a_menu_item_leads_somewhere(db):
    with pytest.raises(ValidationError):
        menu_item("")


def test_the_site_map_for_machines_leaves_out_what_is_not_to_be_indexed(client, section):
    shown, hidden = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section, is_noindex=True)
    listed = client.get("/sitemap-pages.xml").content.decode()
    assert shown.url in listed and hidden.url not in listed
