"""设置→跳转→导入: files as a Chinese Excel saves them, and what is wrong with others, in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from programs.companies.tests.sheets import xlsx

pytestmark = pytest.mark.django_db
START, PROCESS = reverse("wagtailredirects:start_import"), reverse("wagtailredirects:process_import")
TEXT = "原网址,新网址\r\n/旧网址/,/news/\r\n\r\n/old/b/,https://www.example.cn/\r\n"


@pytest.fixture
def admin(staff):
    return staff("admin").client


def send(client, data, name="跳转.csv"):
    data = data.encode("gb18030") if isinstance(data, str) else data
    return client.post(START, {"import_file": SimpleUploadedFile(name, data)})


def confirmed(client, response, **changed):
    hidden = {field.html_name: field.value() for field in response.context["form"].hidden_fields()}
    return client.post(PROCESS, hidden | {"from_index": "0", "to_index": "1", "permanent": "on"} | changed)


def refusal(response):
    assert response.status_code == 200
    return response.context["form"].errors["import_file"][0]


def leads():
    return dict(Redirect.objects.values_list("old_path", "redirect_link"))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_the_encodings_of_spreadsheet_programs(admin, encoding):
    response = send(admin, TEXT.encode(encoding), "跳转.CSV")
    assert response.context["dataset"].headers == ["原网址", "新网址"] and "/旧网址/" in response.content.decode()
    assert not Redirect.objects.exists()
    assert confirmed(admin, response).url == reverse("wagtailredirects:index")
    assert leads() == {Redirect.normalise_path("/旧网址/"): "/news/", "/old/b": "https://www.example.cn/"}


def test_a_workbook_is_read_as_it_shows(admin):
    data = xlsx(["/旧网址/", "/news/"], headers=["原网址", "新网址"], title="Sheet1", more={"Sheet2": []})
    assert confirmed(admin, send(admin, data, "跳转.xlsx")).status_code == 302
    assert list(leads().values()) == ["/news/"]


@pytest.mark.parametrize(
    "data, name, said",
    [
        (b"\xff\xff\xff", "跳转.csv", "CSV 的编码无法识别"),
        ("," * 1_000_000, "跳转.csv", "有超过16,384格"),
        ("原网址,新网址\r\n", "跳转.csv", "没有可以导入的行"),
        ("", "跳转.csv", "空"),
        ("原网址,新网址\r\n/a/,=A1\r\n", "跳转.csv", "B2 里是公式，请改成内容本身"),
        ("原网址,新网址\r\n" + "/a/,/b/\r\n" * 2001, "跳转.csv", "一次最多导入2,000行"),
        (b"PK\x03\x04x", "跳转.xlsx", "损坏"),
        (b"x", "跳转.tsv", "只接受 .xlsx 和 .csv"),
        (b"x", "跳转", "只接受 .xlsx 和 .csv"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(admin, data, name, said):
    assert said in refusal(send(admin, data, name))


def test_what_the_second_step_needs(admin, client):
    for data in ({}, {"import_file_name": "x"}, {"import_file_name": "x", "input_format": "0"}):
        assert admin.post(PROCESS, data).url == START
    assert admin.get(PROCESS).url == START and admin.get(START).status_code == 200
    assert "请选择" in refusal(admin.post(START, {})) or refusal(admin.post(START, {}))
    response = send(admin, TEXT)
    assert confirmed(admin, response, from_index="").status_code == 200 and not Redirect.objects.exists()
    assert confirmed(admin, response, to_index="7").status_code == 200
    assert confirmed(admin, response).status_code == 302
    assert confirmed(admin, response).url == START, "what was imported is put aside no longer"
    assert client.get(START).status_code == 302 and client.post(PROCESS, {}).status_code == 302


def test_rows_that_are_wrong_are_listed(admin):
    Redirect.objects.create(old_path="/taken", redirect_link="/news/")
    page = confirmed(
        admin, send(admin, "原网址,新网址\r\n/taken/,/b/\r\n/free/,/b/\r\n/c/,\r\n/d/,/d\r\n/e/,去哪里\r\n")
    ).content.decode()
    assert all(said in page for said in ("/taken/", "没有填新网址", "新网址与旧网址相同", "请输入合法的URL"))
    assert leads() == {"/taken": "/news/", "/free": "/b/"}


def test_others_may_not(staff):
    for role in ("editor", "keeper"):
        assert staff(role).client.get(START).status_code == 302
