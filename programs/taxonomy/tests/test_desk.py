"""The desk of the vocabularies."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from media.tests.opened import as_opened
from programs.taxonomy.forms import OfferedTerms
from programs.taxonomy.models import VOCABULARIES, Alias, Need, Sector, Town
from programs.taxonomy.trees import with_descendants

from .factories import NeedFactory, SectorFactory, TownFactory

pytestmark = pytest.mark.django_db


def url(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def form_of(term, **changes):
    data = {"name": term.name, "slug": term.slug, "order": term.order, "is_active": "on", "other_names": ""}
    data |= {"description": "", "kind": "", "code": "", "parent": ""} | changes
    return {key: value for key, value in data.items() if value is not None}


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.mark.parametrize("model", VOCABULARIES)
def test_every_vocabulary_has_a_desk(keeper, model):
    for name in ("list", "add"):
        assert keeper.client.get(url(model, name)).status_code == 200
    term = model.objects.create(name="示例词条")
    for name in ("edit", "usage", "history", "merge"):
        assert keeper.client.get(url(model, name, term.pk)).status_code == 200
    found = keeper.client.get(url(model, "list"), {"q": "示例词条"})
    assert "示例词条" in found.content.decode()
    assert "合并到…" in keeper.client.get(url(model, "edit", term.pk)).content.decode()


def test_the_tree_is_shown_as_one(keeper):
    below = SectorFactory(name="制鞋业示例", order=9)
    above = SectorFactory(name="皮革业示例", order=99)
    Sector.objects.filter(pk=below.pk).update(parent=above)
    page = keeper.client.get(url(Sector, "list")).content.decode()
    assert page.index("皮革业示例") < page.index("　　制鞋业示例")
    assert keeper.client.get(url(Sector, "list"), {"ordering": "-name"}).status_code == 200
    assert sorted(with_descendants(above)) == sorted([above.pk, below.pk])


@pytest.mark.parametrize("model", [Sector, Town])
def test_the_list_costs_the_same_with_more_terms(keeper, model):
    make = {Sector: SectorFactory, Town: TownFactory}[model]

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert keeper.client.get(url(model, "list")).status_code == 200
        return len(captured)

    make.create_batch(2)
    queries()
    before = queries()
    make.create_batch(10)
    assert queries() == before


def test_aliases_are_edited_with_the_term(keeper):
    need = NeedFactory(name="融资示例")
    page = url(Need, "edit", need.pk)
    opened = as_opened(keeper.client, page)
    keeper.client.post(page, opened | form_of(need, other_names="资金 需求示例\n\n贷款示例\n贷款示例"))
    assert Need.objects.named("资金需求示例") == need
    assert Alias.objects.count() == 2
    assert "贷款示例" in keeper.client.get(page).content.decode()
    opened = as_opened(keeper.client, page)
    keeper.client.post(page, opened | form_of(need, other_names="贷款示例"))
    assert Need.objects.named("资金需求示例") is None
    assert ModelLogEntry.objects.for_instance(need).first().action == "wagtail.edit"
    assert need.pk in Need.objects.known_as("贷款").values_list("pk", flat=True)


@pytest.mark.parametrize(
    ("other_names", "message"),
    [
        ("订单示例", "已是另一条企业需求的名称"),
        ("要单示例", "已是“订单示例”的别名"),
        ("融资示例", "就是名称"),
        ("长" * 101, "太长"),
    ],
)
def test_wrong_aliases_are_refused(keeper, other_names, message):
    need, other = NeedFactory(name="融资示例"), NeedFactory(name="订单示例")
    Alias.objects.create(term=other, name="要单示例")
    page = url(Need, "edit", need.pk)
    response = keeper.client.post(page, as_opened(keeper.client, page) | form_of(need, other_names=other_names))
    assert message in response.content.decode()
    assert Alias.objects.count() == 1


def test_a_name_that_is_an_alias_is_refused(keeper):
    Alias.objects.create(term=NeedFactory(name="订单示例"), name="要单示例")
    response = keeper.client.post(url(Need, "add"), form_of(Need(name="要单示例")))
    assert "已是“订单示例”的别名" in response.content.decode()


def test_the_chooser_offers_terms_in_use_by_name_and_alias(keeper):
    shown = TownFactory(name="甲示例街道")
    TownFactory(name="乙示例街道", is_active=False)
    Alias.objects.create(term=shown, name="旧示例乡")
    chooser = reverse(Town.snippet_viewset.chooser_viewset.get_url_name("choose"))
    answer = keeper.client.get(chooser).json()["html"]
    assert "甲示例街道" in answer and "乙示例街道" not in answer
    results = reverse(Town.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert "甲示例街道" in keeper.client.get(results, {"q": "旧示例"}).content.decode()
    assert "甲示例街道" not in keeper.client.get(results, {"q": "没有的"}).content.decode()


def test_a_form_keeps_a_term_out_of_use_that_its_record_has():
    from django import forms

    class Form(forms.Form):
        need = forms.ModelChoiceField(Need.objects.all())
        sectors = forms.ModelMultipleChoiceField(Sector.objects.all(), widget=forms.CheckboxSelectMultiple)

    old, other, now = NeedFactory(is_active=False), NeedFactory(is_active=False), NeedFactory()
    above = SectorFactory(name="示例上级")
    below = SectorFactory(name="示例下级", parent=above)
    form = Form(initial={"need": old.pk, "sectors": [below]})
    OfferedTerms().offer(form)
    offered = set(form.fields["need"].queryset.filter(pk__in=[old.pk, other.pk, now.pk]))
    assert offered == {old, now}
    labels = [label for _, label in form.fields["sectors"].choices if label.strip() in {"示例上级", "示例下级"}]
    assert labels == ["示例上级", "　　示例下级"]


def test_merging_at_the_desk(keeper):
    lost, kept = SectorFactory(name="旧行业示例"), SectorFactory(name="新行业示例")
    child = SectorFactory(name="下级示例", parent=lost)
    page = url(Sector, "merge", lost.pk)
    preview = keeper.client.get(page, {"kept": kept.pk}).content.decode()
    assert "下级示例" in preview and "确认合并到“新行业示例”" in preview
    assert Sector.objects.filter(pk=lost.pk).exists()
    response = keeper.client.post(page, {"kept": kept.pk}, follow=True)
    assert "已合并到“新行业示例”，改写了 1 条记录。" in response.content.decode()
    child.refresh_from_db()
    assert child.parent == kept
    again = keeper.client.post(page, {"kept": kept.pk}, follow=True)
    assert "已经合并到“新行业示例”，不必再合并。" in again.content.decode()
    history = keeper.client.get(url(Sector, "history", kept.pk)).content.decode()
    assert "并入了“旧行业示例”" in history


@pytest.mark.parametrize("who", ["self", "child", "gone", "nonsense"])
def test_impossible_merges_are_explained(keeper, who):
    lost = SectorFactory()
    kept = {"self": lost.pk, "child": SectorFactory(parent=lost).pk, "gone": 999_999, "nonsense": "x'"}[who]
    message = {"self": "不能合并到它自己", "child": "自己的下级"}.get(who, "要保留的一条已经不在了")
    page = url(Sector, "merge", lost.pk)
    for response in (keeper.client.get(page, {"kept": kept}), keeper.client.post(page, {"kept": kept})):
        assert response.status_code == 200
        assert message in response.content.decode()
        assert "确认合并" not in response.content.decode()
    assert Sector.objects.filter(pk=lost.pk).exists()


def test_a_used_term_is_not_deleted(keeper):
    used, unused = SectorFactory(), SectorFactory()
    SectorFactory(parent=used)
    response = keeper.client.post(url(Sector, "delete", used.pk), follow=True)
    assert "还在 1 处使用，不能删除" in response.content.decode()
    assert Sector.objects.filter(pk=used.pk).exists()
    keeper.client.post(url(Sector, "delete", unused.pk))
    assert not Sector.objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_only_keepers_merge(staff, role):
    lost, kept = TownFactory(), TownFactory()
    client = staff(role).client
    assert client.get(url(Town, "list")).status_code == 200
    client.post(url(Town, "merge", lost.pk), {"kept": kept.pk})
    assert Town.objects.filter(pk=lost.pk).exists()


def test_there_is_nothing_to_merge_where_there_never_was(keeper):
    assert keeper.client.get(url(Town, "merge", 999_999)).status_code == 404
