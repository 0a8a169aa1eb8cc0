"""What no catalogue can reach is in Chinese all the same."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from news.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_permissions_have_chinese_names():
    assert list(Permission.objects.filter(name__startswith="Can ").values_list("name", flat=True)) == []
    assert Permission.objects.get(codename="access_admin").name == "可以进入工作台"
    assert Permission.objects.get(codename="change_picture").name == "修改图片"


def test_sign_in_page(client):
    page = client.get("/cms/login/").content.decode()
    assert "登录工作台" in page and "<title>登录 - 鹿城门户</title>" in " ".join(page.split())
    assert "密码" in page and "Password" not in page
    assert "portal/css/desk.css" in page and "portal/img/logo.svg" in page


def test_wrong_password_is_told_in_chinese(client):
    page = client.post("/cms/login/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert "用户名或密码不正确" in page


def test_times_gone_by_are_told_in_chinese(admin_client, section):
    """Wagtail says "46 seconds ago" where Django's humanize has no catalogue loaded."""
    from django.contrib.humanize.templatetags.humanize import naturaltime
    from django.utils.translation import override

    with override("zh-hans"):
        assert "ago" not in naturaltime(timezone.now() - datetime.timedelta(minutes=3))


def test_tree_begins_in_chinese(admin_client, home):
    assert home.get_parent().title == "全部页面"
    assert ">Root<" not in admin_client.get("/cms/pages/").content.decode()


def test_article_form_explains_its_fields(admin_client, section):
    page = admin_client.get(f"/cms/pages/{ArticlePageFactory(parent=section).pk}/edit/").content.decode()
    for text in ("网址名", "留空则按标题拼音自动生成", "搜索标题", "搜索摘要", "网址与搜索", "保存草稿"):
        assert text in page
    for text in ("缩略名", "Title tag", "Slug", "元描述"):
        assert text not in page


def test_site_and_link_forms_are_labelled(admin_client):
    assert "Port" not in admin_client.get("/cms/sites/").content.decode()
    assert "显示文字" in admin_client.get("/cms/choose-external-link/").json()["html"]


def test_help_menu_leads_to_no_other_site(admin_client):
    assert "wagtail.org" not in admin_client.get("/cms/").content.decode()
