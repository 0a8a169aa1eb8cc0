"""One record, changed at the Wagtail desk, at the bulk desk and by a sheet: one history, which names all who did it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.policies.models import Policy
from programs.records.batches import put_all_on_record
from programs.sheets.tests.desk import Desk, counts, form_data

from .record_forms import ITEM, add, edit, rows, url

pytestmark = pytest.mark.django_db


def test_two_desks_and_a_sheet_write_one_history(staff):
    first, second, third = (staff("keeper", display_name=f"{name}台账管理员") for name in "甲乙丙")
    policy = add(first, Policy, "publish", items=rows([ITEM]))
    item = ITEM | {"id": policy.items.get().pk}
    response = edit(first, policy, "publish", summary="工作台里改的", items=rows([item], existing=1))
    assert response.redirect_chain, response.context["form"].errors

    address = reverse("admin:policies_policy_change", args=[policy.pk])
    sent = form_data(second.client.get(address)) | {"short_title": "批量维护里改的"}
    assert second.client.post(address, sent).status_code == 302

    desk = Desk(third, Policy)
    workbook = desk.workbook("export", "xlsx")
    sheet = workbook["政策"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("主题词") + 1).value = "表格里改的"
    checked = desk.check(workbook)
    assert counts(checked) == (0, 1, 0, 0) and desk.confirm(checked).state == "imported"

    policy = Policy.objects.get()
    assert (policy.summary, policy.short_title, policy.keywords) == ("工作台里改的", "批量维护里改的", "表格里改的")
    assert policy.items.get().title == ITEM["title"]
    assert [str(revision.user) for revision in Revision.objects.for_instance(policy).order_by("pk")] == [
        str(user) for user in (first, first, second, third)
    ]
    for address in (url(Policy, "history", policy.pk), reverse("admin:policies_policy_history", args=[policy.pk])):
        page = third.client.get(address, follow=True).content.decode()
        for text in (first.display_name, second.display_name, third.display_name, "由表格导入：表.xlsx"):
            assert text in page, text
    published = ModelLogEntry.objects.for_instance(policy).filter(action="wagtail.publish").order_by("pk")
    assert [entry.user for entry in published] == [first, first, second, third]
    compared = url(Policy, "revisions_compare", policy.pk, "earliest", "latest")
    page = first.client.get(compared).content.decode()
    assert all(text in page for text in ("工作台里改的", "批量维护里改的", "表格里改的"))


def test_each_row_of_a_sheet_has_a_history(staff):
    keeper = staff("keeper")
    companies = [CompanyFactory.build(title=f"温州示例{number}号鞋业有限公司") for number in range(3)]
    put_all_on_record(companies, keeper)
    for company in Company.objects.all():
        page = keeper.client.get(url(Company, "history", company.pk)).content.decode()
        assert "没有可显示" not in page and keeper.display_name in page
        logged = ModelLogEntry.objects.for_instance(company)
        assert logged.latest_by_uuid_and_action().count() == logged.count() > 1
