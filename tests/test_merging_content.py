"""References inside stories: choosers and links at any depth, in rows and in revisions."""

import json

import pytest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import LinkHandler, features
from wagtail.snippets.blocks import SnippetChooserBlock

from programs.companies.models import Company
from programs.merging.contents import Replacement
from programs.taxonomy.models import Town


class CompanyLinkHandler(LinkHandler):
    identifier = "company"

    @staticmethod
    def get_model():
        return Company


class StoryBlock(blocks.StreamBlock):
    company = SnippetChooserBlock("companies.Company")
    town = SnippetChooserBlock("taxonomy.Town")
    card = blocks.StructBlock([("company", SnippetChooserBlock("companies.Company")), ("note", blocks.CharBlock())])
    several = blocks.ListBlock(SnippetChooserBlock("companies.Company"))
    text = blocks.RichTextBlock()
    table = TypedTableBlock([("company", SnippetChooserBlock("companies.Company")), ("number", blocks.IntegerBlock())])


REPLACEMENT = Replacement(Company, 12, 7)


@pytest.fixture
def company_links(monkeypatch):
    features.get_link_types()
    monkeypatch.setitem(features.link_types, "company", CompanyLinkHandler)


def test_choosers_at_any_depth():
    old = [
        {"type": "company", "value": 12, "id": "a"},
        {"type": "town", "value": 12, "id": "b"},
        {"type": "card", "value": {"company": 12, "note": "12"}, "id": "c"},
        {"type": "several", "value": [{"type": "item", "value": 12, "id": "x"}, 12, 13], "id": "d"},
        {"type": "gone", "value": 12, "id": "e"},
        {
            "type": "table",
            "value": {
                "columns": [{"type": "company", "heading": "12"}, {"type": "number", "heading": ""}],
                "rows": [{"values": [12, 12]}],
                "caption": "",
            },
            "id": "f",
        },
    ]
    new = REPLACEMENT.in_block(StoryBlock(), old)
    assert new[0]["value"] == 7
    assert new[1] == old[1]
    assert new[2]["value"] == {"company": 7, "note": "12"}
    assert new[3]["value"] == [{"type": "item", "value": 7, "id": "x"}, 7, 13]
    assert new[4] == old[4]
    assert new[5]["value"]["rows"] == [{"values": [7, 12]}]
    assert old[0]["value"] == 12, "the old content is left alone"
    text = json.dumps(old)
    assert json.loads(REPLACEMENT.in_stream_text(StoryBlock(), text)) == new
    assert (
        REPLACEMENT.in_stream_text(StoryBlock(), '[{"type": "town", "value": 12}]') == '[{"type": "town", "value": 12}]'
    )


def test_links_in_rich_text(company_links):
    html = (
        '<p><a linktype="company" id="12">甲</a> <a id="12" linktype="company">甲</a> '
        '<a linktype="page" id="12">页</a> <a linktype="company" id="120">乙</a> <a href="/12/">12</a></p>'
    )
    changed = REPLACEMENT.in_rich_text(html)
    assert changed == html.replace('company" id="12"', 'company" id="7"').replace(
        'id="12" linktype="company"', 'id="7" linktype="company"'
    )
    assert REPLACEMENT.in_block(StoryBlock(), [{"type": "text", "value": html}])[0]["value"] == changed
    assert Replacement(Town, 12, 7).in_rich_text(html) == html


@pytest.mark.django_db
def test_links_in_rows_and_revisions(company_links, staff):
    from programs.companies.merging import merge_companies
    from programs.companies.tests.factories import CompanyFactory
    from programs.events.models import Event
    from programs.events.tests.factories import EventFactory

    lost, kept = CompanyFactory(), CompanyFactory()
    link = '<p><a linktype="company" id="{}">示例</a></p>'
    event = EventFactory.build(recap=link.format(lost.pk))
    keeper = staff("keeper")
    event.put_on_record(keeper)
    body = json.dumps([{"type": "paragraph", "value": link.format(lost.pk), "id": "a"}])
    story = EventFactory.build(body=body)
    story.put_on_record(keeper)
    assert merge_companies(lost, kept, keeper) == 2
    event, story = Event.objects.get(pk=event.pk), Event.objects.get(pk=story.pk)
    assert event.recap == event.get_latest_revision_as_object().recap == link.format(kept.pk)
    for row in (story, story.get_latest_revision_as_object()):
        assert str(kept.pk) in row.body.raw_data[0]["value"] and f'"{lost.pk}"' not in row.body.raw_data[0]["value"]
