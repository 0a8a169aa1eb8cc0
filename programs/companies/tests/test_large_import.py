"""Imports too large for one request: in a thread, with progress; whole or not at all; and never “running” for ever."""

import json
import os
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from programs.companies.models import Company
from programs.companies.resources import CompanyResource
from programs.companies.tests.sheets import row, upload, xlsx
from programs.companies.tests.test_import import IMPORT
from programs.records import batches
from programs.sheets import importing
from programs.sheets.models import ImportedSheet
from programs.sheets.progress import STALE_AFTER, Progress

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = importing.AT_ONCE + 1
at_once = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' database in memory has no readers beside a writer"
)


@pytest.fixture(scope="module")
def data():
    return xlsx(*(row(f"温州示例{number}鞋业有限公司") for number in range(COUNT)))


@pytest.fixture
def keeper(staff):
    return staff("keeper")


def url(name, sheet):
    return reverse(f"admin:companies_company_{name}", args=[sheet.pk])


def check(keeper, data):
    response = keeper.client.post(IMPORT, {"file": upload(data)})
    assert response.status_code == 302
    return ImportedSheet.objects.latest("pk")


def page(keeper, sheet):
    return keeper.client.get(url("import_preview", sheet)).content.decode()


def wait(*sheets):
    for thread in threading.enumerate():
        if thread.name == "import":
            thread.join(60)
    for sheet in sheets:
        sheet.refresh_from_db()


def confirm(keeper, sheet):
    keeper.client.post(url("import_confirm", sheet))


@at_once
def test_many_rows_are_imported_in_a_thread_that_tells_how_far_it_is(keeper, data, monkeypatch):
    sheet, go, reached = check(keeper, data), threading.Event(), threading.Event()
    original = batches._write_references

    def pause(records):
        reached.set()
        assert go.wait(30)
        original(records)

    monkeypatch.setattr(batches, "_write_references", pause)
    confirm(keeper, sheet)
    try:
        assert reached.wait(30)
        Progress(sheet).tell(150, COUNT)
        running = page(keeper, sheet)
        assert "正在导入" in running and f"150 / {COUNT}" in running and 'http-equiv="refresh"' in running
    finally:
        go.set()
        wait(sheet)
    assert sheet.state == "imported" and Company.objects.filter(live=True).count() == COUNT
    done = page(keeper, sheet)
    assert "已导入" in done and 'http-equiv="refresh"' not in done and not os.path.exists(Progress(sheet).path)


def test_a_failure_in_the_middle_leaves_nothing(keeper, data, monkeypatch):
    sheet, calls = check(keeper, data), []
    original = batches._write_references

    def fail_at_the_second_batch(records):
        calls.append(len(records))
        if len(calls) == 2:
            raise DatabaseError("示例故障")
        original(records)

    monkeypatch.setattr(batches, "BATCH", 100)
    monkeypatch.setattr(batches, "_write_references", fail_at_the_second_batch)
    confirm(keeper, sheet)
    wait(sheet)
    assert calls == [100, 100] and sheet.state == "failed" and "没有写入任何内容" in sheet.message
    assert not Company.objects.exists() and not Revision.objects.exists()
    assert not ModelLogEntry.objects.filter(action="records.import").exists()
    assert "导入失败" in page(keeper, sheet)


def test_what_nobody_expected_does_not_leave_it_running(keeper, data, monkeypatch):
    sheet = check(keeper, data)
    monkeypatch.setattr(batches, "_write_log", lambda *args: 1 / 0)
    confirm(keeper, sheet)
    wait(sheet)
    assert sheet.state == "failed" and "没有写入任何内容" in sheet.message and not Company.objects.exists()


def killed(sheet, ago=STALE_AFTER + 5):
    """`sheet` as a process leaves it that was killed in the middle."""
    ImportedSheet.objects.filter(pk=sheet.pk).update(state=ImportedSheet.State.WAITING)
    with open(Progress(sheet).path, "w") as out:
        json.dump([100, COUNT], out)
    os.utime(Progress(sheet).path, (time.time() - ago,) * 2)


