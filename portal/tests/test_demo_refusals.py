"""Where the demo is not loaded: outside demo mode, and not by half."""

from unittest import mock

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from media.models import Picture
from news.models import ArticlePage
from portal.demo import load
from portal.demo.models import DemoItem


@pytest.mark.django_db
def test_refused_outside_demo_mode():
    with override_settings(DEMO=False), pytest.raises(CommandError, match="演示"):
        call_command("load_demo", verbosity=0)
    assert not DemoItem.objects.exists()
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_a_failure_leaves_neither_rows_nor_files():
    uploads = settings.MEDIA_ROOT
    before = set(uploads.rglob("*.*"))
    with mock.patch("portal.demo.load.add_story", side_effect=RuntimeError), pytest.raises(RuntimeError):
        load.load()
    assert not DemoItem.objects.exists()
    assert not Picture.objects.exists()
    assert set(uploads.rglob("*.*")) == before
