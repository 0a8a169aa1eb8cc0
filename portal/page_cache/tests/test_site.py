"""The wrapper around the site itself."""

from contextlib import contextmanager
from unittest import mock

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.tests.factories import ArticleFactory
from portal.page_cache.wrapper import PageCache

from .test_wrapper import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings, db):
    """The site behind a memory of its own; the test's transaction stands for the committed database."""
    settings.PAGE_CACHE_IS_EXPLAINED = True
    settings.MACHINES = 2  # nothing is committed, so nothing is announced: the database is asked
    with mock.patch("django.db.close_old_connections"), mock.patch("portal.page_cache.wrapper.close_old_connections"):
        yield PageCache(get_wsgi_application())
