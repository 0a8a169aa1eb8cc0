"""What something public shows is not deleted by any door: each names every public place, and leads there."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from media.models import Attachment, Picture
from media.tests.factories import AttachmentFactory, PictureFactory
from news.models import ArticlePage, Contributor, SectionPage
from news.tests.factories import ArticlePageFactory, BylineFactory, ContributorFactory, SectionPageFactory
from portal.home.models import SiteSettings, StandardPage
from portal.search.models import Promotion
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.records.protection import StillHeld

pytestmark = pytest.mark.django_db
BUTTON = "button serious"
USED = "正被 2 处公开内容用到"


def exists(row):
    return type(row)._base_manager.filter(pk=row.pk).exists()


def says_where(html, *places):
    for name, url in places:
        assert name in html, name
        assert f'href="{url}"' in html, url
    return True


@pytest.fixture
def picture(section, home):
    """In use by a story and by the site's settings, and by a draft that nobody may hear of."""
    picture = PictureFactory(title="瓯江规划图")
    ArticlePageFactory(parent=section, title="滨江新貌", slug="binjiang", cover=picture)
    ArticlePageFactory(parent=section, title="未定稿", live=False, cover=picture)
    CompanyFactory(title="演示鞋业有限公司", slug="yanshi", logo=picture)
    return picture


@pytest.fixture
def file(section):
    file = AttachmentFactory(title="申报表")
    ArticlePageFactory(
        parent=section, title="滨江新貌", slug="binjiang", body=[("attachment", {"attachment": file, "title": ""})]
    )
    policy = PolicyFactory(title="演示意见", slug="yanshi-yijian", visibility="public")
    policy.attachments.create(attachment=file)
    policy.save()
    return file


DOORS = {
    Picture: ("wagtailimages:delete", "media", "picture"),
    Attachment: ("wagtaildocs:delete", "media", "attachment"),
}


def places_of(row, section):
    story = ("滨江新貌", f"{section.url}binjiang/")
    other = (
        ("演示鞋业有限公司", "/companies/yanshi/")
        if isinstance(row, Picture)
        else ("演示意见", "/policies/yanshi-yijian/")
    )
    return story, other


@pytest.mark.parametrize("kind", ["picture", "file"])
def test_a_file_in_use_stays_and_every_public_place_is_named(request, staff, section, kind):
    row = request.getfixturevalue(kind)
    admin = staff("admin").client
    name, app, model = DOORS[type(row)]
    address = reverse(name, args=[row.pk])
    page = admin.get(address).content.decode()
    assert USED in page and BUTTON not in page and says_where(page, *places_of(row, section))
    assert "未定稿" not in page
    page = admin.post(address, follow=True).content.decode()
    assert USED in page and says_where(page, *places_of(row, section)) and exists(row)
    bulk = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    for answer in (admin.get(f"{bulk}?id={row.pk}", follow=True), admin.post(f"{bulk}?id={row.pk}", follow=True)):
        page = answer.content.decode()
        assert answer.status_code == 200 and says_where(page, *places_of(row, section)) and exists(row)


@pytest.mark.parametrize("kind", ["picture", "file"])
def test_no_program_deletes_a_file_in_use(request, kind):
    row = request.getfixturevalue(kind)
    with pytest.raises(ProtectedError, match="滨江新貌" if kind == "picture" else None), transaction.atomic():
        row.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).delete()
    assert exists(row) and row.file.storage.exists(row.file.name)


@pytest.mark.parametrize("factory", [PictureFactory, AttachmentFactory])
def test_what_drafts_alone_use_may_go_after_it_was_named(staff, section, factory):
    row = factory()
    body = [("attachment", {"attachment": row, "title": ""})] if factory is AttachmentFactory else []
    cover = row if factory is PictureFactory else None
    ArticlePageFactory(parent=section, live=False, title="未定稿", cover=cover, body=body)
    admin = staff("admin").client
    address = reverse(DOORS[type(row)][0], args=[row.pk])
    page = admin.get(address).content.decode()
    assert "被引用 1 次" in page and BUTTON in page
    assert "未定稿" in admin.get(page.split("?describe_on_delete")[0].rsplit('"', 1)[1]).content.decode()
    admin.post(address)
    assert not exists(row)


