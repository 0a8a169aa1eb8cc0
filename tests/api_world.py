"""Rows of every kind that the API tells of, each with something beside it that must stay unsaid: it holds `SECRET`."""

import datetime
from types import SimpleNamespace

from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from media.renditions import make_renditions
from media.tests.factories import AttachmentFactory, PictureFactory
from news.mentions.deriving import rebuild
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from news.tests.mentions import link
from programs.companies.models import ListMembership
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import EventAttachment, EventSeries, EventStop
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.models import PolicyAttachment
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.models import Audience, CompanyTag, Department, Need, Sector, Topic, Town

PUBLISHED = {"first_published_at": datetime.datetime(2026, 2, 1, 1, 30, tzinfo=datetime.UTC)}
PUBLISHED["last_published_at"] = PUBLISHED["first_published_at"]
SECRET = "neibu-mima"  # also as an address, so that no link to what is hidden slips through


def at(*numbers):
    return timezone.make_aware(datetime.datetime(*numbers))


def full_body(page, hidden, picture, attachment):
    """One block of each type, with links to a public and to a hidden page."""
    links = f'<p>见<a linktype="page" id="{page.pk}">报道</a>和<a linktype="page" id="{hidden.pk}">草稿</a>，<b>加粗</b>。</p>'
    photo = {"picture": picture, "caption": "江边", "photographer": "示例摄影"}
    return [
        ("heading", {"text": "一、<总则>", "level": "2"}),
        ("paragraph", links + "<script>alert(1)</script>"),
        ("picture", photo),
        ("gallery", {"title": "图集", "pictures": [photo, {"caption": "待补"}]}),
        ("quotation", {"text": "灯亮了。", "speaker": "示例人物", "role": "主任", "organisation": "示例中心"}),
        ("figures", {"title": "数字", "figures": [{"value": "50", "unit": "%", "qualifier": "以上", "label": "占比"}]}),
        (
            "table",
            {
                "table": {
                    "caption": "表",
                    "columns": [{"type": "text", "heading": "项"}, {"type": "rich_text", "heading": "注"}],
                    "rows": [{"values": ["一&二", "<p><b>粗</b></p>"]}],
                },
                "note": "表注",
            },
        ),
        ("attachment", {"attachment": attachment, "title": "申报表"}),
        ("embed", {"url": "https://example.org/v", "title": "视频", "platform": "示例平台"}),
        ("sidebar", {"kind": "手记", "title": "路上", "body": [("paragraph", "<p>写不下的。</p>")]}),
        (
            "related_links",
            {
                "title": "相关链接",
                "links": [{"page": page}, {"page": hidden}, {"url": "https://example.org/", "title": "站外"}],
            },
        ),
    ]


def make_world(news_index):
    """Return what was made, by name. Public rows say only what they should; hidden ones hold SECRET in every text."""
    section = SectionPageFactory(parent=news_index, title="政策解读", slug="jiedu", intro="说清楚。")
    hidden = ArticlePageFactory(parent=section, title=SECRET, slug=SECRET, live=False)
    world = SimpleNamespace(section=section, hidden=hidden, picture=PictureFactory(caption="江", photographer="甲"))
    world.linked = ArticlePageFactory(
        parent=section, title="被链接的报道", slug="linked", published_at=at(2026, 1, 1), **PUBLISHED
    )
    make_renditions(world.picture)
    world.attachment = AttachmentFactory()
    _make_records(world)
    _make_hidden(world, news_index)
    return world