def test_an_import_whose_process_was_killed_says_so_and_can_be_tried_again(keeper, data):
    sheet = check(keeper, data)
    killed(sheet)
    told = page(keeper, sheet)
    assert "导入中断，没有写入任何内容" in told and "重新导入" in told and 'http-equiv="refresh"' not in told
    assert "导入中断" in keeper.client.get(IMPORT).content.decode()
    confirm(keeper, sheet)
    wait(sheet)
    assert sheet.state == "imported" and Company.objects.count() == COUNT


def test_an_import_that_is_at_work_is_not_started_again(keeper, data):
    sheet = check(keeper, data)
    killed(sheet, ago=1)
    response = keeper.client.post(url("import_confirm", sheet), follow=True)
    assert "正在导入" in response.content.decode() and not Company.objects.exists()


def test_what_others_wrote_between_planning_and_writing_is_seen(keeper):
    """Two sheets with the same new company, both planned before either is written."""
    one, other = (check(keeper, xlsx(row("温州示例鞋业有限公司"))) for _ in range(2))
    plan = importing._plan_again(other, CompanyResource(), keeper)
    assert importing.run(one.pk, CompanyResource(), keeper).state == "imported"
    other = importing.run(other.pk, CompanyResource(), keeper, plan=plan)
    assert other.state == "failed" and "核对之后台账有变化" in other.message
    assert Company.objects.count() == 1


def test_what_was_imported_meanwhile_is_not_imported_again_nor_called_a_failure(keeper):
    sheet = check(keeper, xlsx(row("温州示例鞋业有限公司")))
    assert importing.run(sheet.pk, CompanyResource(), keeper).state == "imported"
    assert importing.run(sheet.pk, CompanyResource(), keeper).state == "imported"
    assert Company.objects.count() == 1 == Revision.objects.count()


@at_once
def test_of_two_sheets_with_the_same_rows_one_is_imported(keeper, data):
    sheets = check(keeper, data), check(keeper, data)
    for sheet in sheets:
        confirm(keeper, sheet)
    wait(*sheets)
    assert sorted(sheet.state for sheet in sheets) == ["failed", "imported"]
    assert Company.objects.count() == COUNT == Revision.objects.count()


def test_two_presses_of_the_button_import_once(keeper, data):
    sheet = check(keeper, data)
    confirm(keeper, sheet), confirm(keeper, sheet)
    wait(sheet)
    assert sheet.state == "imported" and Company.objects.count() == COUNT == Revision.objects.count()


def test_the_command_imports_a_file(keeper, data, tmp_path, capsys):
    file = tmp_path / "企业.xlsx"
    file.write_bytes(data)
    call_command("import_records", "companies", str(file), user=keeper.username, check=True)
    assert not Company.objects.exists()
    call_command("import_records", "companies", str(file), user=keeper.username)
    told = capsys.readouterr().out
    assert f"新增{COUNT}，修改0，未变0，错误0" in told and f"{COUNT} / {COUNT}" in told and "已导入" in told
    assert Company.objects.count() == COUNT and ImportedSheet.objects.latest("pk").user == keeper


@pytest.mark.parametrize(
    "register, name, user, told",
    [
        ("people", "企业.xlsx", "keeper", "没有这个台账"),
        ("companies", "没有.xlsx", "keeper", "无法读取"),
        ("companies", "企业.xlsx", "nobody", "没有账号"),
        ("companies", "企业.xlsx", "keeper", "没有导入任何内容"),
    ],
)
def test_the_command_says_what_is_wrong(staff, tmp_path, register, name, user, told):
    staff("keeper", username="keeper")
    (tmp_path / "企业.xlsx").write_bytes(xlsx(row("示例公司", 规模="巨型")))
    with pytest.raises(CommandError, match=told):
        call_command("import_records", register, str(tmp_path / name), user=user)
    assert not Company.objects.exists() and connection.is_usable()
