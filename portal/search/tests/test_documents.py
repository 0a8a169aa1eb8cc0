"""What the documents say, and what they must never say."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from media.tests.factories import AttachmentFactory, PictureFactory
from news.models import Correction
from news.tests.factories import ArticlePageFactory, BylineFactory, ContributorFactory
from portal.accounts.tests.factories import UserFactory
from portal.home.models import StandardPage
from portal.search.documents.gate import let_through
from portal.search.models import SearchDocument
from programs.companies.models import Company, ListMembership
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import EventSeries, EventStop
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import (
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

from .index import index_all

pytestmark = pytest.mark.django_db

SECRET = "机密暗号"
HIDDEN_PARTY = "机密暗号无名客商"


def document_of(thing):
    return SearchDocument.objects.of(type(thing), [thing.pk]).first()


def all_texts(document):
    return "\n".join(str(getattr(document, field.name)) for field in document._meta.concrete_fields)


# --- What they say --------------------


def test_an_article_is_found_by_what_its_page_prints(section):
    article = ArticlePageFactory(
        parent=section,
        kicker="示例引题：稳外贸",
        subtitle="示例副题：单据少跑一趟",
        dateline="本报示例电",
        body=[
            ("heading", {"text": "一窗通办", "level": "2"}),
            ("paragraph", "<p>第一段。</p><p>第二段&amp;更多。</p>"),
            ("quotation", {"text": "窗口就在楼下", "speaker": "示例人物", "role": "示例职务", "organisation": ""}),
            ("figures", {"title": "成绩单", "figures": [
                {"value": "2716.1", "unit": "亿元", "qualifier": "", "label": "进出口", "source": ""},
                {"value": "50", "unit": "%", "qualifier": "以上", "label": "占比", "source": ""},
            ]}),
        ],
    )  # fmt: skip
    BylineFactory(page=article, contributor=ContributorFactory(name="示例甲"), role="记者")
    Correction.objects.create(page=article, corrected_on="2026-01-02", text="示例更正文字")
    topic = TopicFactory(name="外贸")
    article.topics = [topic]
    article.save()
    index_all()
    document = document_of(article)
    assert document.kind == "article" and document.title == article.title and document.url == article.url
    assert document.names == article.title
    assert document.summary.splitlines() == [
        "示例引题：稳外贸", "示例副题：单据少跑一趟", "示例导语:中心开设商务之窗,提供“一站式”综合服务。",
    ]  # fmt: skip
    assert document.body.splitlines() == [
        "本报示例电", "一窗通办", "第一段。", "第二段&更多。", "窗口就在楼下", "示例职务 示例人物", "成绩单",
        "进出口｜2716.1亿元", "占比｜50%以上", "更正：示例更正文字", "记者：示例甲", "来源：示例来源",
        f"栏目：{section.title}", "主题：外贸",
    ]  # fmt: skip
    assert document.topics == [f"section:{section.pk}", f"topic:{topic.pk}"]
    assert document.dated_at == article.published_at and document.validity == ""


def test_a_policy_is_found_by_names_numbers_issuers_and_items():
    department, topic = DepartmentFactory(name="鹿城区示例局", short_name="区示例局"), TopicFactory(name="商贸")
    policy = PolicyFactory(
        title="《关于稳岗的示例意见》",
        short_title="稳岗十条",
        other_names="稳岗新政\n十条意见",
        document_number="鹿示发〔2025〕7号",
        index_number="SL-001",
        topic=topic,
        keywords="稳岗，招工",
        effective_from=datetime.date(2025, 2, 1),
        effective_to=datetime.date(2099, 1, 1),
        body=[("paragraph", "<p>第一条 示例正文。</p>")],
    )
    policy.issuers.set([department])
    policy.save()
    town = TownFactory()
    item = PolicyItemFactory(policy=policy, number="3.2", title="招工补贴", gives="每人500元", amount_text="最高5万元")
    item.towns.set([town])
    item.needs.set([NeedFactory(name="招工")])
    item.save()
    index_all()
    document = document_of(policy)
    assert document.all_names == ["《关于稳岗的示例意见》", "稳岗十条", "稳岗新政", "十条意见"]
    assert document.all_numbers == ["鹿示发〔2025〕7号", "SL-001"]
    assert "鹿示发 2025 7 号" in document.folded_names
    for words in ("鹿城区示例局（区示例局）", "主题词：稳岗，招工", "第一条 示例正文。", "3.2 招工补贴", "每人500元"):
        assert words in document.body, words
    assert (document.validity, document.validity_text) == ("valid", "有效")
    assert document.topics == [f"topic:{topic.pk}"] and document.towns == [town.pk]
    assert timezone.localtime(document.dated_at).date() == policy.published_on
    assert document.stale_at == timezone.make_aware(datetime.datetime(2099, 1, 2))
    of_item = document_of(item)
    assert of_item.url == f"{policy.get_absolute_url()}#item-{item.pk}"
    assert of_item.summary.splitlines() == ["每人500元", "最高5万元", "出自：《关于稳岗的示例意见》"]
    assert "解决的需求：招工" in of_item.body and of_item.towns == [town.pk]
    assert of_item.validity == "valid"


@pytest.mark.parametrize(
    ("fields", "validity", "text"),
    [
        ({"published_on": None}, "unstated", "未载"),
        ({"effective_from": datetime.date(2099, 1, 1)}, "upcoming", "尚未施行"),
        ({"effective_to": datetime.date(2025, 12, 31)}, "expired", "失效"),
        ({"repealed_on": datetime.date(2025, 12, 31)}, "repealed", "废止"),
    ],
)
def test_a_policy_and_its_items_say_whether_they_hold(fields, validity, text):
    policy = PolicyFactory(**fields)
    item = PolicyItemFactory(policy=policy)
    index_all()
    assert (document_of(policy).validity, document_of(policy).validity_text) == (validity, text)
    expected = text if validity == "unstated" else f"所属政策{text}"
    assert (document_of(item).validity, document_of(item).validity_text) == (validity, expected)


def test_a_policy_that_a_public_one_replaces_is_repealed():
    older, hidden, public = PolicyFactory(), PolicyFactory(visibility="internal"), PolicyFactory()
    hidden.supersedes.set([older])
    hidden.save()
    index_all()
    assert document_of(older).validity == "valid"
    public.supersedes.set([older])
    public.save()
    index_all()
    assert document_of(older).validity == "repealed"


def test_an_item_has_a_time_of_its_own_within_its_policys():
    closed = PolicyItemFactory(closes_on=datetime.date(2025, 1, 1))
    coming = PolicyItemFactory(opens_on=datetime.date(2099, 1, 1))
    open_now = PolicyItemFactory(opens_on=datetime.date(2025, 1, 1), closes_on=datetime.date(2099, 1, 1))
    index_all()
    said = [(document_of(item).validity, document_of(item).validity_text) for item in (closed, coming, open_now)]
    assert said == [("ended", "已截止"), ("upcoming", "尚未开始受理"), ("valid", "受理中")]


def test_a_company_is_found_by_every_name_and_by_whom_readers_may_know():
    sector, town = SectorFactory(name="制鞋业"), TownFactory(name="双屿街道")
    company = CompanyFactory(
        title="浙江示例鞋业有限公司", short_name="示例鞋业", english_name="Example Shoes", sector=sector, town=town,
        credit_code="91330302MA28TEST1X", address="示例路1号", size_band="small",
    )  # fmt: skip
    company.tags.set([CompanyTagFactory(name="龙头")])
    company.save()
    CompanyAliasFactory(company=company, name="原示例鞋厂", kind="former")
    CompanyPersonFactory(company=company, name="王示例", role="董事长")
    ListMembership.objects.create(company=company, list=CompanyListFactory(name="示例白名单"))
    index_all()
    document = document_of(company)
    assert document.all_names == ["浙江示例鞋业有限公司", "示例鞋业", "原示例鞋厂", "Example Shoes"]
    assert document.all_numbers == ["91330302MA28TEST1X"]
    for words in (
        "标签：龙头",
        "主要产品：女鞋、时装鞋",
        "行业：制鞋业",
        "街镇：双屿街道",
        "董事长：王示例",
        "列入示例白名单",
    ):
        assert words in document.body, words
    assert document.topics == [f"sector:{sector.pk}"] and document.towns == [town.pk]
    assert "zzpshili" in document.pinyin.split() and "zzislx" not in document.pinyin and "zzixy" in document.pinyin


def test_an_event_is_found_by_series_venue_parties_and_figures():
    series = EventSeries.objects.create(name="示例采购节")
    event = EventFactory(
        title="第三届示例采购节", short_title="采购节", series=series, edition=3, venue="示例会展中心", town=TownFactory(),
        recap="<p>成交踊跃。</p>",
    )  # fmt: skip
    EventPartyFactory(event=event, company=CompanyFactory(title="温州到场鞋业有限公司"), name="", role="host")
    EventStop.objects.create(event=event, place="示例码头", time_text="上午9时")
    EventFigureFactory(event=event, name="招聘会", figure=7, unit="场", basis="planned")
    index_all()
    document = document_of(event)
    assert document.all_names == ["第三届示例采购节", "采购节", "第3届示例采购节"]
    for words in (
        "地点：示例会展中心",
        "主办：温州到场鞋业有限公司",
        "上午9时 示例码头",
        "招聘会（计划）：7场",
        "成交踊跃。",
    ):
        assert words in document.body, words
    assert (document.validity, document.validity_text) == ("upcoming", "已确定")
    assert document.stale_at == event.begins_at and document.dated_at == event.begins_at


@pytest.mark.parametrize(
    ("fields", "validity", "text"),
    [
        ({"state": "confirmed", "starts_at": timezone.now() - datetime.timedelta(days=9)}, "ended", "已结束"),
        ({"state": "confirmed", "precision": "minute", "starts_at": timezone.now() - datetime.timedelta(hours=1),
          "ends_at": timezone.now() + datetime.timedelta(hours=5)}, "valid", "进行中"),
        ({"state": "planned", "starts_at": timezone.now() - datetime.timedelta(days=9)}, "unstated",
         "计划时间已过，是否举行未载"),
        ({"state": "planned", "starts_at": None}, "unstated", "计划中"),
        ({"state": "cancelled"}, "cancelled", "取消"),
        ({"state": "postponed"}, "postponed", "延期"),
    ],
)  # fmt: skip
def test_an_event_says_where_it_stands_and_no_more(fields, validity, text):
    event = EventFactory(**fields)
    index_all()
    assert (document_of(event).validity, document_of(event).validity_text) == (validity, text)


def test_standard_pages_and_sections_are_found(home, section):
    page = StandardPage(
        title="关于示例", slug="about-example", summary="示例摘要", body=[("paragraph", "<p>示例正文</p>")]
    )
    home.add_child(instance=page)
    index_all()
    assert document_of(page).summary == "示例摘要" and document_of(page).body == "示例正文"
    assert document_of(section).kind == "page" and document_of(section).summary == section.intro


def test_an_alias_is_found_only_where_its_original_is_not(section, news_index):
    from news.tests.factories import SectionPageFactory

    article = ArticlePageFactory(parent=section)
    alias = article.create_alias(parent=SectionPageFactory(parent=news_index))
    index_all()
    assert document_of(article) and not document_of(alias)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    index_all()
    assert document_of(alias) and not document_of(article)


def test_links_to_other_pages_are_those_pages_words(section):
    draft = ArticlePageFactory(parent=section, title=f"{SECRET}草稿", live=False)
    article = ArticlePageFactory(
        parent=section,
        body=[
            ("related_links", {"title": "相关链接", "links": [{"page": draft, "url": "", "title": f"{SECRET}链接"}]})
        ],
    )
    index_all()
    assert SECRET not in all_texts(document_of(article))


# --- What they never say --------------------


def plant_secrets(section):
    """One of everything public, with a marker wherever only staff may look."""
    internal = {
        "internal_note": SECRET,
        "responsible_department": DepartmentFactory(name=f"{SECRET}局", short_name=SECRET),
        "responsible_person": UserFactory(display_name=SECRET, username="anhao", groups=[]),
    }
    company = CompanyFactory(internal_contact=SECRET, **internal)
    CompanyPersonFactory(company=company, name=SECRET, role=SECRET, is_public=False)
    ListMembership.objects.create(company=company, list=CompanyListFactory(name=SECRET, is_public=False), basis=SECRET)
    hidden = CompanyFactory(title=f"{SECRET}有限公司", visibility="internal")
    CompanyAliasFactory(company=hidden, name=SECRET)
    policy = PolicyFactory(**internal)
    hidden_policy = PolicyFactory(title=SECRET, visibility="internal")
    PolicyItemFactory(policy=hidden_policy, title=SECRET)
    event = EventFactory(**internal)
    EventPartyFactory(event=event, company=hidden, name=HIDDEN_PARTY, note=SECRET)
    article = ArticlePageFactory(parent=section, draft_title=SECRET, cover=PictureFactory(usage_note=SECRET))
    for live, name in ((article, "title"), (company, "main_products"), (policy, "short_title"), (event, "venue")):
        draft = type(live).objects.get(pk=live.pk)
        setattr(draft, name, SECRET)
        draft.save_revision()
    ArticlePageFactory(parent=section, title=SECRET, live=False)
    ArticlePageFactory(parent=section, title=SECRET, expire_at=timezone.now() - datetime.timedelta(minutes=1))
    ArticlePageFactory(parent=section, title=SECRET, go_live_at=timezone.now() + datetime.timedelta(minutes=1))
    CompanyFactory(title=SECRET, live=False)
    EventFactory(title=SECRET, live=False)
    AttachmentFactory(title=SECRET)  # nothing public uses it
    private = Collection.get_first_root_node().add_child(name="内部资料")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    policy.attachments.create(attachment=AttachmentFactory(title=SECRET, collection=private))
    hidden_policy.attachments.create(attachment=AttachmentFactory(title=SECRET))
    shown = AttachmentFactory(title="示例申报表")
    policy.attachments.create(attachment=shown)
    hidden_policy.attachments.create(attachment=shown, title=SECRET)
    policy.save()
    hidden_policy.save()
    return company, policy, event, article, shown


def test_what_only_staff_may_know_stands_in_no_document(section, news_index):
    from news.tests.factories import SectionPageFactory

    closed = SectionPageFactory(parent=news_index, title=f"{SECRET}栏目")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    ArticlePageFactory(parent=closed, title=SECRET)
    things = plant_secrets(section)
    index_all()
    assert all(document_of(thing) for thing in things), "the public things themselves are there"
    told = [document for document in SearchDocument.objects.all() if SECRET in all_texts(document)]
    assert told == []


def test_every_internal_field_of_a_register_is_planted():
    """A new internal field must be thought of here."""
    known = {"internal_note", "responsible_department", "responsible_person", "review_by_on", "internal_contact"}
    derived = {
        "normalised_name", "normalised_short_name", "normalised_number", "told_apart", "is_unfinished", "first_address",
    }  # fmt: skip
    for model in (Company, Policy, type(EventFactory.build())):
        assert set(model.internal_fields) <= known | derived


def test_rows_that_are_no_longer_public_do_not_pass_the_gate(section):
    article, company = ArticlePageFactory(parent=section), CompanyFactory()
    item = PolicyItemFactory()
    index_all()
    documents = [document_of(thing) for thing in (company, article, item)]
    assert let_through(documents) == documents
    Company.objects.filter(pk=company.pk).update(visibility="internal")
    Policy.objects.filter(pk=item.policy_id).update(expire_at=timezone.now())
    assert let_through(documents) == [documents[1]]