def test_what_nothing_uses_goes(staff):
    admin = staff("admin").client
    for row in (PictureFactory(), AttachmentFactory()):
        admin.post(reverse(DOORS[type(row)][0], args=[row.pk]))
        assert not exists(row)


def test_several_at_once_go_all_or_not_at_all(staff, picture):
    free = PictureFactory()
    bulk = reverse("wagtail_bulk_action", args=["media", "picture", "delete"])
    page = staff("admin").client.post(f"{bulk}?id={free.pk}&id={picture.pk}", follow=True).content.decode()
    assert USED in page and exists(free) and exists(picture)


def test_the_sites_own_picture_stays(staff, site):
    picture = PictureFactory(title="分享图")
    settings = SiteSettings.for_site(site)
    settings.share_picture = picture
    settings.save()
    page = staff("admin").client.post(reverse("wagtailimages:delete", args=[picture.pk]), follow=True).content.decode()
    assert "网站设置" in page and exists(picture)


# --- Pages --------------------


@pytest.fixture
def linked(section, home):
    story = ArticlePageFactory(parent=section, title="被引用的报道")
    link = f'<p><a linktype="page" id="{story.pk}">此前报道</a></p>'
    ArticlePageFactory(parent=section, title="后续报道", slug="houxu", body=[("paragraph", link)])
    return story


def delete_page(client, page, follow=True):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=follow).content.decode()


def test_a_story_to_which_public_stories_lead_stays(staff, section, linked):
    admin, place = staff("admin").client, ("后续报道", f"{section.url}houxu/")
    for answer in (
        admin.get(reverse("wagtailadmin_pages:delete", args=[linked.pk]), follow=True).content.decode(),
        delete_page(admin, linked),
        admin.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={linked.pk}", follow=True)
        .content.decode(),
    ):  # fmt: skip
        assert "正被 1 处公开内容用到" in answer and says_where(answer, place) and exists(linked)
    with pytest.raises(StillHeld), transaction.atomic():
        linked.delete()
    with pytest.raises(StillHeld), transaction.atomic():
        ArticlePage.objects.filter(pk=linked.pk).delete()
    assert exists(linked)


def test_once_it_is_taken_down_it_may_go(staff, linked):
    linked.unpublish()
    delete_page(staff("admin").client, linked)
    assert not exists(linked)


def test_a_story_to_which_nothing_leads_goes(staff, section):
    story = ArticlePageFactory(parent=section)
    ArticlePageFactory(
        parent=section, live=False, body=[("paragraph", f'<p><a linktype="page" id="{story.pk}">草</a></p>')]
    )
    delete_page(staff("admin").client, story)
    assert not exists(story)


def test_a_section_with_public_stories_stays_and_names_them(staff, news_index):
    section = SectionPageFactory(parent=news_index, title="旧栏目")
    story = ArticlePageFactory(parent=section, title="栏目里的报道", slug="lanmu")
    draft = ArticlePageFactory(parent=section, live=False)
    admin = staff("admin").client
    page = delete_page(admin, section)
    assert says_where(page, ("栏目里的报道", story.url)) and exists(section) and exists(draft)
    with pytest.raises(StillHeld), transaction.atomic():
        SectionPage.objects.get(pk=section.pk).delete()
    story.unpublish()
    delete_page(admin, section)
    assert not Page.objects.filter(pk__in=[section.pk, story.pk, draft.pk]).exists()


def test_what_editors_promote_in_the_search_stays(section):
    story = ArticlePageFactory(parent=section, title="服务指南")
    policy = PolicyFactory(title="演示意见")
    for target in ({"page": story}, {"policy": policy}):
        promotion = Promotion.objects.create(queries="外贸补贴\n出口", **target)
        with pytest.raises(StillHeld) as refused, transaction.atomic():
            next(iter(target.values())).delete()
        [(name, address)] = refused.value.holds[0].places
        assert "编辑推荐" in name and "外贸补贴" in name and address.startswith("/search/?q=")
        promotion.is_active = False
        promotion.save()
        next(iter(target.values())).delete()