def _make_records(world):
    body = full_body(world.linked, world.hidden, world.picture, world.attachment)
    department = Department.objects.create(name="示例服务中心")
    sector, town = Sector.objects.create(name="制鞋业"), Town.objects.create(name="示例街道")
    need, audience = Need.objects.create(name="留工"), Audience.objects.create(name="小微企业")
    internal = {"internal_note": SECRET, "responsible_department": Department.objects.create(name=SECRET, slug=SECRET)}
    hidden_company = CompanyFactory(title=SECRET, slug=SECRET, visibility="internal")
    world.company = company = CompanyFactory(
        title="温州示例鞋业有限公司", slug="shili-xieye", short_name="示例鞋业", credit_code="91330302MA0000001X",
        sector=sector, town=town, size_band="small", founded_on="1999-09-09", internal_contact=SECRET,
        parent=hidden_company, logo=world.picture, sources=[("source", {"title": "公报", "number": "7"})], **internal, **PUBLISHED,
    )  # fmt: skip
    company.tags.add(CompanyTag.objects.create(name="龙头"))
    company.save()
    CompanyAliasFactory(company=company, name="老鞋厂", kind="former")
    CompanyPersonFactory(company=company, name="示例董事")
    CompanyPersonFactory(company=company, name=SECRET, is_public=False)
    ListMembership.objects.create(company=company, list=CompanyListFactory(name="白名单"), entered_on="2024-01-01")
    ListMembership.objects.create(company=company, list=CompanyListFactory(name=SECRET, slug=SECRET, is_public=False))
    world.policy = policy = PolicyFactory(
        title="《示例意见》", slug="shili-yijian", document_number="示例发〔2026〕1号", published_on=at(2026, 1, 2).date(),
        topic=Topic.objects.create(name="商贸"), body=body, **internal, **PUBLISHED,
    )  # fmt: skip
    policy.issuers.add(department)
    hidden_policy = PolicyFactory(title=SECRET, slug=SECRET, live=False)
    policy.supersedes.add(
        PolicyFactory(title="旧意见", slug="jiu-yijian", published_on=at(2020, 1, 1).date()), hidden_policy
    )
    policy.save()
    item = PolicyItemFactory(
        policy=policy, number="一", title="稳岗补贴", benefit="reward", claim_mode="without", size_bands=["small"],
        amount_ceiling="20000.50", closes_on="2026-12-31",
    )  # fmt: skip
    item.needs.add(need)
    item.audiences.add(audience)
    item.save()
    PolicyAttachment.objects.create(policy=policy, attachment=world.attachment, title="原文", is_original=True)
    world.event = event = EventFactory(
        title="示例订货会", slug="shili-dinghuohui", starts_at=at(2026, 3, 1), ends_at=at(2026, 3, 3), town=town,
        printed_date="3月1日至3日", is_year_inferred=True, edition=7, recap="<p>办完了。</p>", state="ended",
        series=EventSeries.objects.create(name="示例系列"), **internal, **PUBLISHED,
    )  # fmt: skip
    event.policies.add(policy, hidden_policy)
    event.save()
    EventPartyFactory(event=event, role="host", company=company, name="")
    EventPartyFactory(event=event, company=hidden_company, name=SECRET)
    EventPartyFactory(event=event, role="organiser", department=department, name="")
    EventFigureFactory(event=event, figure="200", qualifier="超", unit="家", basis="actual")
    EventStop.objects.create(event=event, place="第一站", time_text="上午")
    EventAttachment.objects.create(event=event, attachment=world.attachment)
    world.article = article = ArticlePageFactory(
        parent=world.section, title="示例解读", slug="shili-jiedu", body=body, cover=world.picture,
        published_at=at(2026, 2, 1, 9, 30), **PUBLISHED, pictures_provider="示例供图单位",
        lead=f'<p>导语<a linktype="page" id="{world.hidden.pk}">链接</a>，{link(company, "示例鞋业", "subject")}。</p>',
    )  # fmt: skip
    article.interprets.add(policy, hidden_policy)
    article.topics = [policy.topic]
    article.save()
    rebuild(article)
    _make_mentions(world, company, policy, event, hidden_company)


def _make_mentions(world, company, policy, event, hidden_company):
    """A public article that names a record of each kind and a hidden one; and what no hidden article says counts."""
    item = policy.items.get()
    said = f"据悉，{link(company, '示例鞋业', 'beneficiary')}凭{link(policy, '《示例意见》')}领到{link(item, '稳岗补贴')}。"
    said += f"{link(event, '订货会')}开幕，{link(hidden_company, SECRET)}没有来。"
    paragraph = [("paragraph", f"<p>{said.replace(SECRET, '某单位')}</p>")]
    world.naming = ArticlePageFactory(
        parent=world.section, title="示例报道", slug="shili-baodao", lead="", body=paragraph,
        published_at=at(2026, 1, 15, 8), **PUBLISHED,
    )  # fmt: skip
    rebuild(world.naming)
    hidden = ArticlePageFactory(
        parent=world.section, title=SECRET, slug=f"{SECRET}-6", expire_at=at(2020, 1, 1),
        body=[("paragraph", f"<p>{link(company, SECRET)}。</p>")],
    )  # fmt: skip
    rebuild(hidden)


def _make_hidden(world, news_index):
    """Drafts, expired and private things, and pictures that only they use."""
    past = at(2020, 1, 1)
    body = [("picture", {"picture": PictureFactory(title="草稿用图", caption=SECRET)})]
    ArticlePageFactory(parent=world.section, title=f"{SECRET} 过期", slug=f"{SECRET}-2", expire_at=past, body=body)
    private = SectionPageFactory(parent=news_index, title=SECRET, slug=f"{SECRET}-3")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    cover = PictureFactory(title="私密用图", caption=SECRET)
    ArticlePageFactory(parent=private, title=SECRET, slug=f"{SECRET}-4", cover=cover)
    EventFactory(title=SECRET, slug=SECRET, expire_at=past)
    CompanyFactory(title=SECRET, slug=f"{SECRET}-5", live=False, logo=PictureFactory(title="未发布", caption=SECRET))
    PictureFactory(title="没人用", caption=SECRET)
    locked = Collection.get_first_root_node().add_child(name="私密")
    CollectionViewRestriction.objects.create(collection=locked, restriction_type="login")
    restricted = PictureFactory(title="私密图集", caption=SECRET, collection=locked)
    CompanyFactory(title="公开企业", slug="gongkai", logo=restricted)
