import pytest
from wagtail.contrib.frontend_cache.backends import BaseBackend

from news.tests.factories import ArticlePageFactory

PURGED = []


class Proxy(BaseBackend):
    def purge(self, url):
        PURGED.append(url)


@pytest.mark.django_db
def test_a_proxy_is_told_what_was_published_once_it_can_be_seen(section, settings, django_capture_on_commit_callbacks):
    settings.WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": f"{__name__}.Proxy"}}
    article = ArticlePageFactory(parent=section)
    PURGED.clear()
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
        assert not PURGED
    assert article.full_url in PURGED
