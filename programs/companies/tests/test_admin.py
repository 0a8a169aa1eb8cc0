"""Companies at the bulk desk: one history with the Wagtail desk, nobody's draft buried, nobody's change lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from programs.companies.models import Company, CompanyAlias, CompanyPerson
from programs.companies.tests.factories import CompanyFactory
from programs.taxonomy.tests.factories import CompanyTagFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
INLINES = ("aliases", "people", "memberships")


def on_record(user, **fields):
    company = CompanyFactory.build(**fields)
    company.put_on_record(user)
    return Company.objects.get(pk=company.pk)


def form_of(company=None, rows=None, **fields):
    """What the browser sends: the fields as they stand, the revision that was seen, and the children."""
    data = {
        "title": company.title if company else "温州示例鞋业有限公司",
        "kind": "company",
        "visibility": "public",
        "slug": company.slug if company else "",
        "summary": company.summary if company else "",
        "main_products": company.main_products if company else "",
        "loaded_revision": company.latest_revision_id if company else "",
    }
    for name in INLINES:
        children = list(getattr(company, name).all()) if company else []
        more = (rows or {}).get(name, [])
        data |= {f"{name}-TOTAL_FORMS": len(children) + len(more), f"{name}-INITIAL_FORMS": len(children)}
        for index, child in enumerate(children):
            data |= {
                f"{name}-{index}-id": child.pk,
                f"{name}-{index}-company": company.pk,
                f"{name}-{index}-name": child.name,
            }
            data |= {f"{name}-{index}-kind": "other"} if name == "aliases" else {f"{name}-{index}-role": child.role}
        for index, row in enumerate(more, len(children)):
            data |= {f"{name}-{index}-{key}": value for key, value in row.items()}
    return data | fields


def change_url(company):
    return reverse("admin:companies_company_change", args=[company.pk])


def newest(company):
    return Revision.objects.for_instance(company).order_by("pk").last()


def test_a_new_company_is_published_with_its_children_in_the_revision(staff):
    keeper = staff("keeper")
    tag = CompanyTagFactory()
    rows = {"aliases": [{"name": "示例鞋厂", "kind": "former"}], "people": [{"name": "示例人员", "role": "董事长"}]}
    response = keeper.client.post(reverse("admin:companies_company_add"), form_of(rows=rows, tags=[tag.pk]))
    assert response.status_code == 302, response.context["errors"]
    company = Company.objects.get()
    assert company.live and not company.has_unpublished_changes and company.latest_revision == company.live_revision
    content = newest(company).content
    assert [alias["name"] for alias in content["aliases"]] == ["示例鞋厂"]
    assert content["tags"] == [tag.pk] and content["people"][0]["role"] == "董事长"
    assert newest(company).user == keeper and Revision.objects.for_instance(company).count() == 1
    actions = ModelLogEntry.objects.for_instance(company).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["wagtail.create", "wagtail.publish"]
    assert "示例鞋厂" in company.search_text and list(company.tags.all()) == [tag]
    assert LogEntry.objects.filter(object_id=company.pk).exists()


def test_a_change_keeps_what_the_form_does_not_show_and_adds_a_revision(staff):
    keeper = staff("keeper")
    company = on_record(keeper, sources=[("source", {"title": "示例来源"})])
    CompanyAlias.objects.create(company=company, name="示例老名", sort_order=0)
    rows = {"aliases": [{"name": "示例新名", "kind": "brand"}]}
    keeper.client.post(change_url(company), form_of(company, rows, summary="改过的摘要"))
    company.refresh_from_db()
    assert company.summary == "改过的摘要" and company.sources[0].value["title"] == "示例来源"
    assert [alias["name"] for alias in newest(company).content["aliases"]] == ["示例老名", "示例新名"]
    assert Revision.objects.for_instance(company).count() == 2
    assert newest(company).content["summary"] == "改过的摘要"


def test_both_desks_show_one_history(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    keeper.client.post(change_url(company), form_of(company, summary="在批量维护里改的"))
    history = keeper.client.get(reverse("admin:companies_company_history", args=[company.pk]), follow=True)
    assert history.redirect_chain[-1][0] == reverse(Company.snippet_viewset.get_url_name("history"), args=[company.pk])
    assert len(history.context["object_list"]) == 4  # created, published, changed, published


def test_saving_nothing_writes_no_revision(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    assert keeper.client.post(change_url(company), form_of(company)).status_code == 302
    assert Revision.objects.for_instance(company).count() == 1


def refused(response, *said):
    page = response.content.decode()
    assert response.status_code == 200
    for text in said:
        assert text in page
    return True


def test_a_record_with_a_draft_is_refused_and_what_was_typed_stays(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    company.summary = "草稿里的摘要"
    company.save_revision(user=keeper)
    company.refresh_from_db()
    response = keeper.client.post(change_url(company), form_of(company, summary="在批量维护里写的摘要"))
    assert refused(response, "有尚未发布的草稿", "在批量维护里写的摘要")
    assert newest(company).content["summary"] == "草稿里的摘要"


def test_a_record_with_a_draft_opens_to_be_read_with_the_way_to_the_draft(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    assert 'name="_save"' in keeper.client.get(change_url(company)).content.decode()
    company.summary = "草稿里的摘要"
    company.save_revision(user=keeper)
    page = keeper.client.get(change_url(company)).content.decode()
    assert 'name="_save"' not in page and 'name="summary"' not in page and 'name="aliases-0' not in page
    assert "有尚未发布的草稿" in page and f'/cms/snippets/companies/company/edit/{company.pk}/">打开台账工作台' in page


def test_what_was_taken_off_the_site_is_not_published_by_a_change(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    company.unpublish()
    company.refresh_from_db()
    keeper.client.post(change_url(company), form_of(company, summary="改"))
    company.refresh_from_db()
    assert not company.live and company.summary != "改"


def test_the_second_of_two_people_is_told(staff):
    first, second = staff("keeper", display_name="张三台账管理员"), staff("keeper")
    company = on_record(first)
    seen_by_both = form_of(company)
    first.client.post(change_url(company), seen_by_both | {"summary": "第一个人的摘要"})
    response = second.client.post(change_url(company), seen_by_both | {"main_products": "第二个人的产品"})
    assert refused(response, "张三台账管理员", "改过这条记录", "第二个人的产品")
    company.refresh_from_db()
    assert company.summary == "第一个人的摘要" and company.main_products != "第二个人的产品"


def test_a_record_that_somebody_locked_is_refused(staff):
    keeper = staff("keeper")
    company = on_record(keeper)
    company.locked, company.locked_by = True, staff("admin")
    company.save()
    assert refused(keeper.client.post(change_url(company), form_of(company, summary="改")), "已被锁定")


def test_a_wrong_credit_code_is_told_in_the_form(staff):
    keeper = staff("keeper")
    response = keeper.client.post(reverse("admin:companies_company_add"), form_of(credit_code="91330302MA2AAAAA1X"))
    assert refused(response, "校验码不符") and not Company.objects.exists()


def list_form(companies, **fields):
    data = {"form-TOTAL_FORMS": len(companies), "form-INITIAL_FORMS": len(companies), "_save": "保存"}
    for index, company in enumerate(companies):
        data |= {
            f"form-{index}-id": company.pk,
            f"form-{index}-loaded_revision": company.latest_revision_id or "",
            f"form-{index}-size_band": company.size_band,
        }
    return data | fields


def test_list_editing_writes_a_revision_of_what_changed_alone(staff):
    keeper = staff("keeper")
    companies = [on_record(keeper, title=f"示例{number}公司") for number in range(3)]
    companies[2].save_revision(user=keeper)  # somebody's draft elsewhere on the page hinders nobody
    url = reverse("admin:companies_company_changelist")
    shown = keeper.client.get(url).content.decode()
    assert f'value="{companies[0].latest_revision_id}"' in shown and "form-0-loaded_revision" in shown
    response = keeper.client.post(url, list_form(companies, **{"form-0-size_band": "small"}))
    assert response.status_code == 302, response.context["cl"].formset.errors
    assert [Company.objects.get(pk=company.pk).size_band for company in companies] == ["small", "", ""]
    assert [Revision.objects.for_instance(company).count() for company in companies] == [2, 1, 2]
    stale = keeper.client.post(url, list_form(companies, **{"form-0-size_band": "large"}))
    assert refused(stale, "改过这条记录")
    draft = list_form([Company.objects.get(pk=company.pk) for company in companies], **{"form-2-size_band": "large"})
    assert refused(keeper.client.post(url, draft), "有尚未发布的草稿")


def act(keeper, action, companies, **fields):
    url = reverse("admin:companies_company_changelist")
    return keeper.client.post(
        url, {"action": action, "_selected_action": [c.pk for c in companies]} | fields, follow=True
    )


def test_actions_write_a_revision_each_and_name_what_they_left(staff):
    keeper = staff("keeper")
    one, two = on_record(keeper, title="示例甲公司"), on_record(keeper, title="示例乙公司")
    two.save_revision(user=keeper)
    page = act(keeper, "make_internal", [one, two]).content.decode()
    assert "已修改1条" in page and "“示例乙公司”有尚未发布的草稿" in page
    assert [Company.objects.get(pk=c.pk).visibility for c in (one, two)] == ["internal", "public"]
    assert newest(one).content["visibility"] == "internal"


def test_a_department_is_asked_for_and_then_set(staff):
    keeper, department = staff("keeper"), DepartmentFactory()
    company = on_record(keeper)
    asked = act(keeper, "set_department", [company])
    assert "将修改1条" in asked.content.decode() and Revision.objects.for_instance(company).count() == 1
    act(keeper, "set_department", [company], apply="1", responsible_department=department.pk)
    assert Company.objects.get().responsible_department == department
    act(keeper, "set_review_by", [company], apply="1", review_by_on="2027-01-02")
    assert (
        str(Company.objects.get().review_by_on) == "2027-01-02" and Revision.objects.for_instance(company).count() == 3
    )
    assert "errorlist" in act(keeper, "set_review_by", [company], apply="1", review_by_on="明年").content.decode()


def test_deleting_leaves_a_log_entry_and_spares_drafts(staff):
    keeper = staff("keeper")
    gone, kept = on_record(keeper, title="示例甲公司"), on_record(keeper, title="示例乙公司")
    kept.save_revision(user=keeper)
    keeper.client.post(reverse("admin:companies_company_delete", args=[gone.pk]), {"post": "yes"})
    answer = keeper.client.post(reverse("admin:companies_company_delete", args=[kept.pk]), {"post": "yes"})
    assert "有尚未发布的草稿" in answer.content.decode()
    assert list(Company.objects.all()) == [kept]
    entry = ModelLogEntry.objects.get(action="wagtail.delete")
    assert entry.label == "示例甲公司" and entry.deleted and entry.user == keeper


def test_queries_of_the_list_do_not_grow(staff, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    keeper = staff("keeper")
    url = reverse("admin:companies_company_changelist")
    counts = []
    for more in (2, 10):
        for _ in range(more):
            company = on_record(keeper)
            CompanyPerson.objects.create(company=company, name="示例人员")
        keeper.client.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = keeper.client.get(url)
        counts.append(len(queries))
    assert len(response.context["cl"].result_list) == 12 and counts[0] == counts[1]
