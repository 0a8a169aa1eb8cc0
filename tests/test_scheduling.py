import datetime

from django.utils import timezone

from news.models import ArticlePage
from news.tests import desk
from portal.scheduler import run_due


def test_scheduled_publishing_goes_through_approval(staff, section, monkeypatch):
    editor, reviewer = staff("editor"), staff("reviewer")
    later = timezone.localtime() + datetime.timedelta(hours=2)
    typed = later.strftime("%Y-%m-%d %H:%M")
    unapproved = desk.create(editor, section, action_submit="1", go_live_at=typed)
    page = desk.create(editor, section, action_submit="1", go_live_at=typed)
    desk.approve(reviewer, page, go_live_at=typed)
    assert not ArticlePage.objects.get(pk=page.pk).live
    monkeypatch.setattr(timezone, "now", lambda: later + datetime.timedelta(minutes=1))
    assert run_due()[0] == 1
    assert ArticlePage.objects.get(pk=page.pk).live and not ArticlePage.objects.get(pk=unapproved.pk).live
