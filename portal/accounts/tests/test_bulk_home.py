"""The bulk desk's first page tells what everything there is for."""

from portal.accounts.index_groups import GROUPS


def test_everything_stands_in_a_group_with_a_sentence(staff):
    html = staff("admin").client.get("/admin/").content.decode()
    assert all(name in html and sentence in html for name, sentence, _ in GROUPS)
    assert html.index("台账</h2>") < html.index("分类词表</h2>") < html.index("登录保护</h2>")
    assert 'href="/admin/companies/company/"' in html and 'href="/admin/companies/company/add/"' in html


def test_a_keeper_reads_of_nothing_that_a_keeper_may_not_open(staff):
    html = staff("keeper").client.get("/admin/").content.decode()
    assert "台账</h2>" in html and "人员与权限" not in html and "登录保护" not in html
