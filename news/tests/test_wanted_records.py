"""What the registers do not know goes from the editor, who may not add it, to the keepers, and their answer back."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import ArticlePage, WantedRecord
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyFactory

from . import desk
from .factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
TITLE = "《关于招工的示例办法》"
LEAD = f"<p>示例镇发布{TITLE}。招聘会提供岗位1万余个。<b>示例康</b>鞋业也来了。</p>"


@pytest.fixture
def article(section):
    page = ArticlePageFactory(parent=section, live=False, title="示例草稿标题", lead=LEAD, body=[])
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def keeper(staff):
    return staff("keeper")


def press(user, article, **fields):
    return user.client.post(reverse("mention_suggestions", args=[article.pk]), fields, follow=True)


def shown(user, article):
    return user.client.get(reverse("mention_suggestions", args=[article.pk])).content.decode()


def answer(user, wanted, outcome, reason=""):
    data = {"wanted": getattr(wanted, "pk", wanted), "outcome": outcome, "reason": reason}
    return user.client.post(reverse("wanted_records"), data, follow=True)


def test_an_editor_sees_who_may_do_it_and_asks(article, editor, keeper):
    page = shown(editor, article)
    assert str(keeper) in page and "在台账中新建" not in page
    assert f'name="want" value="{TITLE}"' in page
    assert f"已请台账管理员登记“{TITLE}”" in desk.told(press(editor, article, want=TITLE))
    wanted = WantedRecord.objects.get()
    assert (wanted.words, wanted.sentence, wanted.is_figure) == (TITLE, f"示例镇发布{TITLE}。", False)
    page = shown(editor, article)
    assert f"已请台账管理员登记（{editor}，" in page and f'name="want" value="{TITLE}"' not in page
    assert f'name="unwant" value="{TITLE}"' in page


def test_a_keeper_begins_the_record_with_the_words_carried_over(article, editor, keeper):
    press(editor, article, want=TITLE)
    press(editor, article, want="1万余个")
    page = unescape(keeper.client.get(reverse("wanted_records")).content.decode())
    assert f"示例镇发布<mark>{TITLE}</mark>。" in page and "示例草稿标题（未公开）" in page and str(editor) in page
    [address] = re.findall(r'href="([^"]*policies[^"]*\?title=[^"]+)"', page)
    assert keeper.client.get(address).context["form"].instance.title == TITLE
    [address] = re.findall(r'href="([^"]*\?figure=[^"]+)"', page)
    [figure] = keeper.client.get(address).context["form"].instance.figures.all()
    assert (figure.name, figure.printed) == ("招聘会提供岗位", "招聘会提供岗位1万余个")


def test_words_that_nothing_proposes_can_be_asked_for(article, editor):
    press(editor, article, want=" 示例康鞋业 ")
    assert WantedRecord.objects.get().sentence == "示例康鞋业也来了。"


@pytest.mark.parametrize("words", ["", "示", "文中没有的话", "\0", "示" * 300])
def test_words_that_do_not_stand_in_the_article_are_refused(article, editor, words):
    assert "文中没有的字样不能请求登记" in desk.told(press(editor, article, want=words))
    assert not WantedRecord.objects.exists()


def test_the_answer_reaches_the_editor(article, editor, keeper):
    press(editor, article, want=TITLE)
    press(editor, article, want="示例康鞋业")
    title, company = WantedRecord.objects.order_by("pk")
    assert "请写明理由" in desk.told(answer(keeper, title, "refused"))
    assert "已答复：不登记" in desk.told(answer(keeper, title, "refused", "征求意见稿，没有发布。"))
    answer(keeper, company, "made")
    page = shown(editor, article)
    assert "台账管理员：不登记。征求意见稿，没有发布。" in page and "台账管理员：已登记" in page
    assert "没有待建的台账" in keeper.client.get(reverse("wanted_records")).content.decode()
    press(editor, article, want=TITLE)
    title.refresh_from_db()
    assert (title.outcome, title.answer, title.answered_by) == ("", "", None)


def test_what_has_been_answered_or_withdrawn_stays_so(article, editor, keeper, staff):
    press(editor, article, want=TITLE)
    wanted = WantedRecord.objects.get()
    answer(keeper, wanted, "made")
    assert "已有答复" in desk.told(answer(staff("keeper"), wanted, "refused", "晚了"))
    assert "已有答复" in desk.told(press(editor, article, unwant=TITLE))
    wanted.refresh_from_db()
    assert (wanted.outcome, wanted.answered_by) == ("made", keeper)
    press(editor, article, want="示例康鞋业")
    press(editor, article, unwant="示例康鞋业")
    assert WantedRecord.objects.get() == wanted
    for number in (0, "x", "9" * 30, ""):
        assert "已有答复" in desk.told(answer(keeper, number, "made"))
    assert "没有认出" in desk.told(answer(keeper, wanted, "x"))


def test_a_keeper_is_told_what_is_on_record_by_now(article, editor, keeper):
    press(editor, article, want=TITLE)
    press(editor, article, want="示例康鞋业")
    CompanyFactory(title="浙江示例康鞋业有限公司", short_name="示例康鞋业")
    CompanyFactory(title="示例康")  # only a part of the words
    PolicyFactory(title=TITLE)
    page = keeper.client.get(reverse("wanted_records"))
    known = [[found.title for found, _ in row["known"]] for row in page.context["rows"]]
    assert known == [[TITLE], ["浙江示例康鞋业有限公司"]]
    assert "台账里现在有" in page.content.decode()


def test_only_keepers_see_the_list(article, editor, keeper, staff):
    press(editor, article, want=TITLE)
    assert "待建台账" in keeper.client.get("/cms/").content.decode()
    for other in (editor, staff("reviewer")):
        assert "待建台账" not in other.client.get("/cms/").content.decode()
        assert other.client.get(reverse("wanted_records")).status_code == 302
        answer(other, WantedRecord.objects.get(), "made")
    assert not WantedRecord.objects.get().outcome


def test_who_may_add_records_needs_not_ask(article, staff):
    page = shown(staff("admin"), article)
    assert "在台账中新建" in page and "请台账管理员登记" not in page


def test_queries_do_not_grow(section, editor, keeper):
    counts = []
    for number in (2, 12):
        words = [f"《示例办法{number}-{one}》" for one in range(number)]
        page = ArticlePageFactory(parent=section, live=True, lead=f"<p>{'，'.join(words)}。</p>", body=[])
        page.save_revision()
        for one in words:
            press(editor, page, want=one)
        PolicyFactory(title=words[0])
        for user, address in (
            (keeper, reverse("wanted_records")), (editor, reverse("mention_suggestions", args=[page.pk])),
        ):  # fmt: skip
            user.client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert user.client.get(address).status_code == 200
            counts.append(len(queries))
            assert not [
                one for one in queries.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
            ]
    assert counts[:2] == counts[2:]
