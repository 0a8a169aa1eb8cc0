"""The demo's stories name its records, and so does the newspaper's feature once all suggestions are accepted."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse

from news.mentions.linking import editable_texts
from news.mentions.suggesting import Spot, link, propose
from news.mentions.texts import paragraphs
from news.models import ArticlePage, ManuscriptImport
from news.models.mention import Mention
from news.tests.conftest import originals  # noqa: F401  (a fixture)
from news.tests.manuscripts import REAL, needs_real
from portal.demo import load
from portal.demo.articles import LIVE
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ACTION = "“迎元旦·庆新春”农村人居环境整治攻坚月行动"  # printed once, and the name of a policy and of an event

ANOMALIES = [  # all that the facts beside the manuscript ask to be flagged
    (20, "“鞋类”连续出现两次"), (46, "语序或标点可能有误"), (84, "“甬”是宁波的简称"), (84, "瓯越"), (24, "隔壁邻舍志愿者协会"),
    (20, "接成一段"), (24, "接成一段"), (26, "接成一段"), (52, "接成一段"), (56, "接成一段"),
    (66, "半角标点"), (70, "半角标点"), (106, "半角标点"), (66, "49.1%"), (72, "侧栏到第 86 行"), (102, "也可能属于侧栏"),
]  # fmt: skip
# Events that the feature tells of without their names: an editor marks the words.
BY_HAND = [
    ("意向订单1亿美元", "巨一集团与德国戴希曼签订意向订单"),
    ("远赴缅甸、孟加拉国等国", "携鞋款样品赴缅甸、孟加拉国等国拓市场"),
    ("线下招聘会7场", "“百日招聘促就业”专项行动一季度招聘会"),
    ("组织企业出海抢订单", "组织企业出海抢订单、组团参展"),
]


def of_the_feature(model):
    return model.objects.exclude(title__startswith="演示")


def mentioned(model, article=None):
    rows = Mention.objects.filter(record_type=ContentType.objects.get_for_model(model))
    return set((rows.filter(article=article) if article else rows).values_list("record_id", flat=True))


def test_the_stories_of_the_demo_name_its_records(demo):
    roles = {mention.words: mention.role for mention in Mention.objects.order_by("role")}
    assert roles["浙江笑果鞋业有限公司"] == "beneficiary"
    assert (roles["巨一集团"], roles["德国戴希曼"]) == ("subject", "participant")
    assert len(mentioned(Company)) >= 6 and len(mentioned(Policy)) >= 10 and mentioned(Event)
    assert Mention.objects.public_now().count() == Mention.objects.count()
    before = list(Mention.objects.values_list("pk", flat=True))
    load.load()  # once more: nothing is linked again
    assert list(Mention.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("model", [Company, Policy, Event])
def test_every_record_of_the_demo_is_named_in_its_stories_and_shows_them(demo, client, model):
    """Rows of the facts that are no records are listed with their reasons in test_demo_registers."""
    absent = model.objects.exclude(pk__in=mentioned(model))
    assert not list(absent.values_list("title", flat=True))
    for record in model.objects.all():
        page = client.get(record.get_absolute_url()).content.decode()
        stories = ArticlePage.objects.filter(pk__in=Mention.objects.of(record).values("article"))
        assert "相关报道" in page and any(story.url in page for story in stories), record


def test_every_word_that_a_story_links_by_hand_stands_in_it(demo):
    for story in LIVE:
        page = ArticlePage.objects.get(slug=story.slug).get_latest_revision_as_object()
        linked = {
            paragraph.text[one.start : one.end]
            for _, html, _ in editable_texts(page)
            for paragraph in paragraphs(html)
            for one in paragraph.links
        }
        assert {words for words, _ in story.links} <= linked, story.slug


def _spot(article, words):
    for number, (_, html, _) in enumerate(editable_texts(article)):
        for place, paragraph in enumerate(paragraphs(html)):
            if (start := paragraph.text.find(words)) >= 0:
                return Spot(number, place, start, start + len(words), paragraph.text)
    raise AssertionError(words)


@needs_real
@pytest.mark.usefixtures("originals")
def test_the_feature_names_every_company_policy_and_event(demo, section, staff, client):
    call_command("import_manuscript", str(REAL), "--section", section.slug, verbosity=0)
    article = ArticlePage.objects.child_of(section).get()
    editor = staff("editor")
    address = reverse("mention_suggestions", args=[article.pk])
    editor.client.post(address, {"revision": article.latest_revision_id, "accept_all": "1"})
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    left = {one.spot.words for one in propose(draft)[0]}
    assert left == {ACTION}
    # One name, two records: the name itself stands for the policy, its last words for the event.
    opening, closing = ACTION[:9], ACTION[9:]
    policy, event = Policy.objects.get(title=ACTION), Event.objects.get(title=ACTION)
    spot = _spot(draft, ACTION)
    first = Spot(spot.text, spot.paragraph, spot.start, spot.start + len(opening), spot.said)
    second = Spot(spot.text, spot.paragraph, first.end, first.end + len(closing), spot.said)
    link(draft, [(first, f"policy-{policy.pk}", ""), (second, f"event-{event.pk}", "")])
    link(draft, [(_spot(draft, words), f"event-{Event.objects.get(title=title).pk}", "") for words, title in BY_HAND])
    draft.save_revision(user=editor).publish()
    for model in (Company, Policy, Event):
        absent = of_the_feature(model).exclude(pk__in=mentioned(model, article))
        assert not list(absent.values_list("title", flat=True)), model
    page = client.get(ArticlePage.objects.get(pk=article.pk).url).content.decode()
    for model in (Company, Policy, Event):
        for record in of_the_feature(model):
            assert f'href="{record.get_absolute_url()}"' in page, record
            assert article.title in client.get(record.get_absolute_url()).content.decode(), record


@needs_real
@pytest.mark.usefixtures("originals")
def test_every_anomaly_of_the_feature_is_flagged_with_the_demos_registers(demo, section):
    call_command("import_manuscript", str(REAL), "--section", section.slug, verbosity=0)
    remarks = ManuscriptImport.objects.get().ledger["remarks"]
    told = [
        (line, words) for line, words in ANOMALIES if any(line == r["line"] and words in r["message"] for r in remarks)
    ]
    assert told == ANOMALIES
