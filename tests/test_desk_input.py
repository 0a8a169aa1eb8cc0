"""Bad input at the desk: a clear Chinese message at the field, what was typed still there, nothing saved by half."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from media.rich_text import SettledRichTextArea
from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory


def article_data(**changes):
    data = nested_form_data(
        {
            "title": "示例标题",
            "slug": "",
            "kicker": "示例引题",
            "lead": rich_text("<p>示例导语。</p>"),
            "body": streamfield([("paragraph", rich_text("<p>示例正文。</p>"))]),
            "bylines": inline_formset([]),
            "corrections": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    return data | changes


def seen():
    """What the form says of the version that it was opened with."""
    newest = Revision.objects.latest("pk")
    return {"loaded_revision_id": newest.pk, "loaded_revision_created_at": newest.created_at.isoformat()}


@pytest.fixture
def edit_url(section):
    article = ArticlePageFactory(parent=section, live=False)
    article.save_revision()
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_a_title_of_300_characters_is_refused_at_its_field(admin_client, section, edit_url):
    title = "长" * 300
    count = Revision.objects.count()
    response = admin_client.post(edit_url, article_data(title=title))
    form = response.context["form"]
    assert response.status_code == 200
    assert "255" in str(form.errors["title"])
    assert title in response.content.decode()
    assert "示例引题" in response.content.decode()
    assert Revision.objects.count() == count


def test_no_text_field_is_cut_off_by_the_browser(admin_client, edit_url):
    form = admin_client.get(edit_url).context["form"]
    assert [name for name, field in form.fields.items() if "maxlength" in field.widget.attrs] == []


def test_an_article_of_nothing_may_be_a_draft_but_not_go_to_review(admin_client, edit_url):
    empty = nested_form_data({"body": streamfield([])})
    data = {key: value for key, value in article_data().items() if not key.startswith("body")} | empty
    response = admin_client.post(edit_url, data | {"action-submit": "1"})
    assert response.status_code == 200
    assert "body" in response.context["form"].errors
    assert admin_client.post(edit_url, data | seen()).status_code == 302


def test_a_cut_off_form_is_a_clear_refusal(admin_client, section, edit_url):
    data = {key: value for key, value in article_data().items() if not key.startswith("body")}
    count = Page.objects.count()
    for url in [edit_url, reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])]:
        response = admin_client.post(url, data)
        assert response.status_code == 400
        assert "没有保存" in response.content.decode()
    assert Page.objects.count() == count


def test_a_forged_publish_leaves_a_draft(admin_client, edit_url):
    admin_client.post(edit_url, article_data() | seen() | {"action-publish": "1"})
    assert not ArticlePage.objects.get().live


def test_every_rich_text_of_an_article_uses_it():
    body = ArticlePage._meta.get_field("body").stream_block.child_blocks
    for widget in (ArticlePage.lead.field.formfield().widget, body["paragraph"].field.widget):
        assert isinstance(widget, SettledRichTextArea)
