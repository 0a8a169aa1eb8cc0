"""The editor's field holds its text as the browser will write it, so that a form nobody touched stays unchanged."""

import json

import pytest

from media.rich_text import SettledRichTextArea, as_the_browser_writes

FEATURES = ["bold", "italic", "link", "ul"]


def field(html):
    return SettledRichTextArea(features=FEATURES).format_value(html)


def test_keys_stand_in_the_order_of_the_browser():
    text = field('<p data-block-key="a1"><b>灯“亮”</b>了，<a href="https://example.org/">看</a></p>')
    assert text == (
        '{"blocks":[{"key":"a1","text":"灯“亮”了，看","type":"unstyled","depth":0,"inlineStyleRanges":[{"offset":0,"length":4,'
        '"style":"BOLD"}],"entityRanges":[{"offset":6,"length":1,"key":0}],"data":{}}],"entityMap":{"0":{"type":"LINK",'
        '"mutability":"MUTABLE","data":{"url":"https://example.org/"}}}}'
    )


def test_ranges_of_one_style_stand_together():
    [block] = json.loads(field("<p><b>一</b><i>二</i><b>三</b></p>"))["blocks"]
    assert [(one["style"], one["offset"]) for one in block["inlineStyleRanges"]] == [
        ("BOLD", 0), ("BOLD", 2), ("ITALIC", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("html", ["", "<p></p>", None])
def test_no_text_is_nothing(html):
    assert field(html) == "null"


def test_what_is_posted_is_stored_as_before():
    html = '<p data-block-key="a1">灯<b>亮</b>了</p><ul><li data-block-key="b2">一</li></ul>'
    widget = SettledRichTextArea(features=FEATURES)
    assert widget.value_from_datadict({"text": field(html)}, {}, "text") == html
    assert as_the_browser_writes(json.loads(field(html))) == field(html)
