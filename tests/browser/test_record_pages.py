"""The pages of policies, companies and events in a real browser: on phones, in every display, without a violation."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.registers import rich_company, rich_event, rich_policy

from .test_public_pages import RULES, open_as


@pytest.fixture
def record_pages(home, section):
    records = [rich_policy(section), rich_company(), rich_event()]
    return [record.get_absolute_url() for record in records]


@pytest.mark.parametrize("display", ["standard.light", "standard.dark", "elder.light", "elder.dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation_on_a_record(watched, live_server, record_pages, display, width):
    found = {}
    for path in record_pages:
        open_as(watched, live_server, path, display, width)
        results = Axe().run(watched, options=RULES)
        for violation in results.response["violations"]:
            found[f"{path}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"]][:3]
        assert watched.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert found == {}
    assert watched.problems == []


def test_items_are_a_table_on_a_desk_and_cards_on_a_phone(watched, live_server, record_pages):
    for width, is_beside in ((1440, True), (390, False)):
        open_as(watched, live_server, record_pages[0], "standard.light", width)
        cells = [
            cell.bounding_box() for cell in watched.locator(".policy-items tbody tr").first.locator("th, td").all()
        ]
        assert (cells[0]["y"] == cells[1]["y"]) is is_beside
    table = watched.get_by_role("table", name="惠企事项")
    assert table.get_by_role("columnheader").count() == 5  # a table still, for those who listen
