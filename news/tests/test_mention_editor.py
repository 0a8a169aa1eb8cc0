"""What the editor makes of a stored link to a record, and what is stored of what the editor sends."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from media.blocks import TEXT_FEATURES
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyItemFactory

KEEP = [
    '<p data-block-key="a">{}今年获得补贴。</p>'.format(
        f'<a linktype="{noun}" id="12" role="beneficiary">示例企业</a>'
    )
    for noun in ("company", "policy", "policy-item", "event")
] + [
    '<p data-block-key="a"><a linktype="policy" id="3">没有写明角色</a></p>',
    '<p data-block-key="a"><a linktype="company" id="7" role="subject">前半<b>加粗</b>后半</a>，又见'
    '<a href="https://example.org/">外部链接</a>、<a linktype="page" id="1">站内页面</a>。</p>',
    '<ul><li data-block-key="a">条目里的<a linktype="event" id="5" role="place">活动</a></li></ul>',
    '<p data-block-key="a"><a linktype="company" id="7">甲</a><a linktype="company" id="8">乙</a></p>'
    '<p data-block-key="b"><a linktype="company" id="7" role="issuer">甲</a>再次出现</p>',
]  # fmt: skip
LOSE = {
    '<a linktype="company" id="12" role="subject" onclick="alert(1)" style="color:red">词</a>': (
        '<a linktype="company" id="12" role="subject">词</a>'
    ),
    '<a linktype="company" id="12" role="&quot;&gt;&lt;script&gt;">词</a>': '<a linktype="company" id="12">词</a>',
    '<a linktype="company" id="1 onmouseover=x">词</a>': "词",
    '<a linktype="company" id="-1">词</a>': "词",
    '<a linktype="company" id="９">词</a>': "词",
    f'<a linktype="company" id="{10**30}">词</a>': "词",
    '<a linktype="company">词</a>': "词",
}


@pytest.fixture
def converter():
    return ContentstateConverter(TEXT_FEATURES)


def there_and_back(converter, html):
    return converter.to_database_format(converter.from_database_format(html))


@pytest.mark.django_db
@pytest.mark.parametrize("html", KEEP)
def test_what_is_stored_comes_back_as_it_was(converter, html):
    assert there_and_back(converter, html) == html


@pytest.mark.parametrize(("stored", "kept"), LOSE.items())
def test_what_is_no_link_to_a_record_leaves_its_words(converter, stored, kept):
    assert there_and_back(converter, f'<p data-block-key="a">{stored}。</p>') == f'<p data-block-key="a">{kept}。</p>'


@pytest.mark.parametrize(
    "data",
    [
        {"noun": 'company" onclick="alert(1)', "id": "1"},
        {"noun": "user", "id": "1"},
        {"noun": "company", "id": '1"><script>'},
        {"noun": "company", "id": None},
        {"noun": "company"},
        {"noun": ["company"], "id": "1"},
        {},
    ],
)
def test_what_a_browser_should_not_send_leaves_the_words(converter, data):
    state = json.loads(converter.from_database_format('<p data-block-key="a"><a linktype="company" id="1">词</a></p>'))
    state["entityMap"]["0"]["data"] = data
    assert converter.to_database_format(json.dumps(state)) == '<p data-block-key="a">词</p>'


def test_a_role_that_is_no_word_is_not_stored(converter):
    state = json.loads(converter.from_database_format('<p data-block-key="a"><a linktype="company" id="1">词</a></p>'))
    state["entityMap"]["0"]["data"]["role"] = ["subject"]
    assert "role" not in converter.to_database_format(json.dumps(state))


@pytest.mark.django_db
def test_many_links_are_opened_without_a_query(converter, django_assert_num_queries):
    html = "".join(f'<p><a linktype="company" id="{number}">词</a></p>' for number in range(1, 13))
    with django_assert_num_queries(0):
        converter.from_database_format(html)


@pytest.mark.django_db
def test_readers_get_links_to_what_they_may_read_and_words_of_the_rest():
    shown, draft = CompanyFactory(), CompanyFactory(live=False)
    internal, item = CompanyFactory(visibility="internal"), PolicyItemFactory()
    html = expand_db_html(
        f'<a linktype="company" id="{shown.pk}" role="subject">甲</a>'
        f'<a linktype="company" id="{draft.pk}">乙</a><a linktype="company" id="{internal.pk}">丙</a>'
        f'<a linktype="company" id="999999">丁</a><a linktype="policy-item" id="{item.pk}">戊</a>'
    )
    assert (
        f'<a class="mention" href="{shown.get_absolute_url()}" data-mention="company-{shown.pk}" data-role="主语">甲<'
        in html
    )
    assert f'<a class="mention" href="{item.policy.get_absolute_url()}#item-{item.pk}"' in html
    assert "<a>乙</a><a>丙</a><a>丁</a>" in html
    assert "linktype" not in html and draft.slug not in html
