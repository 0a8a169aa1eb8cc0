"""Stories choose topics of the vocabulary that policies use; what they had before it is carried over."""

import uuid
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import ReferenceIndex, Revision

from news.models import ArticlePage
from programs.taxonomy.merging import leave_alias, merge_terms
from programs.taxonomy.models import Topic
from programs.taxonomy.tests.factories import TopicFactory

from .factories import ArticlePageFactory

LAST_WITH_TAGS = [("news", "0004_mentions_by_date")]


def titles(page):
    return [article.title for article in page.context["articles"]]


@pytest.fixture
def told(section):
    """A published story about two topics and another about one below them, as the desk leaves them."""
    trade, shoes = TopicFactory(name="外贸", slug="waimao"), TopicFactory(name="鞋业", slug="xieye")
    fair = TopicFactory(name="鞋展", slug="xiezhan", parent=shoes)
    for title, topics in ("示例甲", [trade, shoes]), ("示例乙", [fair]):
        article = ArticlePageFactory(parent=section, title=title)
        article.topics = topics
        article.save_revision().publish()
    return trade, shoes, fair


def test_a_topics_page_has_the_stories_of_it_and_of_those_below(client, told):
    assert titles(client.get("/news/?topic=waimao")) == ["示例甲"]
    assert titles(client.get("/news/?topic=xieye")) == ["示例甲", "示例乙"]
    assert client.get("/news/?topic=no-such").status_code == 404
    assert client.get("/news/?topic=%00").status_code == 400


def test_a_topics_page_is_a_page_of_its_own_to_search_engines(client, told):
    text = client.get("/news/?topic=waimao&from=weixin").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/news/?topic=waimao">' in text
    assert (
        '<link rel="canonical" href="http://127.0.0.1:8000/news/">' in client.get("/news/?from=weixin").content.decode()
    )


def test_an_old_address_of_a_topic_leads_to_the_new_one(client, told):
    leave_alias(told[0], "外经贸", "waijingmao")
    response = client.get("/news/?topic=waijingmao&page=2")
    assert (response.status_code, response["Location"]) == (301, "/news/?topic=waimao&page=2")
    found = client.get("/api/v1/articles/?topic=waijingmao").json()["results"]
    assert [row["title"] for row in found] == ["示例甲"]


def test_a_merge_moves_stories_their_drafts_and_their_old_versions(client, told, staff):
    trade, shoes, _ = told
    article = ArticlePage.objects.get(title="示例甲")
    first = article.latest_revision
    draft = article.get_latest_revision_as_object()
    draft.title = "示例甲的草稿"
    draft.save_revision()
    lost = trade.pk
    merge_terms(trade, shoes, staff("keeper"))
    article = ArticlePage.objects.get(pk=article.pk)
    assert list(article.topics.all()) == [shoes] and article.title == "示例甲"
    shown = article.get_latest_revision_as_object()
    assert list(shown.topics.all()) == [shoes] and shown.title == "示例甲的草稿"
    assert Revision.objects.get(pk=first.pk).content["topics"] == [shoes.pk]
    assert not any(lost in revision.content["topics"] for revision in article.revisions.all())
    assert client.get("/news/?topic=waimao")["Location"] == "/news/?topic=xieye"


def test_the_form_offers_topics_in_use_and_keeps_what_the_story_has(told, staff):
    Topic.objects.filter(name__in=["鞋展", "鞋业"]).update(is_active=False)
    article = ArticlePage.objects.get(title="示例甲")
    page = staff("editor").client.get(f"/cms/pages/{article.pk}/edit/").content.decode()
    offered = {name for name in ("外贸", "鞋业", "鞋展") if f"{name}</label>" in page or f"{name}\n" in page}
    assert offered == {"外贸", "鞋业"}