def test_a_page_of_the_menu_stays(staff, home, site):
    page = home.add_child(instance=StandardPage(title="关于本站", slug="guanyu"))
    settings = SiteSettings.for_site(site)
    settings.menu = [("item", {"label": "关于", "page": page})]
    settings.save()
    assert "网站设置" in delete_page(staff("admin").client, page) and exists(page)


# --- Records and authors --------------------


def test_a_record_in_use_stays_at_both_desks(staff, section, keeper):
    policy = PolicyFactory(title="演示意见")
    policy.put_on_record(keeper)
    article = ArticlePageFactory(parent=section, title="解读演示意见", slug="jiedu")
    article.interprets = [policy]
    article.save()
    event = EventFactory(title="演示博览会", slug="yanshi-bolanhui")
    event.policies = [policy]
    event.save()
    places = ("解读演示意见", article.url), ("演示博览会", "/events/yanshi-bolanhui/")
    desk = reverse(Policy.snippet_viewset.get_url_name("delete"), args=[policy.pk])
    page = keeper.client.get(desk).content.decode()
    assert USED in page and says_where(page, *places) and BUTTON not in page
    assert says_where(keeper.client.post(desk, follow=True).content.decode(), *places) and exists(policy)
    admin = staff("admin").client
    bulk = reverse("admin:policies_policy_delete", args=[policy.pk])
    assert says_where(admin.get(bulk).content.decode(), *places)
    assert says_where(admin.post(bulk, {"post": "yes"}, follow=True).content.decode(), *places) and exists(policy)
    chosen = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [policy.pk], "post": "yes"}
    page = admin.post(reverse("admin:policies_policy_changelist"), chosen, follow=True).content.decode()
    assert says_where(page, *places) and exists(policy)
    with pytest.raises(StillHeld), transaction.atomic():
        policy.delete()
    policy.unpublish()
    Policy.objects.get(pk=policy.pk).delete()


def test_a_company_that_a_public_event_names_stays(keeper):
    company = CompanyFactory(title="演示鞋业有限公司")
    company.put_on_record(keeper)
    event = EventFactory(title="演示博览会", slug="yanshi-bolanhui")
    EventPartyFactory(event=event, company=company)
    with pytest.raises(ProtectedError), transaction.atomic():
        company.delete()
    desk = reverse(type(company).snippet_viewset.get_url_name("delete"), args=[company.pk])
    assert says_where(keeper.client.get(desk).content.decode(), ("演示博览会", "/events/yanshi-bolanhui/"))


def test_an_author_over_a_public_story_stays(staff, section):
    author = ContributorFactory(name="演示记者")
    BylineFactory(page=ArticlePageFactory(parent=section, title="滨江新貌", slug="binjiang"), contributor=author)
    place = ("滨江新貌", f"{section.url}binjiang/")
    admin = staff("admin").client
    address = reverse("wagtailsnippets_news_contributor:delete", args=[author.pk])
    page = admin.get(address).content.decode()
    assert says_where(page, place) and BUTTON not in page
    page = admin.post(address, follow=True).content.decode()
    assert says_where(page, place) and exists(author)
    bulk = reverse("wagtail_bulk_action", args=["news", "contributor", "delete"])
    page = admin.post(f"{bulk}?id={author.pk}", follow=True).content.decode()
    assert says_where(page, place) and exists(author)


def test_an_author_over_drafts_alone_stays_and_the_reason_is_said(staff, section):
    author = ContributorFactory(name="演示记者")
    BylineFactory(page=ArticlePageFactory(parent=section, live=False), contributor=author)
    address = reverse("wagtailsnippets_news_contributor:delete", args=[author.pk])
    response = staff("admin").client.post(address, follow=True)
    assert response.status_code == 200 and "不能删除" in response.content.decode() and exists(author)


@pytest.mark.parametrize("count", [2, 12])
def test_naming_costs_the_same_for_many_places(staff, section, count, django_assert_max_num_queries):
    picture = PictureFactory()
    ArticlePageFactory.create_batch(count, parent=section, cover=picture)
    with django_assert_max_num_queries(14), pytest.raises(StillHeld) as refused, transaction.atomic():
        picture.delete()
    assert len(refused.value.holds[0].places) == count
    assert Contributor.objects.count() == 0
