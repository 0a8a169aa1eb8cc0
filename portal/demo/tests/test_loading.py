"""The demo's content: loaded once, never again whatever editors make of it, and true to the facts that it is made from."""

import datetime

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, Site

from media.models import Attachment, Picture
from media.repair import mend_references
from news.models import ArticlePage, Contributor, SectionPage
from portal.demo import articles, load, pictures
from portal.demo.models import DemoItem
from portal.demo.parts import moment
from portal.home.models import HomePage, SiteSettings, StandardPage
from programs.records.publication import public_pages

BY_LINE_OF_THE_FEATURE = {"戚祥浩", "朱丽华", "林婷玮"}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def writes(queries):
    return [query["sql"][:200] for query in queries if query["sql"].lstrip().upper().startswith(WRITES)]


def take_down(*pages):
    """As staff do it: what other public pages lead to is taken down before it is deleted."""
    for page in [page for queryset in pages for page in queryset.filter(live=True)]:
        page.unpublish()


@pytest.mark.usefixtures("demo")
class DemoTestCase(TestCase):
    def article(self, slug):
        return ArticlePage.objects.get(slug=slug)


class LoadingAgainTests(DemoTestCase):
    def test_writes_nothing(self):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            added = load.load()
        assert added == 0
        assert writes(queries) == []

    def test_keeps_what_an_editor_changed(self):
        page = self.article("yijian-hujiao")
        page.title = "编辑改过的标题"
        page.save_revision().publish()
        home = HomePage.objects.get()
        home.parts = []
        home.save_revision().publish()
        SiteSettings.objects.update(name="改过的名称", menu="[]", footer="[]", host_organisation="")
        revisions = Revision.objects.count()
        assert load.load() == 0
        assert self.article("yijian-hujiao").title == "编辑改过的标题"
        assert len(HomePage.objects.get().parts) == 0
        assert SiteSettings.objects.get().name == "改过的名称"
        assert len(SiteSettings.objects.get().menu) == 0
        assert Revision.objects.count() == revisions

    def test_revives_nothing_that_was_deleted(self):
        about, waimao = StandardPage.objects.filter(slug="about"), SectionPage.objects.filter(slug="waimao")
        take_down(ArticlePage.objects.all(), about, waimao)
        self.article("yijian-hujiao").delete()
        SectionPage.objects.get(slug="waimao").delete()
        Picture.objects.filter(title=pictures.PICTURES["port"][0]).delete()
        Attachment.objects.all().delete()
        StandardPage.objects.get(slug="about").delete()
        left = Page.objects.count()
        assert load.load() == 0
        assert Page.objects.count() == left
        assert not Attachment.objects.exists()
        assert not Picture.objects.filter(title=pictures.PICTURES["port"][0]).exists()

    def test_adds_what_this_database_never_had(self):
        story = next(story for story in articles.LIVE if story.slug == "caigou-jie-dingdan")
        take_down(ArticlePage.objects.filter(slug__in=[story.slug, "juyi-jituan-yixiang-dingdan"]))
        self.article(story.slug).delete()
        DemoItem.objects.get(key=story.key).delete()
        self.article("juyi-jituan-yixiang-dingdan").delete()  # the story links to it
        assert load.load() == 1
        page = self.article(story.slug)
        assert page.live
        links = next(block.value["links"] for block in page.body if block.block_type == "related_links")
        assert [link["page"].slug for link in links] == ["shi-tiao-yijian"]

    def test_a_page_that_stands_at_the_address_is_kept(self):
        DemoItem.objects.filter(key__in=["page:about", "section:yaowen"]).delete()
        StandardPage.objects.filter(slug="about").update(title="自己写的关于")
        pages, revisions = Page.objects.count(), Revision.objects.count()
        load.load()
        assert StandardPage.objects.get(slug="about").title == "自己写的关于"
        assert (Page.objects.count(), Revision.objects.count()) == (pages, revisions)

    def test_a_home_page_and_settings_made_before_the_first_loading_are_kept(self):
        DemoItem.objects.filter(key__in=["home-parts", "site-settings"]).delete()
        home = HomePage.objects.get()
        home.parts = home.parts.get_prep_value()[:1]
        home.save_revision().publish()
        SiteSettings.objects.update(host_organisation="自己写的主办单位", menu="[]")
        assert load.load() == 2
        assert len(HomePage.objects.get().parts) == 1
        assert SiteSettings.objects.get().host_organisation == "自己写的主办单位"
        assert len(SiteSettings.objects.get().menu) == 0


