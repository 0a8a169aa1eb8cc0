"""Each page type is creatable where it belongs and nowhere else."""

import pytest
from django.apps import apps
from wagtail.models import Page

from news.tests.factories import ArticlePageFactory

# child: parents below which staff may make one, in a tree that holds one page of each kind
ALLOWED = {
    "HomePage": set(),  # there is one already
    "NewsIndexPage": set(),  # likewise
    "SectionPage": {"NewsIndexPage"},
    "ArticlePage": {"SectionPage"},
    "StandardPage": {"HomePage", "StandardPage"},
}


def page_types():
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


@pytest.fixture
def tree(home, news_index, section):
    from portal.home.models import StandardPage

    standard = home.add_child(instance=StandardPage(title="关于本站", slug="about"))
    pages = [Page.get_first_root_node(), home, news_index, section, ArticlePageFactory(parent=section), standard]
    return {type(page.specific).__name__: page.specific for page in pages}


def test_every_page_type_is_in_the_table():
    assert {model.__name__ for model in page_types()} == ALLOWED.keys()


@pytest.mark.parametrize("child", ALLOWED)
def test_creatable_where_allowed_and_nowhere_else(tree, child):
    model = next(model for model in page_types() if model.__name__ == child)
    found = {name for name, page in tree.items() if model.can_create_at(page)}
    assert found == ALLOWED[child]


@pytest.mark.parametrize("child", ALLOWED)
def test_the_desk_offers_just_these(tree, staff, child):
    client = staff("admin").client
    model = next(model for model in page_types() if model.__name__ == child)
    for name, parent in tree.items():
        response = client.get(f"/cms/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/")
        assert (response.status_code == 200) is (name in ALLOWED[child]), name
