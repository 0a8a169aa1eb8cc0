"""The file of a district's words is loaded once and changes nothing that staff made."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from programs.taxonomy.merging import merge_terms
from programs.taxonomy.models import VOCABULARIES, CompanyTag, Sector, Topic, Town
from programs.taxonomy.tests.factories import SectorFactory, TopicFactory
from programs.taxonomy.trees import above
from programs.taxonomy.vocabularies import LUCHENG, load_vocabularies

pytestmark = pytest.mark.django_db


def test_the_file_holds_what_it_should():
    data = json.loads(LUCHENG.read_text())
    assert load_vocabularies() == sum(len(data[model._meta.model_name]) for model in VOCABULARIES)
    assert Town.objects.filter(kind="street").count() == 12
    assert set(Town.objects.filter(kind="town").values_list("name", flat=True)) == {"藤桥镇", "山福镇"}
    assert not Town.objects.exclude(code="").exists()
    assert "".join(Sector.objects.filter(parent=None).values_list("code", flat=True)) == "ABCDEFGHIJKLMNOPQRST"
    assert Sector.objects.named("鞋业").code == "195"
    assert Sector.objects.get(code="195").parent.parent.name == "制造业"
    assert Topic.objects.count() == 21
    for model in VOCABULARIES:
        names = list(model.objects.values_list("name", flat=True))
        assert names, model
        slugs = set(model.objects.values_list("slug", flat=True))
        assert not any(slug[-2:] == "-2" for slug in slugs)


def test_a_second_load_keeps_what_staff_did(staff):
    load_vocabularies()
    Town.objects.filter(name="山福镇").delete()
    tag = CompanyTag.objects.get(name="专精特新")
    tag.name = "专精特新企业"
    tag.save()
    lost, kept = Sector.objects.get(code="51"), Sector.objects.get(code="52")
    merge_terms(lost, kept, staff("keeper"))
    assert load_vocabularies() == 0
    assert not Town.objects.filter(name="山福镇").exists()
    assert load_vocabularies(add=True) == 2
    assert Town.objects.filter(name="山福镇").exists()
    assert Sector.objects.named("批发业") == kept


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("不是 JSON", "读不懂"),
        ('{"town": [{"name": "示例镇", "nonsense": 1}]}', "读不懂"),
        ('{"town": [{"name": "示例镇", "kind": "wrong"}]}', "“示例镇”"),
        ('{"sector": [{"name": "示例业", "parent": "没有的"}]}', "上级“没有的”不在词表里"),
    ],
)
def test_a_wrong_file_loads_nothing(tmp_path, content, message):
    file = tmp_path / "words.json"
    good = '{"need": [{"name": "示例需求"}], ' if content.startswith("{") else ""
    file.write_text(good + content.removeprefix("{") if good else content)
    with pytest.raises(CommandError, match=message):
        call_command("load_vocabulary", str(file))
    assert not any(model.objects.exists() for model in VOCABULARIES)


@pytest.mark.parametrize("factory", [SectorFactory, TopicFactory])
def test_no_term_stands_below_itself(factory):
    top = factory()
    below = factory(parent=factory(parent=top))
    top.parent = below
    with pytest.raises(ValidationError, match="不能是它自己，也不能是它的下级"):
        top.full_clean()
    factory._meta.model.objects.get(pk=below.pk).full_clean()


def test_a_ring_that_two_people_closed_at_once_ends_no_process():
    one = SectorFactory()
    other = SectorFactory(parent=one)
    Sector.objects.filter(pk=one.pk).update(parent=other)
    below = SectorFactory(parent=Sector.objects.get(pk=one.pk))
    assert [term.pk for term in above(below)] == [one.pk, other.pk]
    below.full_clean()
