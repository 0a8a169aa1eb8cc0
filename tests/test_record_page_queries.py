"""What the page of a record costs that has everything at once, links of every kind in its text too: at most twelve queries."""

from html import unescape

import pytest

from media.tests.factories import AttachmentFactory
from news.tests.factories import ArticlePageFactory
from news.tests.mentions import link as linked
from news.tests.named import story
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

from .registers import body, rich_company, rich_event, rich_policy
from .test_growth import queries_of
from .test_record_pages import refer

MOST = 12
COUNT = 3
TOLD = ["示例提到它的报道", "示例只引用它的报道", "全部"]


def told(section, record, words):
    """Stories of `record`: more sentences that name it than its page quotes, and one that points to it in a block."""
    story(
        section,
        *[f"示例第{number}段说到{linked(record, words)}。" for number in range(COUNT)],
        title="示例提到它的报道",
    )
    story(section, *[f"又一段说到{linked(record, words)}。" for _ in range(COUNT)], title="示例又提到它的报道")
    refer(story(section, "示例没有提名字。", title="示例只引用它的报道"), record)


def whole_policy(section):
    policy = rich_policy(section, COUNT)
    policy.body = linking(section, COUNT)
    policy.save()
    PolicyItemFactory(policy=policy, opens_on="2020-01-01", closes_on="2099-01-01")
    told(section, policy, "示例意见")
    story(section, f"示例说到{linked(policy.items.first(), '示例事项')}。", title="示例提到事项的报道")
    return policy, [*LINKED, "示例公报", "政策解读", "相关活动"]


def whole_company(section):
    company = rich_company(COUNT)
    told(section, company, "示例鞋业")
    return company, ["适用的惠企事项", "参加的活动", "下级单位"]


def whole_event(section):
    event = rich_event(COUNT)
    event.body = linking(section, COUNT)
    event.save()
    told(section, event, "示例采购节")
    return event, [
        *LINKED,
        "主办与参与",
        "行程",
        "目标与成果",
        "活动介绍",
        "活动回顾",
        "活动资料",
        "相关政策",
        "同系列活动",
    ]


@pytest.mark.parametrize("whole", [whole_policy, whole_company, whole_event])
def test_a_record_with_everything_costs_twelve_queries_at_most(client, section, whole):
    record, parts = whole(section)
    asked, response = queries_of(client, record.get_absolute_url())
    page = unescape(response.content.decode())
    missing = [part for part in [*parts, *TOLD] if part not in page]
    assert not missing
    assert len(asked) <= MOST, "\n".join(query[:160] for query in asked)


LINKED = ['<a class="mention" href="', '<a href="/documents/', '<a class="attachment" href="', 'class="links__list"']


def linking(section, count):
    """A body with links of every kind, `count` of each."""
    pages, files = ArticlePageFactory.create_batch(count, parent=section), AttachmentFactory.create_batch(count)
    records = [
        *CompanyFactory.create_batch(count),
        *PolicyFactory.create_batch(count),
        *PolicyItemFactory.create_batch(count),
        *EventFactory.create_batch(count),
    ]
    texts = [
        *(f'<a linktype="page" id="{page.pk}">页</a>' for page in pages),
        *(f'<a linktype="document" id="{file.pk}">件</a>' for file in files),
        *(linked(record, "台账里的") for record in records),
    ]
    links = [{"page": page, "url": "", "title": ""} for page in pages]
    return [
        *body(),
        *(("paragraph", f"<p>{text}</p>") for text in texts),
        *(("attachment", {"attachment": file, "title": ""}) for file in files),
        ("related_links", {"title": "相关链接", "links": links}),
    ]


@pytest.mark.parametrize("factory", [PolicyFactory, EventFactory])
def test_links_in_its_text_cost_the_same_however_many(client, section, factory):
    none, few, many = (
        queries_of(client, factory(body=text).get_absolute_url())[0]
        for text in (body(), linking(section, 2), linking(section, 12))
    )
    assert len(many) == len(few)
    assert len(many) == len(none) + 1, "\n".join(query[:160] for query in many)
