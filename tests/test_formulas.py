"""No table that leaves the house holds a cell that a spreadsheet program would run."""

import csv

import pytest

from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory
from programs.records.formulas import GUARDED, STARTS, harmless

TABLES = [
    "/companies/download.csv",
    "/cms/snippets/companies/company/?export=csv",
    "/admin/companies/company/export/csv/",
]


@pytest.mark.parametrize("start", STARTS)
def test_a_guarded_text_is_read_back_as_it_was(start):
    for text in (f"{start}1+1", f"'{start}1+1", "", "'引号", f"1{start}1"):
        assert not harmless(text).startswith(start)
        assert (harmless(text)[1:] if GUARDED.match(harmless(text)) else harmless(text)) == text


@pytest.mark.parametrize("address", ["/cms/reports/site-history/?export=csv", "/cms/reports/aging-pages/?export=csv"])
def test_no_report_of_the_desk_runs(staff, section, address):
    for start in STARTS:
        title = f"{start}HYPERLINK(1)"
        ArticlePageFactory(parent=section, title=title, slug=f"story-{ord(start)}").save_revision(
            log_action=True
        ).publish()
        company = CompanyFactory(title=f"{title}公司")
        company.save_revision(log_action=True).publish()
    response = staff("admin").client.get(address)
    text = b"".join(response.streaming_content).decode()
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple(STARTS))] == []
    assert len({cell for cell in cells if "HYPERLINK(1)" in cell}) >= len(STARTS) - 2  # no title begins with a blank


@pytest.mark.parametrize("address", TABLES)
def test_no_table_runs(staff, home, address):
    for start in STARTS:
        CompanyFactory(title=f"示例{ord(start)}", short_name=f"{start}1+1", address=f"{start}HYPERLINK(1)")
    response = staff("keeper").client.get(address)
    text = b"".join(response.streaming_content if response.streaming else [response.content]).decode()
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple(STARTS))] == []
    assert sum(cell.endswith("1+1") for cell in cells) == len(STARTS)
