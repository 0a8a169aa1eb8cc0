"""A little content for questions about shoes."""

from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import SectorFactory, TopicFactory, TownFactory

from .index import index_all


def make_shoes(section):
    """One thing of each kind that speaks of shoes; return the company."""
    company = CompanyFactory(
        title="浙江笑果鞋业有限公司", summary="鞋企，产品出口。", sector=SectorFactory(name="制鞋业")
    )
    CompanyAliasFactory(company=company, name="笑果")
    policy = PolicyFactory(
        title="鹿城区《关于促进鞋业出口》的若干意见",
        document_number="鹿政发〔2026〕12号",
        topic=TopicFactory(name="外贸"),
    )
    PolicyItemFactory(policy=policy, title="鞋业参展补助", number="一")
    ArticlePageFactory(
        parent=section, title="采购节之后，鞋企订单排到三月",
        body=[("paragraph", "<p>灯亮了。笑果鞋业的订单排到了明年三月。&lt;script&gt;alert(1)&lt;/script&gt;</p>")],
    )  # fmt: skip
    EventFactory(title="示例鞋类采购节", town=TownFactory())
    index_all()
    return company
