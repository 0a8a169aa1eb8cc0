"""A record that published sentences mention stays, whoever asks to delete it, and is told how many; a merge moves them."""

from io import BytesIO

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from openpyxl import Workbook
from wagtail.test.utils.form_data import inline_formset

from news.models import ArticlePage, LostMention, Mention
from news.tests.factories import ArticlePageFactory
from news.tests.mentions import link
from programs.companies.merging import merge_companies
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy, PolicyItem
from programs.policies.resources import PolicyResource
from programs.policies.tests.factories import PolicyFactory
from programs.records.batches import put_all_on_record
from programs.records.protection import StillHeld
from programs.sheets.importing import keep

from .record_forms import ITEM, add, edit, rows, told, url
from .test_record_acts import bulk

FACTORIES = {Company: CompanyFactory, Policy: PolicyFactory, Event: EventFactory}
MODELS = list(FACTORIES)
TWO_OF_ONE = "被 1 篇报道的 2 句话提到"


def tell(section, record, times=2, lead=""):
    said = "".join(f"第{number}句说到{link(record, '它')}。" for number in range(times))
    article = ArticlePageFactory(parent=section, live=False, lead=lead, body=[("paragraph", f"<p>{said}</p>")])
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture(params=MODELS, ids=lambda model: model.__name__)
def mentioned(request, keeper, section):
    record = FACTORIES[request.param](title="被提到的示例记录")
    record.put_on_record(keeper)
    tell(section, record)
    return record


def stays(record):
    return type(record).objects.filter(pk=record.pk).exists() and Mention.objects.of(record).count() == 2


def test_at_the_desk(keeper, mentioned):
    address = url(type(mentioned), "delete", mentioned.pk)
    page = keeper.client.get(address).content.decode()
    assert TWO_OF_ONE in page and f"/cms/mentions/{link(mentioned, '').split(chr(34))[1]}/" in page
    assert "是的，删除" not in page
    response = keeper.client.post(address, follow=True)
    assert response.status_code == 200 and TWO_OF_ONE in told(response) and "逐句查看" in told(response)
    assert stays(mentioned)


def test_many_at_the_desk(keeper, mentioned):
    free = FACTORIES[type(mentioned)](title="没人提到的记录")
    response = bulk(keeper, type(mentioned), "delete", [mentioned, free])
    assert response.status_code == 200 and TWO_OF_ONE in told(response)
    assert stays(mentioned) and type(free).objects.filter(pk=free.pk).exists()


def test_at_the_bulk_desk(staff, mentioned):
    admin, opts = staff("admin"), mentioned._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_delete", args=[mentioned.pk])
    assert TWO_OF_ONE in admin.client.get(address).content.decode()
    response = admin.client.post(address, {"post": "yes"}, follow=True)
    assert response.status_code == 200 and TWO_OF_ONE in response.content.decode() and stays(mentioned)
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    chosen = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [mentioned.pk], "post": "yes"}
    response = admin.client.post(address, chosen, follow=True)
    assert response.status_code == 200 and TWO_OF_ONE in response.content.decode() and stays(mentioned)


def test_by_program(mentioned):
    with pytest.raises(ProtectedError, match="2 句话"), transaction.atomic():
        mentioned.delete()
    with pytest.raises(StillHeld), transaction.atomic():
        type(mentioned).objects.filter(pk=mentioned.pk).delete()
    assert stays(mentioned)


def test_a_desk_that_did_not_ask_answers_in_words(keeper, mentioned, monkeypatch):
    for name in ("programs.desk.views.holds_on", "programs.desk.bulk.holds_on"):
        monkeypatch.setattr(name, lambda rows: [])
    response = keeper.client.post(url(type(mentioned), "delete", mentioned.pk), follow=True)
    assert response.status_code == 200 and TWO_OF_ONE in told(response) and stays(mentioned)
    assert TWO_OF_ONE in told(bulk(keeper, type(mentioned), "delete", [mentioned])) and stays(mentioned)


