"""Two people open one form: the second to save is told, keeps what was typed, and may insist. At each desk, for each thing
that has no revisions of its own."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from media.models import Picture
from media.tests.factories import AttachmentFactory, PictureFactory, image_file
from media.tests.opened import opened_on
from news.tests.desk import article_form, newest
from news.tests.factories import ArticlePageFactory, ContributorFactory
from portal.accounts.models import User
from portal.accounts.tests.factories import UserFactory
from portal.home.models import SiteSettings
from programs.sheets.tests.desk import form_data
from programs.taxonomy.models import Topic

pytestmark = pytest.mark.django_db
STALE = "它又被保存过"
UNSEEN = "没有写明它打开时是什么内容"


def contributor(site):
    row = ContributorFactory(name="示例记者")
    return row, reverse("wagtailsnippets_news_contributor:edit", args=[row.pk]), "biography"


def topic(site):
    row = Topic.objects.create(name="示例主题", slug="shili-zhuti")
    return row, reverse("wagtailsnippets_taxonomy_topic:edit", args=[row.pk]), "name"


def topic_in_admin(site):
    row = topic(site)[0]
    return row, reverse("admin:taxonomy_topic_change", args=[row.pk]), "name"


def settings_of_site(site):
    row = SiteSettings.for_site(site)
    return row, reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk]), "tagline"


def user(site):
    row = UserFactory(username="wangwu")
    return row, reverse("wagtailusers_users:edit", args=[row.pk]), "department"


def user_in_admin(site):
    row = UserFactory(username="wangwu")
    return row, reverse("admin:accounts_user_change", args=[row.pk]), "department"


def picture(site):
    row = PictureFactory()
    return row, reverse("wagtailimages:edit", args=[row.pk]), "caption"


def attachment(site):
    row = AttachmentFactory()
    return row, reverse("wagtaildocs:edit", args=[row.pk]), "title"


THINGS = [contributor, topic, topic_in_admin, settings_of_site, user, user_in_admin, picture, attachment]


def opened(client, address):
    page = client.get(address)
    if address.startswith("/admin/"):
        return {name: value for name, value in form_data(page).items() if value is not None}
    html = page.content.decode()
    number = next(
        n for n in range(html.count("<form")) if 'name="opened_on"' in html.split("<form")[n + 1].split("</form>")[0]
    )
    form = querydict_from_html(html, form_index=number).dict()
    form.pop("file", None)
    if "sitesettings" in address:  # what its scripts would send
        form |= {"menu-count": "0", "footer-count": "0"}
    return form


@pytest.mark.parametrize("make", THINGS)
def test_the_second_to_save_is_told(site, staff, make):
    row, address, name = make(site)
    first, second = staff("admin").client, staff("admin").client
    forms = opened(first, address), opened(second, address)
    assert first.post(address, forms[0] | {name: "甲的话"}).status_code == 302
    refused = second.post(address, forms[1] | {name: "乙的话"})
    html = refused.content.decode()
    assert refused.status_code == 200 and STALE in html and "乙的话" in html
    row.refresh_from_db()
    assert getattr(row, name) == "甲的话"
    again = opened_on(html) | {name: "乙的话"}
    assert second.post(address, forms[1] | again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "乙的话"


@pytest.mark.parametrize("make", THINGS)
def test_a_form_that_does_not_say_what_it_was_is_stale(site, staff, make):
    row, address, name = make(site)
    admin = staff("admin").client
    before, form = getattr(row, name), opened(admin, address)
    seen = {"opened_on": form.pop("opened_on")}
    refused = admin.post(address, form | {name: "没有看过"})
    html = refused.content.decode()
    row.refresh_from_db()
    assert refused.status_code == 200 and UNSEEN in html and "没有看过" in html and getattr(row, name) == before
    assert opened_on(html) == seen, "who has read the sentence may insist"
    assert admin.post(address, form | opened_on(html) | {name: "看过了"}).status_code == 302


def test_the_form_below_a_picture_just_sent_says_what_it_was(staff):
    admin = staff("admin").client
    sent = {"title": "江上", "description": "两岸灯火", "collection": 1, "files[]": image_file()}
    html = admin.post(reverse("wagtailimages:add_multiple"), sent).json()["form"]
    picture = Picture.objects.get()
    prefix = f"image-{picture.pk}-"
    form = {prefix + "title": "江上夜色", prefix + "description": "两岸灯火", prefix + "collection": 1}
    address = reverse("wagtailimages:edit_multiple", args=[picture.pk])
    assert admin.post(address, form).json()["success"] is False
    assert admin.post(address, form | opened_on(html, prefix)).json()["success"] is True


@pytest.mark.parametrize("make", THINGS)
def test_one_who_is_alone_is_told_nothing(site, staff, make):
    row, address, name = make(site)
    client = staff("admin").client
    for words in ("一", "二"):
        assert client.post(address, opened(client, address) | {name: words}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "二"


def test_signing_in_is_no_edit(site, staff):
    row, address, name = user(site)
    admin = staff("admin").client
    form = opened(admin, address)
    Client().force_login(row)
    assert admin.post(address, form | {name: "示例部门"}).status_code == 302
    assert User.objects.get(pk=row.pk).department == "示例部门"


def test_the_form_of_a_page_that_does_not_say_what_it_has_seen_is_stale(section, staff):
    article = ArticlePageFactory(parent=section, title="原题")
    article.save_revision().publish()
    editor = staff("editor").client
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = article_form(newest(article))
    seen = {"loaded_revision_id": form.pop("loaded_revision_id")}
    refused = editor.post(address, form | {"title": "没看过就改"})
    assert refused.status_code == 200 and STALE in refused.content.decode()
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().title == "原题"
    assert editor.post(address, form | seen | {"title": "看过再改"}).status_code == 302
