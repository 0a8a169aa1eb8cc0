"""An editor's and a reviewer's day in a real browser: what the test client, which skips the forgery check, cannot see."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import expect

from news.models import ArticlePage
from portal.accounts.models import User

PASSWORD = "only-for-this-test"


@pytest.fixture
def staff(section):
    people = {}
    for name, role in {"editor": "编辑", "reviewer": "审稿"}.items():
        people[name] = User.objects.create_user(name, password=PASSWORD, display_name=f"演示{role}")
        people[name].groups.add(Group.objects.get(name=role))
    return people


def log_in(page, live_server, name):
    """Let the browser be signed in as that person."""
    client = Client()
    client.force_login(User.objects.get(username=name))
    page.context.clear_cookies()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def log_in_by_hand(page, live_server, name):
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/cms/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{live_server.url}/cms/")


def test_an_article_goes_from_the_editor_through_review_to_the_public(watched, live_server, staff, section):
    log_in_by_hand(watched, live_server, "editor")
    watched.goto(f"{live_server.url}/cms/pages/add/news/articlepage/{section.pk}/")
    watched.fill("#id_title", "江边的灯亮了")
    watched.locator("[data-contentpath=lead] [role=textbox]").click()
    watched.keyboard.type("示例导语。")
    watched.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    watched.get_by_role("option", name="正文").first.click()
    watched.locator("[data-contentpath=body] [role=textbox]").last.click()
    watched.keyboard.type("示例正文：企业把单据带到窗口。")
    expect(watched.locator("[name=body-0-value]")).to_have_value(re.compile(r"\\u5355|单据"))  # saved while one types
    watched.get_by_role("button", name="送审").click()  # in plain sight beside 保存草稿
    watched.wait_for_url("**/cms/pages/**")
    article = ArticlePage.objects.get(title="江边的灯亮了")
    assert not article.live
    assert article.current_workflow_state
    assert "企业把单据带到窗口" in str(article.get_latest_revision_as_object().body)

    log_in_by_hand(watched, live_server, "reviewer")
    watched.get_by_role("link", name="江边的灯亮了").first.click()  # what awaits review leads straight to the proof
    expect(watched.frame_locator("[data-proof-frame]").get_by_text("企业把单据带到窗口")).to_be_visible()
    watched.get_by_role("button", name="通过并发布").click()
    expect(watched.get_by_text("已通过，读者现在可以看到")).to_be_visible()
    article.refresh_from_db()
    assert article.live
    assert watched.goto(f"{live_server.url}{article.url}").status == 200
    assert watched.problems == []


UNANSWERED = """
const send = window.fetch;
window.fetch = (address, options) => {
  const answer = send(address, options);
  return options?.headers?.Accept === "application/json" ? new Promise(() => {}) : answer;
};
"""


def test_saving_by_hand_before_the_first_automatic_save_is_answered(watched, live_server, staff, section):
    log_in(watched, live_server, "editor")
    watched.add_init_script(UNANSWERED)
    watched.goto(f"{live_server.url}/cms/pages/add/news/articlepage/{section.pk}/")
    title = watched.locator("#id_title")
    for letter in "江边的灯亮了" * 8:  # what is typed in the form's first seconds counts as its beginning
        title.press_sequentially(letter)
        watched.wait_for_timeout(700)
        if ArticlePage.objects.exists():
            break
    assert ArticlePage.objects.count() == 1
    title.press_sequentially("！")
    watched.get_by_role("button", name="保存草稿").click()
    watched.wait_for_url("**/cms/pages/*/edit/")
    assert ArticlePage.objects.get().get_latest_revision_as_object().title.endswith("！")
    assert watched.problems == []
