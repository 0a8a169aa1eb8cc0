"""The made-up corpus: the same for the same seed, sound enough for every page and desk, and marked as what it is."""

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Page

from news.models import ArticlePage
from portal.corpus import names
from portal.corpus.generate import BATCH, generate
from portal.demo.models import DemoItem
from programs.companies.credit_codes import clean_credit_code
from programs.companies.models import Company, CompanyAlias
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem

SMALL = {"articles": 30, "companies": 30, "policies": 20, "events": 20}
NOT_OF_THE_SEED = {"id", "pk", "created_at", "updated_at", "policy", "company", "event"}


def run(seed=7, **counts):
    options = {"verbosity": 0, "seed": seed} | counts
    call_command("generate_corpus", **options)


def told(model, **kwargs):
    """What rows say, without the numbers that a database gives them."""
    texts = []
    for row in model.objects.filter(**kwargs).order_by("pk"):
        values = model_to_dict(row) | {"search_text": getattr(row, "search_text", "")}
        terms = {name: sorted(map(str, value)) for name, value in values.items() if isinstance(value, list)}
        texts.append({k: str(v) for k, v in (values | terms).items() if k not in NOT_OF_THE_SEED})
    return texts


@pytest.fixture
def corpus(db, section):
    run(**SMALL)


def test_the_numbers_asked_for(corpus):
    assert (Company.objects.count(), Policy.objects.count(), Event.objects.count()) == (30, 20, 20)
    assert ArticlePage.objects.count() == 30
    assert 40 <= PolicyItem.objects.count() <= 120
    assert all(2 <= policy.items.count() <= 6 for policy in Policy.objects.all())


def test_the_same_seed_makes_the_same_rows(corpus):
    before = [told(model) for model in (Company, CompanyAlias, Policy, PolicyItem, Event, ArticlePage)]
    Event.objects.all().delete()
    for page in ArticlePage.objects.all():
        page.delete()
    Policy.objects.all().delete()
    Company.objects.all().delete()
    run(**SMALL)
    after = [told(model) for model in (Company, CompanyAlias, Policy, PolicyItem, Event)]
    assert after == before[:5]
    titles = [row["title"] for row in before[5]]
    assert list(ArticlePage.objects.order_by("pk").values_list("title", flat=True)) == titles


def test_more_of_a_noun_begins_with_the_same_rows(db):
    run(companies=5)
    few = told(Company)
    Company.objects.all().delete()
    run(companies=9)
    assert told(Company)[:5] == few


def test_another_seed_makes_other_rows(corpus):
    run(seed=8, companies=30, policies=20)
    assert Company.objects.values("title").distinct().count() == 60
    assert Company.objects.exclude(credit_code=None).count() > 40


def test_a_seed_is_used_once(corpus):
    with pytest.raises(CommandError, match="种子 7 的企业已经生成过"):
        run(companies=40)
    with pytest.raises(CommandError, match="文章已经生成过"):
        run(articles=1)
    assert Company.objects.count() == 30


def test_rows_are_as_saving_would_leave_them(corpus):
    for model in (Company, Policy, Event):
        for row in model.objects.all():
            stored = {name: getattr(row, name) for name in ("slug", "sort_key", "search_text")}
            row.full_clean()
            row.prepare()
            assert {name: getattr(row, name) for name in stored} == stored, row
            assert row.source_note == "生成的测试数据（种子 7），不是真实记录。"
            assert row.live and not row.has_unpublished_changes
    assert Event.objects.filter(begins_at=None).count() == 0
    assert not CompanyAlias.objects.filter(normalised_name="").exists()
    for policy in Policy.objects.all():
        policy.body.stream_block.clean(policy.body)


def test_codes_are_valid_and_nobodys():
    codes = [names.credit_code(seed, number) for seed in (0, 799) for number in range(300)]
    assert len(set(codes)) == 600
    assert [clean_credit_code(code) for code in codes] == codes
    assert {code[2:8] for code in codes} == {"330399"}


def test_names_do_not_repeat():
    made = {names.company_name(3, number)[0] for number in range(20_000)}
    assert len(made) == 20_000


def test_the_tree_is_sound_and_articles_are_read(corpus, client, section):
    assert Page.find_problems() == ([], [], [], [], [])
    section.refresh_from_db()
    assert section.numchild == 30
    assert client.get(section.url).context["articles"].paginator.count == 30
    article = ArticlePage.objects.last()
    assert article.plain_text and article.url.startswith(section.url)
    assert client.get(article.url).status_code == 200
    # The desk can go on where the corpus ended.
    section.add_child(instance=ArticlePage(title="后来的一篇", slug="hou-lai", body=[]))
    assert Page.find_problems() == ([], [], [], [], [])


def test_batches_stand_one_behind_the_other_in_the_tree(db, section):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.corpus.generate.BATCH", 4)
        generate({"articles": 10}, 1)
    section.refresh_from_db()
    assert section.numchild == 10
    assert Page.find_problems() == ([], [], [], [], [])
    assert BATCH > 100


@pytest.mark.parametrize("address", ["/companies/", "/policies/", "/events/"])
def test_public_pages_answer(corpus, client, address):
    assert client.get(address).status_code == 200
    model = {"/companies/": Company, "/policies/": Policy, "/events/": Event}[address]
    for row in model.objects.public_now():
        assert client.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("model", [Company, Policy, Event])
def test_the_desk_edits_a_row_that_has_no_history(corpus, staff, model):
    row = model.objects.first()
    assert row.latest_revision is None
    client = staff("keeper").client
    namespace = row.snippet_viewset.get_url_name("edit")
    assert client.get(reverse(namespace, args=[row.pk])).status_code == 200
    row.summary = "改过的摘要。"
    row.put_on_record(None)
    row.refresh_from_db()
    assert (row.revisions.count(), row.summary) == (1, "改过的摘要。")


def test_says_how_far_it_is(db, capsys):
    run(companies=3, verbosity=1)
    assert "企业 3 / 3（" in capsys.readouterr().out


def test_refused_on_a_production_site_unless_asked_twice(db):
    with override_settings(DEMO=False):
        with pytest.raises(CommandError, match="正式站点"):
            run(companies=1)
        assert not Company.objects.exists()
        run(companies=1, yes=True)
    assert Company.objects.count() == 1


@pytest.mark.parametrize("options", [{}, {"companies": 1, "seed": 800}, {"companies": 1, "seed": -1}])
def test_what_makes_no_sense_is_refused(db, options):
    with pytest.raises(CommandError):
        run(**options)


def test_demo_keys_stay_apart(corpus):
    assert not DemoItem.objects.exists()
