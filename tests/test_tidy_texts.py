"""What the migrations make of rows that were written before texts were cleaned and folded."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from media.models import Attachment, Picture
from media.tests.factories import AttachmentFactory, PictureFactory
from news.models import ArticlePage, Byline, Contributor
from news.tests.factories import ArticlePageFactory, BylineFactory
from portal.accounts.models import User
from portal.home.models import SiteSettings
from programs.companies.models import Company, CompanyAlias
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.models import Alias, Town
from programs.taxonomy.tests.factories import TownFactory
from programs.texts import stored

pytestmark = pytest.mark.django_db
MIGRATIONS = {"companies": "0006", "policies": "0005", "events": "0006", "taxonomy": "0003"}


def migrate(*labels):
    for label in labels or MIGRATIONS:
        module = import_module(f"programs.{label}.migrations.{MIGRATIONS[label]}_tidy_texts")
        module.tidy(apps, type("Editor", (), {"connection": connection}))


def test_names_become_one_line_and_get_their_folded_forms():
    PolicyFactory(), EventFactory(), CompanyAliasFactory(), TownFactory()
    Policy.objects.update(
        title="鹿城区\n示例办法\u200b（试行）",
        document_number="鹿示发〔2023〕\t15号",
        normalised_name="",
        normalised_number="",
    )
    Event.objects.update(title="示例\u00ad订货会", venue="示例\r\n展馆", summary="一\x08\r\n二", normalised_name="旧")
    Company.objects.update(
        title="温州示例\ufeff鞋业\n有限公司", short_name="示例（鞋业）", credit_code=None, normalised_name=""
    )
    CompanyAlias.objects.update(name="示例\u202e鞋厂\u202c", normalised_name="")
    Town.objects.update(name="五马\n街道", normalised_name="")
    migrate()
    policy, event, company = Policy.objects.get(), Event.objects.get(), Company.objects.get()
    assert (policy.title, policy.document_number) == ("鹿城区示例办法（试行）", "鹿示发〔2023〕15号")
    assert (policy.normalised_name, policy.normalised_number) == ("鹿城区示例办法试行", "鹿示发2023-15号")
    assert (event.title, event.venue, event.summary) == ("示例订货会", "示例展馆", "一\r\n二")
    assert event.normalised_name == "示例订货会"
    assert (company.title, company.normalised_name) == ("温州示例鞋业有限公司", "温州示例鞋业")
    assert company.normalised_short_name == "示例鞋业" and company.credit_code is None
    assert [(alias.name, alias.normalised_name) for alias in CompanyAlias.objects.all()] == [("示例鞋厂", "示例鞋厂")]
    assert (Town.objects.get().name, Town.objects.get().normalised_name) == ("五马街道", "五马街道")


def test_it_is_what_saving_gives():
    CompanyFactory(title="浙江（温州）示例鞋业有限公司", short_name="示例"), PolicyFactory(), EventFactory()
    names = ("normalised_name", "normalised_short_name")
    before = (
        list(Company.objects.values_list(*names)),
        list(Policy.objects.values_list("normalised_name", "normalised_number")),
    )
    Company.objects.update(normalised_name="", normalised_short_name="")
    Policy.objects.update(normalised_name="", normalised_number="")
    migrate()
    assert before == (
        list(Company.objects.values_list(*names)),
        list(Policy.objects.values_list("normalised_name", "normalised_number")),
    )


def test_two_that_would_become_one_word_stay_two_and_look_alike():
    TownFactory(name="五马街道")
    twin = TownFactory(name="丙")
    Town.objects.filter(pk=twin.pk).update(name="五马\u200b街道", description="一\x08二", normalised_name="")
    one, other = (Alias.objects.create(term=twin, name=name) for name in ("甲", "乙"))
    Alias.objects.filter(pk=other.pk).update(name="甲\u200b", normalised_name="")
    migrate("taxonomy")
    twin.refresh_from_db(), other.refresh_from_db()
    assert (twin.name, twin.normalised_name) == ("五马\u200b街道", "五马街道")
    assert (other.name, other.normalised_name, one.normalised_name) == ("甲\u200b", "甲", "甲")


def test_what_stands_outside_the_registers_is_cleaned_too(section, site, staff):
    article = ArticlePageFactory(parent=section, title="甲")
    BylineFactory(page=article), PictureFactory(), AttachmentFactory(), staff("editor", username="wangwu")
    settings = SiteSettings.for_site(site)
    dirty, clean = "滨江\u200b新貌\n（一）", "滨江新貌（一）"
    Page.objects.filter(pk=article.pk).update(
        title=dirty, draft_title=dirty, seo_title=dirty, search_description="一\x08\r\n二"
    )
    Page.objects.filter(pk=section.pk).update(title=dirty, draft_title=dirty)
    ArticlePage.objects.update(kicker=dirty)
    Contributor.objects.update(name=dirty, organisation=dirty)
    Byline.objects.update(role="记\u00ad者")
    Picture.objects.update(title=dirty, description=dirty, photographer=dirty)
    Attachment.objects.update(title=dirty)
    User.objects.filter(username="wangwu").update(display_name=dirty)
    SiteSettings.objects.filter(pk=settings.pk).update(name=dirty, tagline=dirty)
    module = import_module("portal.home.migrations.0006_tidy_texts")
    module.tidy(apps, type("Editor", (), {"connection": connection}))
    article = ArticlePage.objects.get(pk=article.pk)
    assert {article.title, article.draft_title, article.seo_title, article.kicker} == {clean}
    assert article.search_description == "一\r\n二" and article.get_parent().title == clean
    assert (Contributor.objects.get().name, Byline.objects.get().role) == (clean, "记者")
    picture = Picture.objects.get()
    assert {picture.title, picture.description, picture.photographer, Attachment.objects.get().title} == {clean}
    assert User.objects.get(username="wangwu").display_name == clean
    assert SiteSettings.objects.get(pk=settings.pk).name == clean
    with CaptureQueriesContext(connection) as queries:
        module.tidy(apps, type("Editor", (), {"connection": connection}))
    assert not any("UPDATE" in query["sql"] for query in queries), "what is clean is not written"


def test_a_large_table_is_gone_through_in_batches(monkeypatch):
    monkeypatch.setattr(stored, "BATCH", 4)
    CompanyFactory.create_batch(10, short_name="")
    Company.objects.update(normalised_name="")
    model = apps.get_model("companies", "Company")
    folds = import_module("programs.companies.migrations.0006_tidy_texts").FOLDS["company"]
    stored.tidy_rows(model, folds, "default")
    assert not Company.objects.filter(normalised_name="").exists()
    with CaptureQueriesContext(connection) as queries:
        stored.tidy_rows(model, folds, "default")
    assert len(queries) == 4 and not any("UPDATE" in query["sql"] for query in queries), "what is right is not written"
