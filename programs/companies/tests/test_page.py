"""A company's page: what is stated, what is not, and what only staff may see."""

import datetime

import pytest

from programs.companies.models import ListMembership

from .factories import CompanyAliasFactory, CompanyFactory, CompanyListFactory, CompanyPersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home_page(home):
    pass


def page_of(client, company):
    return client.get(company.get_absolute_url()).content.decode()


def test_what_is_not_stated_says_so(client):
    page = page_of(client, CompanyFactory(main_products=""))
    labels = "主要产品、出口市场、统一社会信用代码、英文名、简称、曾用名、行业、规模、成立日期、街镇、地址、网站、公开联系方式"
    assert f"来源未载：{labels}。" in page
    assert page.count('<span class="unstated">未载</span>') == 1  # of the sources; what else is open is one sentence
    for title in ("产品与市场", "人员", "列入名单", "上下级单位"):
        assert f">{title}</h2>" not in page


def test_names_people_and_lists(client):
    company = CompanyFactory(short_name="示例鞋", founded_on=datetime.date(1996, 5, 18))
    CompanyAliasFactory(company=company, name="示例旧厂", kind="former")
    CompanyPersonFactory(company=company, name="示例公开人", role="董事长")
    CompanyPersonFactory(company=company, name="示例内部人", is_public=False)
    past, present = CompanyListFactory(name="示例旧名单"), CompanyListFactory(name="示例现名单")
    day = datetime.date(2020, 1, 2)
    ListMembership.objects.create(company=company, list=past, entered_on=day, left_on=day, basis="示例依据")
    ListMembership.objects.create(company=company, list=present)
    ListMembership.objects.create(company=company, list=CompanyListFactory(name="示例内部单", is_public=False))
    page = page_of(client, company)
    for words in ("示例鞋（简称）", "示例旧厂（曾用名）", "<dt>董事长</dt><dd>示例公开人", "1996年5月18日"):
        assert words in page, words
    assert page.index("示例现名单") < page.index("示例旧名单") < page.index("已移出")
    assert "2020年1月2日列入，2020年1月2日移出" in page and "列入日期未载" in page
    assert "示例内部人" not in page and "示例内部单" not in page


@pytest.mark.parametrize("hidden", [{"live": False}, {"visibility": "internal"}])
def test_relatives_are_named_only_if_public(client, hidden):
    mother, aunt = CompanyFactory(title="示例母公司"), CompanyFactory(title="示例不公开单位", **hidden)
    company = CompanyFactory(parent=mother)
    CompanyFactory(parent=company, title="示例不公开下级", **hidden)
    child = CompanyFactory(parent=company, title="示例子公司")
    page = page_of(client, company)
    assert mother.get_absolute_url() in page and child.get_absolute_url() in page
    assert "示例不公开下级" not in page
    assert "示例不公开单位" not in page_of(client, CompanyFactory(parent=aunt))
