import pytest

from news.tests.factories import ArticlePageFactory


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("通关成本", True),  # in the title
        ("商务之窗", True),  # in the lead
        ("单据带到窗口", True),  # in the body
        ("单据 通关", True),  # every word, wherever
        ("单据 鞋博城", False),
        ("无此内容", False),
        ("", False),
        ("%", False),
        ("\\u5355", False),
    ],
)
def test_search_finds_words_wherever_they_stand(section, client, query, is_found):
    article = ArticlePageFactory(parent=section)
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert (article.title in response.content.decode()) is is_found


def test_search_never_shows_drafts(section, client):
    article = ArticlePageFactory(parent=section, live=False)
    assert article.title not in client.get("/search/", {"q": "通关"}).content.decode()


@pytest.mark.parametrize("query", ["paragraph", "一级小标题", "example.org", "value"])
def test_search_looks_at_words_not_at_markup(section, client, query):
    article = ArticlePageFactory(parent=section)
    assert article.title not in client.get("/search/", {"q": query}).content.decode()
