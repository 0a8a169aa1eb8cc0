"""What staff find, through the library's own backend for the server: what it is sent, asked, and when it is away."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from portal.search.server import connection
from portal.search.server.desk import backend_class
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.records.searching import InternalWords, searched

pytestmark = pytest.mark.django_db

PAGES, COMPANIES = "portal_wagtailcore_page", "portal_companies_company"


@pytest.fixture
def articles(server, section):
    """Three articles, and two companies, indexed."""
    made = [
        ArticlePageFactory(parent=section, title="鹿城区企业招工补贴办法出台", kicker="惠企政策"),
        ArticlePageFactory(parent=section, title="笑果鞋业首日接单", lead="<p>浙江笑果鞋业参加RCEP展会</p>"),
        ArticlePageFactory(parent=section, title="外贸开门红", subtitle="鹿城区一季度出口2716.1亿元", live=False),
    ]
    CompanyFactory(title="温州甲鞋业有限公司", internal_note="约谈记录")
    CompanyFactory(title="温州乙鞋业有限公司")
    call_command("update_index", verbosity=0)
    server.asked.clear()
    return made


def titles(results):
    return [one.title for one in results]


def test_titles_are_found_by_their_middle_by_pinyin_and_by_their_drafts(articles, server):
    assert titles(Page.objects.autocomplete("招工")) == ["鹿城区企业招工补贴办法出台"]
    assert (
        titles(Page.objects.autocomplete("xiaog")) == titles(Page.objects.autocomplete("XGXY")) == ["笑果鞋业首日接单"]
    )
    articles[1].title = "笑果鞋业次日发货"
    articles[1].save_revision()
    articles[1].refresh_from_db()
    articles[1].save()
    assert titles(Page.objects.autocomplete("次日")) == ["笑果鞋业首日接单"]
    assert server.bodies(f"/{PAGES}/_search")


def test_the_callers_queryset_is_kept(articles):
    assert titles(Page.objects.live().search("鹿城区")) == ["鹿城区企业招工补贴办法出台"]
    found = ArticlePage.objects.filter(title__endswith="红").search("2716.1亿元")
    assert titles(found) == ["外贸开门红"] and found.count() == 1
    assert isinstance(Page.objects.specific().search("RCEP")[0], ArticlePage)
    assert dict(ArticlePage.objects.search("鹿城区").facet("live")) == {True: 1, False: 1}
    assert len(Page.objects.order_by("-title").search("鹿城区", order_by_relevance=False)) == 2


def test_what_the_server_is_asked(articles, server):
    list(Page.objects.live().autocomplete("招工 补贴"))
    list(ArticlePage.objects.search("鹿城区", fields=["title", "subtitle"]))
    typed, words = server.bodies("/_search")
    content_type = {"match": {"_django_content_type": "wagtailcore.Page"}}
    assert typed == {
        "query": {
            "bool": {
                "must": {"match": {"_edgengrams": {"query": "招工 补贴", "operator": "and"}}},
                "filter": content_type,
            }
        },
        "_source": False,
        "size": 10_000,
    }
    asked = words["query"]["bool"]["must"]["multi_match"]
    assert (asked["query"], asked["operator"], asked["type"]) == ("鹿城区", "and", "cross_fields")
    assert sorted(field.split("^")[0] for field in asked["fields"]) == ["news_articlepage__subtitle", "title"]


@pytest.mark.parametrize("model", [Page, ArticlePage, Company])
def test_unfinished_words_are_cut_as_chinese(server, model):
    mapping = backend_class("elasticsearch").mapping_class(model).get_mapping()["properties"]
    assert mapping["_edgengrams"] == {
        "type": "text",
        "analyzer": "edgengram_analyzer",
        "search_analyzer": "default_search",
    }
    assert mapping["title_edgengrams"] == mapping["_edgengrams"]
    assert mapping["title"]["type"] == "text" and "_all_text" in mapping["title"]["copy_to"]
    assert "analyzer" not in mapping["title"] and "analyzer" not in mapping["_all_text"]


def test_the_indexes_of_the_desks_have_the_same_analyser(articles, server):
    made = server.made_with[server.aliases[PAGES]]
    assert made["settings"]["analysis"]["analyzer"]["default"]["filter"][-1] == "characters_and_pairs"
    assert server.aliases[COMPANIES].startswith(f"{COMPANIES}_")


def test_words_that_not_everybody_may_read_are_found_by_name_alone(articles):
    backend = get_search_backend()
    assert titles(backend.autocomplete("甲鞋业", Company)) == ["温州甲鞋业有限公司"]
    assert titles(backend.autocomplete("约谈", Company)) == []
    assert titles(searched(Company.objects.all(), "约谈")) == []
    assert titles(searched(Company.objects.all(), "约谈", with_internal=True)) == ["温州甲鞋业有限公司"]
    mapping = backend_class("opensearch").mapping_class(Company)
    properties = mapping.get_mapping()["properties"]
    internal = [field for field in Company.get_searchable_search_fields() if isinstance(field, InternalWords)]
    assert internal
    assert all("copy_to" not in properties[mapping.get_field_column_name(field)] for field in internal)


def test_the_desks_lists_keep_their_order_or_the_servers(articles):
    companies = Company.objects.order_by("-title")
    assert titles(searched(companies, "温州 鞋业")) == ["温州甲鞋业有限公司", "温州乙鞋业有限公司"]
    assert len(searched(companies, "温州 鞋业", by_relevance=True)) == 2
    assert titles(searched(companies.filter(title__contains="乙"), "鞋业")) == ["温州乙鞋业有限公司"]


def test_a_page_search_and_a_chooser_find_by_two_characters(articles, admin_client, server):
    assert "鹿城区企业招工补贴办法出台" in admin_client.get("/cms/pages/search/", {"q": "招工"}).text
    assert "鹿城区企业招工补贴办法出台" in admin_client.get("/cms/choose-page/search/", {"q": "招工"}).text
    assert len(server.bodies(f"/{PAGES}/_search")) >= 2


@pytest.mark.parametrize("typed", ["招工", "xiaog", "鹿城"])
def test_the_database_answers_while_the_server_does_not(articles, server, admin_client, typed):
    expected = titles(get_search_backend("database").autocomplete(typed, Page))
    server.status = 503
    assert titles(Page.objects.autocomplete(typed)) == expected
    assert connection.PRESENCE.is_away
    assert expected[0] in admin_client.get("/cms/pages/search/", {"q": typed}).text if expected else True
    assert len(server.bodies("/_search")) == 1


def test_a_page_is_saved_while_the_server_is_away(articles, server):
    server.status = 503
    articles[0].title = "招工补贴新办法"
    articles[0].save()
    assert titles(Page.objects.autocomplete("新办法")) == ["招工补贴新办法"]


def test_before_the_index_is_made_nothing_is_sent_and_the_database_answers(server, section):
    ArticlePageFactory(parent=section, title="鹿城区企业招工补贴办法出台")
    assert not server.indices
    assert titles(Page.objects.autocomplete("招工")) == ["鹿城区企业招工补贴办法出台"]
    assert not connection.PRESENCE.is_away
