"""The reviewer's page: what readers will see, what changed, and a decision on the very revision that was read."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from media.tests.factories import PictureFactory
from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ContributorFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory

from . import record_forms


@pytest.fixture
def editor(staff):
    return staff("editor", display_name="示例甲编辑")


@pytest.fixture
def reviewer(staff):
    return staff("reviewer", display_name="示例乙审稿")


@pytest.fixture
def submitted(editor, section):
    return desk.create(editor, section, action_submit="1")


def reload(page):
    return type(page).objects.get(pk=page.pk)


def proof(page, name="proof"):
    kind = "page" if isinstance(page, ArticlePage) else page._meta.model_name
    return reverse(name, args=[kind, page.pk])


def decide(user, page, decision, reason="", revision=None):
    asked = revision or reload(page).current_workflow_task_state.revision
    data = {"revision": asked.pk, "decision": decision, "reason": reason}
    return user.client.post(proof(page), data, follow=True)


def body(*blocks):
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in blocks])


@pytest.fixture
def changed(editor, reviewer, section):
    """A published story with a new version handed in."""
    page = desk.create(editor, section, body=body("商务之窗开设窗口。", "旧的一段不留。"), action_submit="1")
    decide(reviewer, page, "approve")
    person = ContributorFactory(name="示例记者丙")
    desk.edit(
        editor,
        page,
        title="商务之窗为外贸企业减负",
        body=body("商务之家开设窗口。", "新的一段写明时限。"),
        search_description="一句摘要。",
        published_at="2026-11-20 09:00",
        cover=PictureFactory(title="示例封面").pk,
        bylines=inline_formset([{"id": "", "contributor": person.pk, "role": "记者"}]),
        corrections=inline_formset(
            [{"id": "", "kind": "修改说明", "corrected_on": "2026-11-30", "text": "补写了时限。"}]
        ),
        action_submit="1",
    )
    return reload(page)


def test_a_first_version_is_read_as_readers_will_see_it(submitted, reviewer):
    html = reviewer.client.get(proof(submitted)).content.decode()
    assert "第一次发布" in html and "示例甲编辑" in html
    assert ">通过并发布</button>" in html and ">退回</button>" in html
    reading = reviewer.client.get(proof(submitted, "proof_reading")).content.decode()
    assert '<main id="main"' in reading and "一站式服务" in reading
    assert "<ins>" not in reading and "<script" not in reading


def test_what_changed_is_marked_in_words_and_told_by_field(changed, reviewer):
    reading = reviewer.client.get(proof(changed, "proof_reading") + "?marks=1").content.decode()
    assert "商务之<del>窗</del><ins>家</ins>开设窗口。" in reading
    assert "<del>旧</del><ins>新</ins>的一段<del>不留</del><ins>写明时限</ins>。" in reading
    assert "portal/css/proof" in reading
    assert "<ins>示例记者丙</ins>" in reading or "示例记者丙" in reading.split("<ins>", 1)[1]
    assert "补写了时限" in reading
    html = reviewer.client.get(proof(changed)).content.decode()
    for label in ("标题", "发布时间", "封面图片", "署名", "更正与修改说明", "正文"):
        assert f"<dt>{label}" in html, label
    plain = reviewer.client.get(proof(changed, "proof_reading")).content.decode()
    assert "<ins>" not in plain and "商务之家" in plain


def test_what_a_browser_numbers_anew_is_no_change(editor, reviewer, section):
    lead = rich_text("<p>示例导语一句。</p>")
    page = desk.create(editor, section, lead=lead, body=body("示例正文一段。"), action_submit="1")
    decide(reviewer, page, "approve")
    shown = timezone.localtime(reload(page).published_at).strftime("%Y-%m-%d %H:%M")
    again = {"lead": rich_text("<p>示例导语一句。</p>"), "body": body("示例正文一段。"), "published_at": shown}
    desk.edit(editor, page, subtitle="新添的副题", action_submit="1", **again)
    html = reviewer.client.get(proof(page)).content.decode()
    assert "改了 1 项" in html and "<ins>新添的副题</ins>" in html


def test_readers_see_what_was_approved_and_the_desk_says_so(submitted, reviewer, client):
    asked = submitted.latest_revision
    response = decide(reviewer, submitted, "approve")
    page = reload(submitted)
    assert page.live and page.live_revision == asked
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    said = desk.told(response)
    assert (
        "已通过，读者现在可以看到" in said
        and f'href="{page.url}"' in said
        and "查看" in said
        and "已被更新" not in said
    )
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("reason", ["", "   ", "\n\t　"])
def test_a_return_without_a_reason_is_refused(submitted, reviewer, reason):
    response = decide(reviewer, submitted, "reject", reason)
    assert "请写明退回的理由" in response.content.decode()
    assert reload(submitted).current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_other_door_returns_without_a_reason(submitted, reviewer, reason):
    state = submitted.current_workflow_task_state
    reviewer.client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "reject", state.pk]), {"comment": reason}
    )
    form = desk.approve_form(submitted) | {
        "workflow-action-name": "reject",
        "workflow-action-extra-data": f'{{"comment": "{reason}"}}',
    }
    response = reviewer.client.post(desk.edit_url(submitted), form, follow=True)
    assert "请写明退回的理由" in desk.told(response)
    assert reload(submitted).workflow_in_progress


def test_the_editor_reads_who_returned_it_and_why(submitted, reviewer, editor):
    response = decide(reviewer, submitted, "reject", "数字没有出处：\n<请核对>第二段。")
    assert "已退回给示例甲编辑" in desk.told(response)
    html = editor.client.get(desk.edit_url(submitted)).content.decode()
    assert "示例乙审稿" in html and "数字没有出处" in html and "&lt;请核对&gt;第二段。" in html
    home = editor.client.get(reverse("wagtailadmin_home")).content.decode()
    assert "已退回，请修改：数字没有出处" in home
    response = desk.edit(editor, submitted, kicker="改好了", action_submit="1")
    assert "已送审，等示例乙审稿处理" in desk.told(response)
    assert "数字没有出处" not in editor.client.get(desk.edit_url(submitted)).content.decode()


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_nothing_is_decided_on_a_version_that_was_not_read(submitted, reviewer, staff, decision):
    read = submitted.latest_revision
    desk.edit(staff("reviewer"), submitted, kicker="后来改的引题")
    response = decide(reviewer, submitted, decision, "理由不丢", revision=read)
    html = response.content.decode()
    assert "不是最新版本" in html and "理由不丢" in html
    page = reload(submitted)
    assert not page.live and page.workflow_in_progress
    assert f'value="{page.latest_revision_id}"' in html
    assert decide(reviewer, submitted, "approve").status_code == 200 and reload(submitted).live


def test_a_decided_story_is_told_to_be_decided(submitted, reviewer, staff):
    asked = submitted.latest_revision
    decide(reviewer, submitted, "approve")
    response = decide(staff("reviewer"), submitted, "reject", "晚了一步", revision=asked)
    assert "已不在审核中" in desk.told(response) and reload(submitted).live


def test_nobody_passes_their_own_last_edit(submitted, reviewer):
    desk.edit(reviewer, submitted, kicker="审稿人改的")
    html = reviewer.client.get(proof(submitted)).content.decode()
    assert "须由其他审稿人通过" in html and "通过并发布" not in html and ">退回</button>" in html
    assert "须由其他审稿人通过" in decide(reviewer, submitted, "approve").content.decode()
    assert not reload(submitted).live


def test_an_unfinished_story_cannot_be_passed(submitted, reviewer, staff):
    empty = {"picture": "", "caption": "", "photographer": "", "provider": "", "alt_text": ""}
    desk.edit(staff("reviewer"), submitted, body=streamfield([("picture", empty)]))
    html = reviewer.client.get(proof(submitted)).content.decode()
    assert "还没有写完" in html and "正文第1块（图片）" in html and "通过并发布" not in html
    response = decide(reviewer, submitted, "approve")
    assert "没有通过" in response.content.decode()
    assert not reload(submitted).live and reload(submitted).workflow_in_progress


def test_a_time_to_publish_is_told(submitted, reviewer, staff, editor, section):
    later = timezone.localtime() + datetime.timedelta(days=2)
    page = desk.create(
        editor, section, title="定时的一篇", go_live_at=later.strftime("%Y-%m-%d %H:%M"), action_submit="1"
    )
    assert "通过，到时发布" in reviewer.client.get(proof(page)).content.decode()
    said = desk.told(decide(reviewer, page, "approve"))
    assert "已排定" in said and later.strftime("%H:%M") in said and not reload(page).live


def test_an_editor_reads_the_proof_and_decides_nothing(submitted, editor, staff):
    other = staff("editor")
    html = other.client.get(proof(submitted)).content.decode()
    assert "通过并发布" not in html and ">退回</button>" not in html
    for decision in ("approve", "reject"):
        decide(other, submitted, decision, "理由")
    page = reload(submitted)
    assert not page.live and page.workflow_in_progress
    assert staff("keeper").client.get(proof(submitted)).status_code in {302, 403}


def test_the_desk_leads_to_the_proof(submitted, reviewer, editor):
    home = reviewer.client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{proof(submitted)}"' in home and "等您审核" in home
    edit = reviewer.client.get(desk.edit_url(submitted)).content.decode()
    assert f'href="{proof(submitted)}"' in edit and "去审阅" in edit
    assert "就要由别的审稿人来通过" in edit and "data-workflow-action-name" not in edit


def test_only_what_makes_sense_stands_under_the_form(editor, reviewer, section):
    new = editor.client.get(
        reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])
    ).content.decode()
    page = desk.create(editor, section)
    draft = editor.client.get(desk.edit_url(page)).content.decode()
    for html in (new, draft):
        beside = html.split('class="desk-beside"')[1].split("</div>")[0]
        assert "保存草稿" in beside and 'name="action-submit"' in beside and "送审" in beside
        assert "撤回" not in html and "重新开始审核" not in html
    desk.edit(editor, page, action_submit="1")
    waiting = editor.client.get(desk.edit_url(page)).content.decode()
    assert f'href="{proof(page, "proof_withdraw")}"' in waiting and 'name="action-submit"' not in waiting
    assert 'name="action-cancel-workflow"' not in waiting and "重新开始审核" not in waiting
    decide(reviewer, page, "reject", "请补来源")
    returned = editor.client.get(desk.edit_url(page)).content.decode()
    beside = returned.split('class="desk-beside"')[1].split("</div>")[0]
    assert "保存草稿" in beside and "重新送审" in beside
    assert "撤回送审" not in returned and "重新开始审核" not in returned


def test_taking_back_asks_first(submitted, editor, staff):
    address = proof(submitted, "proof_withdraw")
    assert "确定撤回" in editor.client.get(address).content.decode()
    assert reload(submitted).workflow_in_progress
    staff("editor").client.post(address)
    assert reload(submitted).workflow_in_progress, "only who handed it in takes it back"
    response = editor.client.post(address, follow=True)
    assert "已撤回送审" in desk.told(response) and not reload(submitted).workflow_in_progress
    assert "已不在审核中" in desk.told(editor.client.post(address, follow=True))


def test_saving_says_that_readers_do_not_see_it(editor, section):
    page = desk.create(editor, section)
    assert "草稿已保存，读者看不到这次修改" in desk.told(desk.edit(editor, page, kicker="改"))


def test_a_record_is_read_and_decided_in_the_same_way(staff, keeper):
    reader = staff("keeper")
    policy = PolicyFactory(title="《示例若干意见》", contact="0577-00000000")
    response = record_forms.edit(keeper, policy, "submit", title="《示例若干措施》")
    assert "已送审" in record_forms.told(response)
    html = reader.client.get(proof(policy)).content.decode()
    assert "<del>意见</del><ins>措施</ins>" in html and "通过并发布" in html
    reading = reader.client.get(proof(policy, "proof_reading") + "?marks=1").content.decode()
    assert "<del>" in reading and "措施" in reading
    assert "请写明退回的理由" in decide(reader, policy, "reject").content.decode()
    assert "已退回给" in desk.told(decide(reader, policy, "reject", "请核对文号"))
    edit = keeper.client.get(record_forms.url(Policy, "edit", policy.pk)).content.decode()
    assert "请核对文号" in edit and "重新送审" in edit
    record_forms.edit(keeper, Policy.objects.get(pk=policy.pk), "submit", title="《示例若干措施》")
    assert "已通过，读者现在可以看到" in desk.told(decide(reader, policy, "approve"))
    assert Policy.objects.get(pk=policy.pk).title == "《示例若干措施》"


def test_a_record_says_what_readers_see(keeper):
    policy = PolicyFactory()
    assert "草稿已保存，读者看不到这次修改" in record_forms.told(
        record_forms.edit(keeper, policy, title="《改过的示例意见》")
    )
    policy = Policy.objects.get(pk=policy.pk)
    said = record_forms.told(record_forms.edit(keeper, policy, "publish", title="《改过的示例意见》"))
    assert "已发布，读者现在可以看到" in said and policy.get_absolute_url() in said
    policy = Policy.objects.get(pk=policy.pk)
    said = record_forms.told(
        record_forms.edit(keeper, policy, "publish", title="《改过的示例意见》", visibility="internal")
    )
    assert "只有有权限的人能看到" in said
