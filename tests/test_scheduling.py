import datetime
from unittest.mock import patch

from django.utils import timezone

from news.models import ArticlePage, Mention
from news.tests import desk
from news.tests.factories import ArticlePageFactory
from news.tests.mentions import link
from portal.scheduler import run_due
from programs.companies.tests.factories import CompanyFactory


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


def test_mentions_come_and_go_with_their_article_at_its_hour(section):
    words = link(CompanyFactory(), "示例鞋业")
    later = timezone.now() + datetime.timedelta(hours=2)
    article = ArticlePageFactory(parent=section, live=False, body=[("paragraph", f"<p>{words}</p>")], go_live_at=later)
    article.save_revision().publish()
    assert not Mention.objects.exists()
    with patch("django.utils.timezone.now", return_value=later + datetime.timedelta(minutes=1)):
        assert run_due()[0] == 1
    assert Mention.objects.count() == 1
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert not Mention.objects.public_now().exists(), "gone at its minute"
    assert run_due()[1] == 1
    assert not Mention.objects.exists()
