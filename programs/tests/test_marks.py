"""Proof-reader's marks: what was put in, what was taken out, in the page as readers see it."""

import time

import pytest

from programs.desk.marks import changes, marked_pages, marked_text, words_of


def page(main):
    return f"<html><head><title>标题</title></head><body><nav>菜单</nav><main id='main'>{main}</main><footer>页脚</footer></body></html>"


def marked(before, after):
    html, count = marked_pages(page(before), page(after))
    assert html.startswith("<html>") and html.endswith("</main><footer>页脚</footer></body></html>")
    return html[html.index("<main") :].split(">", 1)[1].split("</main>")[0], count


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("瓯江边的灯亮了", "瓯江边的灯都亮了", "瓯江边的灯<ins>都</ins>亮了"),
        ("出口2716.1亿元", "出口2761.1亿元", "出口<del>2716.1</del><ins>2761.1</ins>亿元"),
        ("补贴<上限>5万", "补贴5万", "补贴<del>&lt;上限&gt;</del>5万"),
        ("", "新写的一句", "<ins>新写的一句</ins>"),
        ("删去的一句", "", "<del>删去的一句</del>"),
        (None, "导语", "<ins>导语</ins>"),
        ("A股B股", "A股B股", "A股B股"),
    ],
)
def test_texts_are_marked_by_the_word(before, after, right):
    assert marked_text(before, after) == right


def test_one_word_in_a_very_long_paragraph_is_found():
    long = "鹿城外贸企业综合服务中心开窗。" * 400
    html = marked_text(f"{long}补贴五万元{long}", f"{long}补贴六万元{long}")
    assert "补贴<del>五</del><ins>六</ins>万元" in html and html.count("<ins>") == 1


def test_words_are_the_text_again():
    text = "RCEP生效后，Wi-Fi 6设备出口增长12.5%。"
    words = words_of(text)
    assert "".join(words) == text and {"RCEP", "Wi-Fi", "12.5%"} <= set(words)


def test_a_changed_paragraph_keeps_its_tags_and_shows_both_words():
    html, count = marked("<p>商务<b>之窗</b>开设</p>", "<p>商务<b>之家</b>开设</p>")
    assert html == "<p>商务<b>之<del>窗</del><ins>家</ins></b>开设</p>" and count == 1


def test_new_and_removed_paragraphs_stand_in_their_place():
    html, count = marked(
        "<p>第一段说码头。</p><p>第二段说桥梁。</p><p>末段。</p>",
        "<p>第一段说码头。</p><p>末段。</p><p>另起一行写鞋业。</p>",
    )
    assert html == (
        '<p>第一段说码头。</p><div class="proof-gone"><del>第二段说桥梁。</del></div><p>末段。</p>'
        "<p><ins>另起一行写鞋业。</ins></p>"
    )
    assert count == 2


def test_pictures_put_in_taken_out_and_exchanged():
    old = '<figure><picture><source srcset="/a.avif"><img src="/a.jpg" alt="甲"></picture><figcaption>图注</figcaption></figure>'
    new = old.replace("/a.", "/b.")
    html, count = marked(old, new)
    assert count >= 1 and "<del><picture>" in html and "<ins><picture>" in html and "图注</figcaption>" in html
    assert marked("<p>字</p>", f"<p>字</p>{old}")[0].count("<ins>") == 2
    assert 'src="/a.jpg"' in marked(f"<p>字</p>{old}", "<p>字</p>")[0]
    assert marked(old, old) == (old.replace("'", '"'), 0)


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("<ul><li>甲项</li><li>乙项目</li></ul>", "<ul><li>甲项</li></ul>", '<li>甲项</li><li class="proof-gone"><del>乙项目</del></li>'),
        ("<table><tr><td>一月</td></tr><tr><td>百分之三</td></tr></table>", "<table><tr><td>一月</td></tr></table>", '<td class="proof-gone"><del>百分之三</del></td>'),
    ],
)  # fmt: skip
def test_what_is_gone_may_stand_where_it_is_put(before, after, right):
    assert right in marked(before, after)[0]


def test_scripts_and_attributes_are_no_change_and_nothing_is_let_loose():
    before = "<p id='a'>同样 &amp; 一样</p><script>var x = 1 < 2;</script>"
    after = "<p id='b' class='x'>同样 &amp; 一样</p><script>var x = 2 < 3;</script>"
    html, count = marked(before, after)
    assert count == 0 and html == after
    hostile, _ = marked("<p>&lt;script&gt;alert(1)&lt;/script&gt;旧</p>", "<p>新</p>")
    assert "<script>" not in hostile and "&lt;script&gt;" in hostile


def test_a_long_story_written_anew_is_marked_at_once():
    before = "".join(f"<p>{'鹿城外贸' * 60}{number}</p>" for number in range(200))
    after = "".join(f"<p>{'瓯海鞋业' * 60}{number}</p>" for number in range(200))
    began = time.perf_counter()
    _, count = marked(before, after)
    assert count >= 200 and time.perf_counter() - began < 5
    began = time.perf_counter()
    list(changes(words_of("的了" * 100_000), words_of("了的" * 100_000)))
    assert time.perf_counter() - began < 5