def test_once_nobody_mentions_it_it_goes_and_what_was_lost_is_forgotten(keeper, mentioned):
    article = Mention.objects.first().article
    article.body = [("paragraph", "<p>改了。</p>")]
    article.save_revision().publish()
    assert LostMention.objects.count() == 2
    keeper.client.post(url(type(mentioned), "delete", mentioned.pk))
    assert not type(mentioned).objects.filter(pk=mentioned.pk).exists() and not LostMention.objects.exists()


def test_staff_see_how_many_and_which(keeper, mentioned, client, staff):
    for view in ("edit", "inspect", "usage"):
        page = keeper.client.get(url(type(mentioned), view, mentioned.pk)).content.decode()
        assert TWO_OF_ONE in page, view
    noun = link(mentioned, "").split('"')[1]
    address = reverse("mentions_of_record", args=[noun, mentioned.pk])
    page = keeper.client.get(address).content.decode()
    assert "第0句说到它。" in page and "第1句说到它。" in page and "共 2 处" in page
    form = reverse("wagtailadmin_pages:edit", args=[Mention.objects.first().article_id])
    assert form not in page and "请编辑在文章里移除" in page  # a keeper may not change articles
    assert form in staff("admin").client.get(address).content.decode()
    assert client.get(address).status_code == 302
    assert keeper.client.get(reverse("mentions_of_record", args=["dragon", 1])).status_code == 404


def test_a_record_taken_down_keeps_its_mentions_and_loses_the_readers_links(keeper, mentioned, client):
    article = Mention.objects.first().article
    assert mentioned.get_absolute_url() in client.get(article.url).content.decode()
    mentioned.unpublish()
    page = client.get(article.url).content.decode()
    assert mentioned.get_absolute_url() not in page and "第0句说到" in page
    assert stays(mentioned) and not Mention.objects.public_now().exists()


# --- Items of a policy --------------------


@pytest.fixture
def policy(keeper):
    item = ITEM | {"title": "被提到的事项"}
    return add(keeper, Policy, "publish", title="示例意见", items=rows([item, ITEM | {"title": "另一项"}]))


@pytest.fixture
def item(policy, section):
    item = policy.items.get(title="被提到的事项")
    tell(section, item)
    return item


def without(policy, item):
    kept = [ITEM | {"id": one.pk, "title": one.title} for one in policy.items.all()]
    for number, row in enumerate(kept):
        row |= {"ORDER": number} | ({"DELETE": "1"} if row["id"] == item.pk else {})
    return inline_formset(kept, initial=len(kept))


@pytest.mark.parametrize("button", [None, "publish"])
def test_an_item_is_not_taken_off_at_the_desk(keeper, policy, item, button):
    response = edit(keeper, policy, button, items=without(policy, item))
    assert response.status_code == 200 and TWO_OF_ONE in response.content.decode()
    assert stays(item)
    other = policy.items.exclude(pk=item.pk).get()
    edit(keeper, policy, "publish", items=without(policy, other))
    assert list(PolicyItem.objects.all()) == [item]


def test_a_draft_without_the_item_waits_until_nobody_mentions_it(keeper, second_keeper, policy, section):
    item = policy.items.get(title="被提到的事项")
    edit(keeper, policy, items=without(policy, item))
    article = tell(section, item)
    response = bulk(keeper, Policy, "publish", [policy])
    assert TWO_OF_ONE in told(response) and stays(item)
    response = edit(keeper, policy, "publish", items=without(policy, item))
    assert response.status_code == 200 and stays(item)
    article.unpublish()
    bulk(keeper, Policy, "publish", [policy])
    assert not PolicyItem.objects.filter(pk=item.pk).exists()