class LoadedTests(DemoTestCase):
    def test_every_public_page_answers(self):
        paths = [page.get_url() for page in public_pages().filter(depth__gte=2)]
        paths += [person.get_absolute_url() for person in Contributor.objects.all()]
        paths += [attachment.url for attachment in Attachment.objects.all()]
        assert len(paths) >= 40
        for path in paths:
            assert self.client.get(path).status_code == 200, path

    def test_at_least_fourteen_stories_in_every_section(self):
        assert len(articles.LIVE) >= 17
        filled = {story.section for story in articles.LIVE}
        assert filled == set(SectionPage.objects.values_list("slug", flat=True))

    def test_an_editor_could_save_every_body_as_it_is(self):
        for page in [*ArticlePage.objects.all(), *StandardPage.objects.all()]:
            page.full_clean()
            page.body.stream_block.clean(page.body)
        home = HomePage.objects.get()
        home.parts.stream_block.clean(home.parts)
        site = SiteSettings.objects.get()
        for stream in (site.menu, site.footer):
            stream.stream_block.clean(stream)

    def test_every_kind_of_block_is_shown(self):
        used = {block.block_type for page in ArticlePage.objects.filter(live=True) for block in page.body}
        assert used == set(ArticlePage.body.field.stream_block.child_blocks)

    def test_stories_are_dated_when_what_they_tell_happened(self):
        live = ArticlePage.objects.filter(live=True)
        assert live.count() == len(articles.LIVE)
        for page in live.exclude(title__startswith="演示"):
            assert datetime.date(2022, 12, 16) < timezone.localdate(page.published_at) < datetime.date(2023, 1, 22), (
                page
            )
        assert {page.published_at for page in live} == {moment(story.published) for story in articles.LIVE}
        ages = [timezone.now() - page.published_at for page in live.filter(title__startswith="演示")]
        assert len(ages) == 4 and all(datetime.timedelta() < age < datetime.timedelta(11) for age in ages)

    def test_every_story_says_that_it_is_a_demo(self):
        for page in ArticlePage.objects.all():
            is_fictional = page.title.startswith("演示：")
            assert page.source == ("演示稿：内容全部为虚构" if is_fictional else "演示稿：据公开报道事实改写")
        names = set(Contributor.objects.values_list("name", flat=True))
        assert not names & BY_LINE_OF_THE_FEATURE
        assert all(name.startswith("演示") for name in names)
        assert SiteSettings.objects.get().host_organisation == "演示站点，非政府网站"
        assert SiteSettings.objects.get().id_code == ""

    def test_pictures_say_that_they_are_drawings(self):
        assert Picture.objects.count() == len(pictures.PICTURES)
        for picture in Picture.objects.all():
            assert (picture.photographer, picture.provider) == ("", "本站绘制")
            assert picture.usage_note == "示意图，不是照片"
            assert picture.description

    def test_history_holds_what_was_corrected(self):
        page = self.article("shanghai-zhaoshang")
        first, second = page.revisions.order_by("pk")
        assert "推定" not in first.as_object().body.render_as_block()
        assert "推定" in second.as_object().body.render_as_block()
        assert page.corrections.get(kind="更正").corrected_on == datetime.date(2022, 12, 20)
        assert "wagtail.publish" in PageLogEntry.objects.filter(page_id=page.pk).values_list("action", flat=True)

    def test_the_desk_has_something_to_do(self):
        drafts = ArticlePage.objects.filter(live=False)
        assert set(drafts.values_list("owner__username", flat=True)) == {"editor"}
        scheduled = drafts.get(slug="linli-xinwenguan")
        at = timezone.localtime(scheduled.go_live_at)
        assert (at.date() - timezone.localdate(), at.hour) == (datetime.timedelta(days=1), 9)
        assert scheduled.scheduled_revision
        submitted = drafts.get(slug="wennuan-guonian")
        assert submitted.workflow_in_progress == bool(submitted.get_workflow())
        for page in drafts:
            assert self.client.get(page.get_url()).status_code == 404

    def test_menu_leads_to_pages(self):
        menu = SiteSettings.for_site(Site.objects.get(is_default_site=True)).menu
        assert [item.value["label"] for item in menu][:2] == ["新闻", "要闻"]
        assert 6 <= len(menu) <= 8
        registers = {item.value["label"]: item.value["url"] for item in menu if not item.value["page"]}
        assert registers == {"政策": "/policies/", "企业": "/companies/", "活动": "/events/"}
        for url in registers.values():
            assert self.client.get(url).status_code == 200

    def test_a_long_story_has_a_list_of_its_parts(self):
        page = self.client.get(self.article("yanshi-liugong-zhinan").url).content.decode()
        contents = page[page.index('<nav class="toc"') : page.index("</nav>", page.index('<nav class="toc"'))]
        assert contents.count("<li>") == 5 and "材料备三样" in contents

    def test_nothing_of_it_has_to_be_noted_again(self):
        with self.assertNoLogs("media.repair", "WARNING"):
            for model in ReferenceIndex.indexed_models - {Page}:
                for row in model._base_manager.all():
                    mend_references(row)
