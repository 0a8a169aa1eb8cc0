import factory
from factory.django import DjangoModelFactory

from programs.companies.models import Company, CompanyAlias, CompanyList, CompanyPerson


class CompanyFactory(DjangoModelFactory):
    """A published company; pass `live=False` for a draft, `visibility="internal"` for one that only staff see."""

    title = factory.Sequence(lambda number: f"温州示例第{number}鞋业（集团）有限公司")
    summary = "示例企业：出口女鞋，产品销往欧洲。"
    main_products = "女鞋、时装鞋"

    class Meta:
        model = Company


class CompanyAliasFactory(DjangoModelFactory):
    company = factory.SubFactory(CompanyFactory)
    name = factory.Sequence(lambda number: f"示例鞋业{number}")

    class Meta:
        model = CompanyAlias


class CompanyPersonFactory(DjangoModelFactory):
    company = factory.SubFactory(CompanyFactory)
    name = "示例人员"
    role = "董事长"
    is_public = True

    class Meta:
        model = CompanyPerson


class CompanyListFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"示例白名单{number}")
    is_public = True

    class Meta:
        model = CompanyList