@contextmanager
def as_it_was():
    """The models of the time when stories had tags of their own, on tables of that time."""
    executor = MigrationExecutor(connection)
    try:
        executor.migrate(LAST_WITH_TAGS)
        yield executor.loader.project_state(LAST_WITH_TAGS).apps
    finally:
        call_command("migrate", verbosity=0)
        ContentType.objects.get_for_models(*apps.get_models(), for_concrete_models=False)  # migrations forget them


@pytest.mark.django_db(transaction=True)
def test_the_tags_that_stories_had_become_topics(section, client):
    article = ArticlePageFactory(parent=section, title="示例甲")
    live, draft = article.save_revision(), article.save_revision()
    topics = {"外贸": TopicFactory(name="外贸", slug="foreign-trade").pk, "金融": TopicFactory(name="金融").pk}
    leave_alias(Topic.objects.get(name="金融"), "信贷")
    with as_it_was() as old:
        tags = _tag(old, article.pk, {"外贸": "waimao", "信贷": "xindai", "金融 ": "jinrong-1", "邻里新闻官": "linli"})
        _rewrite(old, live.pk, [tags["外贸"], tags["邻里新闻官"]])
        _rewrite(old, draft.pk, [tags["信贷"], tags["金融 "], 999_999])
    article = ArticlePage.objects.get(pk=article.pk)
    assert sorted(topic.name for topic in article.topics.all()) == ["外贸", "邻里新闻官", "金融"]
    assert {name: Topic.objects.get(name=name).pk for name in topics} == topics
    new = Topic.objects.get(name="邻里新闻官")
    assert (new.slug, new.sort_key, new.is_active) == ("linli", "lin-li-xin-wen-guan 邻里新闻官", True)
    opened = [Revision.objects.get(pk=revision.pk).as_object() for revision in (live, draft)]
    assert [{topic.name for topic in page.topics.all()} for page in opened] == [{"外贸", "邻里新闻官"}, {"金融"}]
    moved = _references(article)
    ReferenceIndex.create_or_update_for_object(article)
    assert moved == _references(article) and len(moved) == 3
    opened[1].save_revision().publish()
    assert [topic.name for topic in ArticlePage.objects.get(pk=article.pk).topics.all()] == ["金融"]
    for old_slug, topic in ("waimao", "foreign-trade"), ("xindai", "jin-rong"), ("jinrong-1", "jin-rong"):
        assert client.get(f"/news/?topic={old_slug}")["Location"] == f"/news/?topic={topic}"
    assert client.get("/news/?topic=linli").status_code == 200


def _tag(old, article, slugs):
    """Tags as they were, all of them on one story, with what the reference index says of them. {name: number}."""
    tags = {name: old.get_model("news", "Tag").objects.create(name=name, slug=slug) for name, slug in slugs.items()}
    kinds = old.get_model("contenttypes", "ContentType").objects
    kind, _ = kinds.get_or_create(app_label="news", model="tag")
    for tag in tags.values():
        old.get_model("news", "ArticleTag").objects.create(content_object_id=article, tag=tag)
        old.get_model("wagtailcore", "ReferenceIndex").objects.create(
            base_content_type=kinds.get(app_label="wagtailcore", model="page"),
            content_type=kinds.get(app_label="news", model="articlepage"),
            object_id=str(article),
            to_content_type=kind,
            to_object_id=str(tag.pk),
            model_path="tagged_items.item.tag",
            content_path=f"tagged_items.{tag.pk}.tag",
            content_path_hash=uuid.uuid4(),
        )
    return {name: tag.pk for name, tag in tags.items()}


def _rewrite(old, revision, tags):
    """Let a stored version name `tags` as versions did."""
    stored = old.get_model("wagtailcore", "Revision").objects.get(pk=revision)
    del stored.content["topics"]
    stored.content["tagged_items"] = [
        {"pk": number, "tag": tag, "content_object": int(stored.object_id)} for number, tag in enumerate(tags, 1)
    ]
    stored.save()


def _references(article):
    to_topics = ReferenceIndex.get_references_for_object(article).filter(to_content_type__model="topic")
    return set(to_topics.values_list("to_object_id", "model_path", "content_path", "content_path_hash"))
