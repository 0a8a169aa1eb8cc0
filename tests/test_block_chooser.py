"""What an editor sees before choosing a block: a name, an icon, a sentence, and a sample that renders."""

import pytest
from wagtail import blocks

from media.blocks import BodyBlock
from news.tests.factories import ArticlePageFactory
from portal.home.blocks import HomePartsBlock
from portal.home.models import SiteSettings


def offered(block, path=""):
    """Every block below `block`, with the names that lead to it."""
    if isinstance(block, blocks.ListBlock):
        children = [("item", block.child_block)]
    else:
        children = list(getattr(block, "child_blocks", {}).items())
    for name, child in children:
        yield f"{path}{name}", child, isinstance(block, blocks.BaseStreamBlock)
        yield from offered(child, f"{path}{name}.")


ALL = [
    *offered(BodyBlock(), "body."),
    *offered(HomePartsBlock(), "home."),
    *offered(SiteSettings._meta.get_field("menu").stream_block, "menu."),
    *offered(SiteSettings._meta.get_field("footer").stream_block, "footer."),
]
CHOSEN = [(path, block) for path, block, is_chosen in ALL if is_chosen and path.startswith(("body.", "home."))]


def chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in str(text))


@pytest.mark.parametrize(("path", "block", "is_chosen"), ALL, ids=[path for path, *_ in ALL])
def test_block_is_labelled(path, block, is_chosen):
    assert chinese(block.label) or block.label == "URL", path
    if is_chosen or isinstance(block, blocks.StructBlock):
        assert block.meta.icon != "placeholder", path
        assert chinese(block.get_description()), path


def sample_texts(value):
    """The texts of a preview value that a reader would see."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, blocks.list_block.ListValue | blocks.stream_block.StreamValue):
        value = [getattr(child, "value", child) for child in value]
    if isinstance(value, list | tuple):
        return [text for item in value for text in sample_texts(item)]
    source = getattr(value, "source", value)
    return [source] if isinstance(source, str) and "示例" in source and "<" not in source else []


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "block"), CHOSEN, ids=[path for path, _ in CHOSEN])
def test_block_preview_shows_its_sample(admin_client, path, block):
    assert block.is_previewable, path
    response = admin_client.get("/cms/block-preview/", {"id": block.definition_prefix})
    page = response.content.decode()
    assert response.status_code == 200
    assert "portal/css/portal.css" in page
    texts = sample_texts(block.get_preview_value())
    assert texts or "示例" in page, path
    for text in texts:
        assert text in page, f"{path}: {text}"


@pytest.mark.django_db
def test_a_link_to_another_site_needs_no_page(client, section):
    """The name of the page that is not chosen must not be looked up: it would take the whole story down."""
    link = {"url": "https://example.org/", "title": "示例站外链接", "page": None}
    body = [("related_links", {"title": "相关链接", "links": [link]})]
    article = ArticlePageFactory(parent=section, body=body)
    response = client.get(article.url)
    assert response.status_code == 200
    assert "示例站外链接" in response.content.decode()
