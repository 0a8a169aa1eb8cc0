import factory
from factory.django import DjangoModelFactory

from programs.taxonomy.models import Audience, CompanyTag, Department, Need, Sector, Topic, Town


class TermFactory(DjangoModelFactory):
    class Meta:
        abstract = True


class DepartmentFactory(TermFactory):
    name = factory.Sequence(lambda number: f"鹿城区示例服务中心{number}")

    class Meta:
        model = Department


class TownFactory(TermFactory):
    name = factory.Sequence(lambda number: f"示例{number}街道")

    class Meta:
        model = Town


class SectorFactory(TermFactory):
    name = factory.Sequence(lambda number: f"示例制鞋业{number}")

    class Meta:
        model = Sector


class TopicFactory(TermFactory):
    name = factory.Sequence(lambda number: f"商贸、海关、旅游{number}")

    class Meta:
        model = Topic


class AudienceFactory(TermFactory):
    name = factory.Sequence(lambda number: f"示例对象{number}")

    class Meta:
        model = Audience


class NeedFactory(TermFactory):
    name = factory.Sequence(lambda number: f"示例需求{number}")

    class Meta:
        model = Need


class CompanyTagFactory(TermFactory):
    name = factory.Sequence(lambda number: f"示例龙头{number}")

    class Meta:
        model = CompanyTag
