"""The history of a record: what differs between two versions, and the way back."""

from html.parser import HTMLParser

import pytest
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import rich_text, streamfield

from programs.policies.models import Policy
from programs.taxonomy.tests.factories import SectorFactory

from .record_forms import ITEM, add, edit, opened, policy_form, press, rows, told, url


@pytest.fixture
def policy(keeper):
    """Three versions: the second changes every sort of field, the third nothing but the summary."""
    first, second = SectorFactory(name="眼镜业"), SectorFactory(name="锁具业")
    policy = add(keeper, Policy, "publish", items=rows([ITEM | {"sectors": (first.pk,)}]))
    item = policy.items.get()
    changed = ITEM | {"id": item.pk, "sectors": (first.pk, second.pk), "amount_text": "每人800元"}
    added = ITEM | {"title": "节后包车返岗", "number": "2"}
    body = streamfield([("paragraph", rich_text("<p>改写的正文。</p>"))])
    response = edit(keeper, policy, "publish", title="改过的题目", items=rows([changed, added], existing=1), body=body)
    assert response.redirect_chain, response.context["form"].errors
    return Policy.objects.get()


def test_differences_show_fields_rows_terms_and_paragraphs(keeper, policy):
    page = keeper.client.get(url(Policy, "revisions_compare", policy.pk, "earliest", "latest")).content.decode()
    for text in (
        "改过的题目",
        "每人<del>500</del><ins>800</ins>元",
        "锁具业",
        "节后包车返岗",
        "改写的正文",
        "示例正文",
    ):
        assert text in page, text
    assert ">None<" not in page and "[]" not in page and "（空）" in page


def test_an_earlier_version_comes_back(keeper, policy):
    earliest = policy.revisions.order_by("pk").first()
    address = url(Policy, "revisions_revert", policy.pk, earliest.pk)
    page = keeper.client.get(address)
    assert page.status_code == 200 and "《关于支持工业企业的示例意见》" in page.content.decode()
    item = earliest.as_object().items.get()
    form = policy_form(items=rows([ITEM | {"id": item.pk, "sectors": ()}], existing=1), slug=policy.slug)
    response = keeper.client.post(address, press(form | opened(policy), "publish"), follow=True)
    assert response.redirect_chain, told(response)
    policy = Policy.objects.get()
    assert policy.title == "《关于支持工业企业的示例意见》" and policy.items.count() == 1


def test_every_publication_is_in_the_history(keeper, policy):
    lines = ModelLogEntry.objects.filter(content_type__model="policy", object_id=str(policy.pk))
    assert lines.filter(action="wagtail.publish", user=keeper).count() == 2
    assert "已发布" in keeper.client.get(url(Policy, "history", policy.pk)).content.decode()


@pytest.mark.parametrize("view", ["edit", "history", "usage", "delete", "unpublish", "inspect"])
def test_the_desk_of_a_record_speaks_chinese(keeper, policy, view):
    class Words(HTMLParser):
        skipped, said = 0, []

        def handle_starttag(self, tag, attrs):
            self.skipped += tag in {"script", "style", "template"}

        def handle_endtag(self, tag):
            self.skipped -= tag in {"script", "style", "template"}

        def handle_data(self, data):
            if not self.skipped and data.strip():
                self.said.append(" ".join(data.split()))

    words = Words()
    words.said = []
    words.feed(keeper.client.get(url(Policy, view, policy.pk)).content.decode())
    english = [said for said in words.said if said.isascii() and any(letter.isalpha() for letter in said)]
    assert [said for said in english if said != policy.slug] == []
