import json

import pytest
from django.contrib.auth.models import Group

from news.models import Contributor
from portal.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CHOOSE = "/cms/snippets/choose/news/contributor/"


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="编辑"))
    client.force_login(user)
    return client


def test_an_editor_enters_a_new_author_while_writing(editor):
    answer = json.loads(editor.get(CHOOSE).content)
    assert "新建作者" in answer["html"] and "个人简介" not in answer["html"]
    made = json.loads(editor.post(f"{CHOOSE}create/", {"name": "示例通讯员", "organisation": "示例单位"}).content)
    assert made["step"] == "chosen" and made["result"]["string"] == "示例通讯员（示例单位）"
    assert Contributor.objects.get(name="示例通讯员").slug


def test_an_author_without_a_name_is_refused_at_the_field(editor):
    answer = json.loads(editor.post(f"{CHOOSE}create/", {"name": "", "organisation": "示例单位"}).content)
    assert answer["step"] != "chosen" and "示例单位" in answer["htmlFragment"]
    assert not Contributor.objects.exists()