def test_its_policy_stays_too(keeper, policy, item):
    response = keeper.client.post(url(Policy, "delete", policy.pk), follow=True)
    assert TWO_OF_ONE in told(response) and stays(item)
    assert "被提到的事项" in keeper.client.get(url(Policy, "edit", policy.pk)).content.decode()
    with pytest.raises(StillHeld):
        policy.delete()


def test_it_is_not_taken_off_at_the_bulk_desk(staff, policy, item):
    admin = staff("admin")
    address = reverse("admin:policies_policy_change", args=[policy.pk])
    form = admin.client.get(address).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value not in (None, [])}
    for number, one in enumerate(policy.items.all()):
        data |= {f"items-{number}-id": one.pk, f"items-{number}-policy": policy.pk, f"items-{number}-title": one.title}
        data |= {f"items-{number}-DELETE": "on"} if one == item else {}
    data |= {
        "items-TOTAL_FORMS": 2,
        "items-INITIAL_FORMS": 2,
        "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0,
    }
    response = admin.client.post(address, data)
    assert response.status_code == 200 and TWO_OF_ONE in response.content.decode() and stays(item)


def test_it_is_not_taken_off_in_a_batch(keeper, policy, item):
    policy = Policy.objects.get(pk=policy.pk)
    policy.items = [one for one in policy.items.all() if one != item]
    with pytest.raises(StillHeld):
        put_all_on_record([policy], keeper)
    assert stays(item)


# --- Merges --------------------


def test_a_merge_moves_the_sentences(keeper, section, client):
    lost, kept = CompanyFactory(title="示例鞋业老号"), CompanyFactory(title="示例鞋业新号")
    article = tell(section, lost, lead=f"<p>导语说到{link(lost, '老号', 'subject')}。</p>")
    dropped = tell(section, lost)
    dropped.body = [("paragraph", f"<p>第0句说到{link(lost, '它')}。</p>")]
    dropped.save_revision().publish()
    draft = ArticlePage.objects.get(pk=dropped.pk)
    draft.body = [("paragraph", f"<p>草稿说到{link(lost, '它')}。</p>")]
    draft.save_revision()
    page = keeper.client.get(reverse("merge_company", args=[lost.pk]) + f"?kept={kept.pk}").content.decode()
    assert "被 2 篇报道的 4 句话提到" in page
    was = lost.pk
    merge_companies(lost, kept, keeper)
    assert Mention.objects.of(kept).count() == 4 and LostMention.objects.get().record == kept
    article.refresh_from_db()
    for text in (article.lead, str(article.body.raw_data[0]["value"])):
        assert f'id="{kept.pk}"' in text and f'id="{was}"' not in text
    assert 'role="subject"' in article.lead
    for story in ArticlePage.objects.filter(pk__in=[article.pk, dropped.pk]):
        for revision in story.revisions.all():
            assert f'linktype=\\"company\\" id=\\"{was}\\"' not in str(revision.content["body"])
            assert f'id="{was}"' not in revision.content["lead"]
    assert kept.get_absolute_url() in client.get(article.url).content.decode()
    article.save_revision().publish()
    assert LostMention.objects.count() == 1 and Mention.objects.of(kept).count() == 4


def test_items_of_the_sheet(keeper, policy, item):
    """An import that leaves a mentioned item out is refused when it is checked."""
    book = Workbook()
    sheet = book.active
    sheet.title = "政策"
    sheet.append(["标题", "发文字号"])
    sheet.append([policy.title, policy.document_number])
    items = book.create_sheet("惠企事项")
    items.append(["政策", "序号", "事项名称"])
    items.append([policy.title, "9", "全新的一项"])
    file = BytesIO()
    book.save(file)
    _, plan = keep(PolicyResource(), SimpleUploadedFile("表.xlsx", file.getvalue()), "表.xlsx", keeper)
    assert any(TWO_OF_ONE in problem.message for problem in plan.problems)
    assert stays(item) and PolicyItem.objects.count() == 2
