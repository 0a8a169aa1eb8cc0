"""Articles choose topics of the vocabulary that policies use; the tags that they had until now are carried over."""

import modelcluster.fields
from django.db import migrations
from django.db.models import Max
from wagtail.models import ReferenceIndex

from programs.records.slugs import SLUG_LENGTH, sort_key, unique_slug

BATCH = 500


def spelt(name):
    return "".join(name.split()).casefold()


class Vocabulary:
    """The topics by name and alias, and room for new ones, behind those there are."""

    def __init__(self, apps):
        self.Topic = apps.get_model("taxonomy", "Topic")
        self.Alias = apps.get_model("taxonomy", "Alias")
        ContentType = apps.get_model("contenttypes", "ContentType")
        self.type, _ = ContentType.objects.get_or_create(app_label="taxonomy", model="topic")
        aliases = self.Alias.objects.filter(content_type=self.type)
        slugs = dict(self.Topic.objects.values_list("pk", "slug"))
        self.named = {spelt(name): pk for name, pk in aliases.values_list("name", "object_id") if pk in slugs}
        self.named |= {spelt(name): pk for name, pk in self.Topic.objects.values_list("name", "pk")}
        self.taken = {*slugs.values(), *aliases.values_list("slug", flat=True)}
        self.order = (self.Topic.objects.aggregate(last=Max("order"))["last"] or 0) + 1

    def topic_of(self, tag):
        """The number of the topic that has the tag's name, or of a new one. Its old address goes on."""
        name = "".join(tag.name.split()) or tag.slug
        if spelt(name) not in self.named:
            fits = tag.slug.isascii() and len(tag.slug) <= SLUG_LENGTH and tag.slug not in self.taken
            slug = tag.slug if fits else unique_slug(name, self.taken.__contains__, "term")
            topic = self.Topic.objects.create(name=name, slug=slug, order=self.order, sort_key=sort_key(name))
            self.taken.add(slug)
            self.named[spelt(name)] = topic.pk
        pk = self.named[spelt(name)]
        if tag.slug not in self.taken and len(tag.slug) <= SLUG_LENGTH:
            self.taken.add(tag.slug)
            self.Alias.objects.get_or_create(
                content_type=self.type, name=tag.slug, defaults={"object_id": pk, "slug": tag.slug}
            )
        return pk


def carry_over(apps, schema_editor):
    vocabulary = Vocabulary(apps)
    topics = {tag.pk: vocabulary.topic_of(tag) for tag in apps.get_model("news", "Tag").objects.order_by("pk")}
    _carry_rows(apps, topics)
    _carry_revisions(apps, topics)
    _carry_references(apps, topics, vocabulary.type)


def _carry_rows(apps, topics):
    Link = apps.get_model("news", "ArticlePage").topics.through
    rows = apps.get_model("news", "ArticleTag").objects.values_list("content_object_id", "tag_id")
    pairs = {(article, topics[tag]) for article, tag in rows.iterator(BATCH)}
    links = [Link(articlepage_id=article, topic_id=topic) for article, topic in sorted(pairs)]
    Link.objects.bulk_create(links, batch_size=BATCH)


def _carry_revisions(apps, topics):
    """A draft that waits, and every older version: each keeps what it was about. A tag that is gone goes."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    article = ContentType.objects.filter(app_label="news", model="articlepage").first()
    Revision = apps.get_model("wagtailcore", "Revision")
    revisions = Revision.objects.filter(content_type=article).only("content").order_by("pk") if article else ()
    last = 0
    while revisions and (batch := list(revisions.filter(pk__gt=last)[:BATCH])):
        for revision in batch:
            tagged = revision.content.pop("tagged_items", None) or []
            revision.content.pop("tags", None)
            known = [topics[item["tag"]] for item in tagged if item.get("tag") in topics]
            revision.content["topics"] = list(dict.fromkeys(known))
        Revision.objects.bulk_update(batch, ["content"])
        last = batch[-1].pk


def _carry_references(apps, topics, topic_type):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Reference = apps.get_model("wagtailcore", "ReferenceIndex")
    tag_type = ContentType.objects.filter(app_label="news", model="tag").first()
    if tag_type is None:
        return
    old = Reference.objects.filter(to_content_type=tag_type)
    said = set(old.values_list("base_content_type_id", "content_type_id", "object_id", "to_object_id"))
    new = {
        (base, own, article, topics[int(tag)]) for base, own, article, tag in said if int(tag) in topics
    }
    rows = [
        Reference(
            base_content_type_id=base,
            content_type_id=own,
            object_id=article,
            to_content_type=topic_type,
            to_object_id=str(topic),
            model_path="topics.item",
            content_path=f"topics.{topic}",
            content_path_hash=ReferenceIndex._get_content_path_hash(f"topics.{topic}"),
        )
        for base, own, article, topic in sorted(new)
    ]
    Reference.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    old.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_role_groups'),  # names the permissions of tags
        ('news', '0004_mentions_by_date'),
        ('taxonomy', '0001_initial'),
        ('wagtailcore', '0078_referenceindex'),
    ]

    operations = [
        migrations.AddField(
            model_name='articlepage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='与政策共用一套主题分类。', related_name='articles', to='taxonomy.topic', verbose_name='主题'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
