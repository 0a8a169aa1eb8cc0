"""An attachment in a private collection is for those whom its restriction lets in: readers are not even told its name."""

import pytest
from django.test import RequestFactory
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from media.models import Attachment
from media.tests.factories import AttachmentFactory
from news.tests.factories import ArticlePageFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory

from .test_growth import queries_of

pytestmark = pytest.mark.django_db
SECRET, OPEN = "内部测算表", "公开申报表"


@pytest.fixture
def private(db):
    """A collection below a private one."""
    outer = Collection.get_first_root_node().add_child(name="内部资料")
    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    return outer.add_child(name="测算")


@pytest.fixture
def files(private):
    return AttachmentFactory(title=SECRET, collection=private), AttachmentFactory(title=OPEN)


def body_of(files):
    links = "".join(f'<a linktype="document" id="{file.pk}">附表</a>' for file in files)
    return [*(("attachment", {"attachment": file, "title": ""}) for file in files), ("paragraph", f"<p>{links}</p>")]


def record_with(factory, files):
    record = factory(body=body_of(files))
    for file in files:
        record.attachments.create(attachment=file)
        record.attachments.create(attachment=file, title=f"{file.title}（另一名称）")
    record.save()
    return factory._meta.model.objects.get(pk=record.pk)


@pytest.mark.parametrize(("factory", "noun"), [(PolicyFactory, "policies"), (EventFactory, "events")])
def test_no_record_names_a_private_attachment(client, home, files, factory, noun):
    record = record_with(factory, files)
    for address in (record.get_absolute_url(), f"/api/v1/{noun}/{record.slug}/"):
        text = client.get(address).content.decode()
        assert text.count(OPEN) >= 3 and SECRET not in text, address
        assert "shenbao" in text and files[0].url not in text, address


@pytest.mark.parametrize("factory", [PolicyFactory, EventFactory])
def test_a_preview_shows_what_readers_will_see(home, files, factory):
    record = record_with(factory, files)
    record.save_revision()
    draft = record.latest_revision.as_object()
    request = RequestFactory().get("/")
    page = draft.make_preview_request(request, "").rendered_content
    assert page.count(OPEN) >= 3 and SECRET not in page


@pytest.mark.parametrize("factory", [PolicyFactory, EventFactory])
def test_a_page_costs_the_same_for_two_attachments_and_for_twelve(client, home, files, factory):
    record = record_with(factory, files)
    few, _ = queries_of(client, record.get_absolute_url())
    for _ in range(5):
        record.attachments.create(attachment=AttachmentFactory())
        record.attachments.create(attachment=files[0])
    record.save()
    many, _ = queries_of(client, record.get_absolute_url())
    assert len(many) == len(few)


def test_no_story_names_a_private_attachment(client, section, files):
    article = ArticlePageFactory(parent=section, body=body_of(files))
    for address in (article.url, f"/api/v1/articles/{article.pk}/"):
        text = client.get(address).content.decode()
        assert OPEN in text and SECRET not in text, address
        assert "shenbao" in text and files[0].filename not in text, address


def test_a_private_story_may_name_private_attachments(staff, section, files):
    article = ArticlePageFactory(parent=section, body=body_of(files))
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    text = staff("editor").client.get(article.url).content.decode()
    assert OPEN in text and SECRET in text
    assert text.count(files[0].url) == 2


def test_what_stops_being_private_is_shown(client, home, files):
    record = record_with(PolicyFactory, files)
    CollectionViewRestriction.objects.all().delete()
    assert SECRET in client.get(record.get_absolute_url()).content.decode()
    assert Attachment.objects.count() == 2 and Policy.objects.count() == 1 and not Event.objects.exists()
