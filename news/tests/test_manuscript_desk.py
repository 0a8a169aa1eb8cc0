"""The import desk: hand in, review, make the draft, take back; seen by whom it concerns, broken by nobody."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from media.models import Picture
from news.manuscripts.desk.review import take_in
from news.manuscripts.filing.importing import import_manuscript
from news.manuscripts.source.reading import MAX_BYTES
from news.models import ArticlePage, Contributor, ManuscriptImport

from . import desk
from .manuscripts import REAL, TEXT, kept_files, needs_real
from .word_files import saved

WIDE = (
    "渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头，说今天的风不大，过江只要一刻钟。对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，"
    "说这是今年的第一批，明天还会有更多。傍晚，桥上的灯一盏一盏亮起来，散步的人走到桥中央，停下来看江上的货船慢慢开过去。"
)
pytestmark = pytest.mark.django_db
State = ManuscriptImport.State


def url(view, *args):
    return reverse(f"manuscript_imports:{view}", args=args)


@pytest.fixture
def editor(staff, originals):
    return staff("editor")


@pytest.fixture
def record(editor, section):
    return take_in(TEXT.encode(), "渡口.txt", section, editor)


def hand_in(who, section, text=TEXT, **more):
    return who.client.post(url("add"), {"section": section.pk, "text": text} | more)


def number_of(record, kind):
    return next(n for n, piece in enumerate(record.pieces["now"]) if piece["kind"] == kind)


def act(who, record, act, **fields):
    record.refresh_from_db()
    return who.client.post(url("review", record.pk), {"version": record.version, "act": act} | fields)


def draft(who, record):
    record.refresh_from_db()
    response = who.client.post(url("make_draft", record.pk), {"version": record.version})
    record.refresh_from_db()
    return response


def confirm(who, record, **more):
    """Open the page that asks again, and press its button."""
    text = who.client.get(url("undo", record.pk)).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', text)
    return who.client.post(url("undo", record.pk), {"seen": seen[1] if seen else ""} | more, follow=True)


def test_a_day_at_the_desk(editor, section, originals):
    response = hand_in(editor, section)
    record = ManuscriptImport.objects.get()
    assert response.url == url("review", record.pk)
    assert (record.state, record.section_id, record.page) == (State.IN_REVIEW, section.pk, None)
    assert len(kept_files(originals)) == 1 and not ArticlePage.objects.exists()

    heading = number_of(record, "HEADING")
    assert act(editor, record, "kind", piece=heading, kind="PARAGRAPH").status_code == 302
    record.refresh_from_db()
    paragraph = heading + 1
    line, start, _ = record.pieces["now"][paragraph]["spans"][0]
    assert act(editor, record, "split", piece=paragraph, at=f"{line}:{start + 5}").status_code == 302
    assert act(editor, record, "join", piece=heading).status_code == 302
    caption = number_of(ManuscriptImport.objects.get(), "CAPTION")
    assert act(editor, record, "drop", piece=caption, reason="版面重复").status_code == 302
    record.refresh_from_db()
    assert record.version == 4 and len(record.pieces["history"]) == 4

    response = draft(editor, record)
    page = ArticlePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert record.state == State.DONE and record.page == page and not page.live and page.owner == editor
    assert not any(block.block_type == "heading" for block in page.body)
    assert [entry["reason"] for entry in record.ledger["entries"] if entry["fate"] == "略去"] == ["编辑略去：版面重复"]
    assert PageLogEntry.objects.filter(action="news.manuscript.draft").exists()

    told = confirm(editor, record)
    assert "已撤销导入" in told.content.decode()
    record.refresh_from_db()
    assert record.state == State.UNDONE and record.page is None and record.ledger["entries"]
    assert not ArticlePage.objects.exists() and not Contributor.objects.exists()
    assert len(kept_files(originals)) == 1
    assert ModelLogEntry.objects.filter(action="news.manuscript.undo", user=editor).exists()


def test_undo_of_one_change_and_a_new_start(editor, record):
    automatic = record.pieces["now"]
    act(editor, record, "kind", piece=number_of(record, "HEADING"), kind="PARAGRAPH")
    act(editor, record, "drop", piece=number_of(record, "CAPTION"), reason="示例")
    act(editor, record, "undo")
    record.refresh_from_db()
    assert len(record.pieces["history"]) == 1 and record.pieces["now"][number_of(record, "CAPTION")]
    act(editor, record, "restart")
    record.refresh_from_db()
    assert record.pieces["now"] == automatic
    act(editor, record, "undo")
    record.refresh_from_db()
    assert record.pieces["now"] != automatic


def test_a_stale_version_is_told_and_changes_nothing(editor, record):
    stale = record.version
    act(editor, record, "kind", piece=number_of(record, "HEADING"), kind="PARAGRAPH")
    before = ManuscriptImport.objects.values().get()
    response = editor.client.post(
        url("review", record.pk), {"version": stale, "act": "drop", "piece": 0, "reason": "我写的原因"}
    )
    assert response.status_code == 409
    text = response.content.decode()
    assert "您的改动没有保存" in text and "我写的原因" in text
    assert editor.client.post(url("make_draft", record.pk), {"version": stale}).status_code == 409
    assert ManuscriptImport.objects.values().get() == before and not ArticlePage.objects.exists()


def test_a_screen_that_is_out_of_date_is_loaded_anew_before_a_piece_is_changed(editor, record):
    """Its numbers may mean other pieces by now."""
    address, stale = f"{url('review', record.pk)}?piece=1", record.version
    headers = {"X-Part": "panel", "X-Version": str(stale)}
    assert "data-edit-form" in editor.client.get(address, headers=headers).content.decode()
    act(editor, record, "kind", piece=number_of(record, "HEADING"), kind="PARAGRAPH")
    assert editor.client.get(address, headers=headers).status_code == 409
    assert editor.client.get(address, headers={"X-Part": "panel"}).status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "destroy"},
        {"act": "kind"},
        {"act": "kind", "piece": "-1", "kind": "TITLE"},
        {"act": "kind", "piece": "9999", "kind": "TITLE"},
        {"act": "kind", "piece": "x", "kind": "TITLE"},
        {"act": "kind", "piece": "0", "kind": "SIDEBAR_END"},
        {"act": "kind", "piece": "0", "kind": "__class__"},
        {"act": "kind", "piece": "0"},
        {"act": "split", "piece": "0", "at": "1"},
        {"act": "split", "piece": "0", "at": "99999:0"},
        {"act": "split", "piece": "0", "at": "1:9999999999999999"},
        {"act": "split", "piece": "0", "at": "①:②"},
        {"act": "drop", "piece": "0"},
        {"act": "drop", "piece": "0", "reason": "字" * 201},
        {"act": "restore", "piece": "0"},
        {"act": "join", "piece": "9999"},
        {"act": "end_sidebar", "piece": "0"},
        {"act": "undo"},
        {"act": "restart"},
        {"version": ""},
        {"version": "1e9", "act": "undo"},
        {"version": "9" * 30, "act": "undo"},
    ],
    ids=str,
)
def test_tampered_changes_are_refused_kindly(editor, record, fields):
    before = ManuscriptImport.objects.values().get()
    response = editor.client.post(url("review", record.pk), {"version": 0} | fields)
    assert response.status_code in (400, 409)
    assert ManuscriptImport.objects.values().get() == before
    for wild in ("?piece=9999", "?piece=-1", "?piece=x", "?piece=²"):
        assert editor.client.get(url("review", record.pk) + wild).status_code == 200


def test_a_refused_change_says_why_beside_the_piece(editor, record):
    text = act(editor, record, "drop", piece=0, reason="").content.decode()
    assert "请写明略去的原因" in text


UNTITLED = TEXT.split("\n", 4)[4]


@pytest.fixture
def untitled(editor, section):
    assert hand_in(editor, section, text=UNTITLED).status_code == 302
    return ManuscriptImport.objects.get()


def test_no_draft_without_a_title(editor, record):
    act(editor, record, "drop", piece=number_of(record, "TITLE"), reason="示例")
    text = editor.client.get(url("review", record.pk)).content.decode()
    assert "原稿没有标题" in text and 'name="title"' in text
    draft(editor, record)
    assert record.state == State.IN_REVIEW and not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "请写上标题再生成草稿"), ("  ", "请写上标题再生成草稿"), ("渡口" * 128, "标题最多 255 字，现在有 256 字")],
)
def test_a_title_that_will_not_do_is_asked_for_again_and_what_was_typed_is_kept(editor, untitled, typed, told):
    answer = editor.client.post(url("make_draft", untitled.pk), {"version": untitled.version, "title": typed})
    assert answer.status_code == 400 and told in answer.content.decode()
    assert f'value="{typed.strip()}"' in editor.client.get(url("review", untitled.pk)).content.decode()
    assert not ArticlePage.objects.exists()


def test_the_title_that_an_editor_writes_is_the_articles(editor, untitled):
    answer = editor.client.post(
        url("make_draft", untitled.pk), {"version": untitled.version, "title": " 渡口换了新颜 "}, follow=True
    )
    assert answer.status_code == 200
    untitled.refresh_from_db()
    assert (ArticlePage.objects.get().title, untitled.ledger["added"]) == ("渡口换了新颜", {"title": "渡口换了新颜"})
    text = editor.client.get(url("inspect", untitled.pk)).content.decode()
    assert "原稿里没有" in text and "零丢失核对通过" in text


def test_a_title_typed_before_another_change_is_kept(editor, untitled):
    act(editor, untitled, "drop", piece=number_of(untitled, "CAPTION"), reason="版面重复", title="渡口换了新颜")
    act(editor, untitled, "title", title="渡口换了新颜了")
    assert 'value="渡口换了新颜了"' in editor.client.get(url("review", untitled.pk)).content.decode()


def test_a_title_is_asked_for_no_longer_when_a_piece_is_made_one(editor, untitled):
    act(editor, untitled, "kind", piece=number_of(untitled, "LEAD"), kind="TITLE")
    assert "data-typed-title" not in editor.client.get(url("review", untitled.pk)).content.decode()
    draft(editor, untitled)
    assert ArticlePage.objects.get().title.startswith("示例导语")


def test_lines_that_were_broken_by_hand_in_word_are_asked_about_and_rejoined(editor, section):
    document = Document()
    for line in ["渡口换了新颜", *[WIDE[at : at + 22] for at in range(0, len(WIDE), 22)]]:
        document.add_paragraph(line)
    record = take_in(saved(document), "渡口.docx", section, editor)
    kinds = [piece["kind"] for piece in record.pieces["now"]]
    text = editor.client.get(url("review", record.pk)).content.decode()
    assert kinds.count("PARAGRAPH") > 3 and "疑为手工断行" in text and "接回断行" in text
    act(editor, record, "rejoin")
    record.refresh_from_db()
    assert [piece["kind"] for piece in record.pieces["now"]] == ["TITLE", "PARAGRAPH"]
    act(editor, record, "undo")
    record.refresh_from_db()
    assert [piece["kind"] for piece in record.pieces["now"]] == kinds


def test_an_original_that_is_gone_or_altered_makes_no_draft(editor, record):
    with open(record.original.path, "ab") as file:
        file.write("加字".encode())
    told = editor.client.get(url("review", record.pk), follow=True).content.decode()
    assert "指纹不符" in told
    draft(editor, record)
    record.original.delete(save=False)
    assert editor.client.get(url("review", record.pk), follow=True).status_code == 200
    assert editor.client.get(url("original", record.pk)).status_code == 404
    assert not ArticlePage.objects.exists()


BAD = {
    "稿件.pdf": (b"%PDF-1.4 x", "PDF"),
    "旧.doc": (b"\xd0\xcf\x11\xe0 x", "旧版 Word"),
    "空白.txt": ("  \n　\n".encode(), "没有任何文字"),
    "坏.txt": ("中文正文".encode("gb18030") * 20 + b"\xff\xff", "编码"),
    "二进制.txt": (bytes(range(256)), "空字节"),
    "空.txt": (b"", "空的"),
    "大.txt": (b"x" * (MAX_BYTES + 1), "上限"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_beside_the_field(editor, section, name, originals):
    data, words = BAD[name]
    response = editor.client.post(url("add"), {"section": section.pk, "file": SimpleUploadedFile(name, data)})
    assert response.status_code == 200
    assert any(words in str(error) for error in response.context["form"].errors["file"])
    assert not ManuscriptImport.objects.exists() and not kept_files(originals)


def test_what_was_pasted_stays(editor, section):
    response = editor.client.post(url("add"), {"section": "", "text": TEXT})
    assert "section" in response.context["form"].errors and "卖菱角的阿姨" in response.content.decode()
    response = hand_in(editor, section, file=SimpleUploadedFile("渡口.txt", TEXT.encode()))
    assert "只能选一样" in response.content.decode() and "卖菱角的阿姨" in response.content.decode()
    assert "请选择稿件文件" in hand_in(editor, section, text="").content.decode()


def test_the_same_file_is_told_and_may_come_again_deliberately(editor, section):
    hand_in(editor, section)
    first = ManuscriptImport.objects.get()
    text = hand_in(editor, section).content.decode()
    assert "这份稿件导入过" in text and url("review", first.pk) in text
    assert ManuscriptImport.objects.count() == 1
    again = re.search(r'name="again" value="([^"]+)"', text)[1]
    assert editor.client.post(url("add"), {"section": section.pk, "again": again}).status_code == 302
    assert ManuscriptImport.objects.count() == 2
    response = editor.client.post(url("add"), {"section": section.pk, "again": again + "x"})
    assert response.status_code == 200 and ManuscriptImport.objects.count() == 2


def test_another_person_cannot_use_the_word_for_again(editor, staff, section):
    hand_in(editor, section)
    again = re.search(r'name="again" value="([^"]+)"', hand_in(editor, section).content.decode())[1]
    other = staff("editor")
    assert other.client.post(url("add"), {"section": section.pk, "again": again}).status_code == 200
    assert ManuscriptImport.objects.count() == 1


# --- taking back --------------------


@pytest.fixture
def done(editor, record):
    draft(editor, record)
    return record


def test_a_published_article_is_not_taken_back(editor, staff, done):
    done.page.latest_revision.publish(user=staff("admin"), skip_permission_checks=True)
    assert "文章已经发布" in confirm(editor, done).content.decode()
    done.refresh_from_db()
    assert done.state == State.DONE and ArticlePage.objects.exists()


def test_an_article_changed_since_asks_again_and_says_what(editor, done):
    desk.edit(editor, done.page, kicker="后来加的引题")
    text = editor.client.get(url("undo", done.pk)).content.decode()
    assert "导入之后改过" in text and "后来加的引题" in text
    assert "请先勾选" in confirm(editor, done).content.decode()
    assert ArticlePage.objects.exists()
    confirm(editor, done, sure="on")
    assert not ArticlePage.objects.exists()


def test_an_edit_made_while_one_confirms_asks_again(editor, done):
    text = editor.client.get(url("undo", done.pk)).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', text)[1]
    desk.edit(editor, done.page, kicker="后来加的引题")
    response = editor.client.post(url("undo", done.pk), {"seen": seen, "sure": "on"})
    assert response.status_code == 409 and ArticlePage.objects.exists()


def test_people_that_others_use_are_kept(editor, staff, done, section):
    kept, edited = Contributor.objects.get(name="赵一明"), Contributor.objects.get(name="钱小江")
    edited.biography = "示例简介"
    edited.save()
    page = desk.create(editor, section, title="另一篇")
    page.latest_revision.publish(user=staff("admin"), skip_permission_checks=True)
    rows = [{"id": "", "contributor": kept.pk, "role": "", "ORDER": "1"}]
    desk.edit(editor, page, bylines=inline_formset(rows))  # named in a draft's newest version only
    assert not kept.bylines.exclude(page=done.page).exists()
    told = confirm(editor, done).content.decode()
    assert "保留了" in told
    assert set(Contributor.objects.values_list("name", flat=True)) == {"赵一明", "钱小江"}


def test_a_review_without_a_draft_can_be_given_up(editor, record):
    confirm(editor, record)
    record.refresh_from_db()
    assert record.state == State.UNDONE
    assert editor.client.get(url("review", record.pk)).url == url("inspect", record.pk)
    assert editor.client.get(url("inspect", record.pk)).status_code == 200


# --- who sees what --------------------


@pytest.mark.parametrize("view", ["review", "inspect", "original", "undo"])
@pytest.mark.parametrize(
    ("who", "may"), [("editor", False), ("reviewer", True), ("admin", True), ("keeper", False), (None, False)]
)
def test_who_sees_anothers_import(client, staff, record, view, who, may):
    who_client = staff(who).client if who else client
    response = who_client.get(url(view, record.pk), follow=False)
    if view == "inspect" and may:
        assert response.status_code == 200
    assert (response.status_code == 200) is may


def test_the_list_shows_ones_own_and_finds(editor, staff, record):
    other = staff("editor")
    assert record.file_name in editor.client.get(url("index")).content.decode()
    assert record.file_name not in other.client.get(url("index")).content.decode()
    assert record.file_name in staff("reviewer").client.get(url("index") + "?q=渡口&state=in_review").content.decode()
    assert record.file_name not in editor.client.get(url("index_results") + "?state=done").content.decode()


def test_ledger_leads_to_blocks_and_escapes(editor, section):
    record = import_manuscript(TEXT.encode(), "渡口<b>.txt", section, user=editor)
    text = editor.client.get(url("inspect", record.pk)).content.decode()
    assert "渡口&lt;b&gt;.txt" in text and "渡口<b>" not in text and record.sha256 in text
    block = next(entry["place"] for entry in record.ledger["entries"] if entry["kind"] == "正文")
    assert f"/view_draft/#b-{block[:8]}" in text


def test_the_editor_of_the_page_leads_to_original_and_ledger(editor, done):
    text = editor.client.get(desk.edit_url(done.page)).content.decode()
    assert url("original", done.pk) in text and url("inspect", done.pk) in text and done.sha256 in text


def test_a_section_offers_to_import(editor, staff, section):
    link = f"{url('add')}?section={section.pk}"
    address = reverse("wagtailadmin_explore", args=[section.pk])
    assert link in editor.client.get(address).content.decode()
    assert f'value="{section.pk}" selected' in editor.client.get(link).content.decode()


def test_original_is_a_private_download(editor, record):
    response = editor.client.get(url("original", record.pk))
    assert b"".join(response.streaming_content).decode() == TEXT
    assert "private" in response["Cache-Control"] and "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["edit/{}", "delete/{}", "copy/{}"])
def test_nobody_changes_a_row_by_hand(staff, record, name):
    assert staff("admin").client.get(f"/cms/manuscript_imports/{name.format(record.pk)}/").status_code == 404


def test_queries_do_not_grow(editor, section, django_assert_num_queries, originals):
    def queries(address):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        editor.client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert editor.client.get(address).status_code == 200
        return len(caught)

    for _ in range(2):
        record = take_in(TEXT.encode(), "渡口.txt", section, editor)
    few = queries(url("index"))
    small = queries(url("review", record.pk))
    for _ in range(10):
        take_in(TEXT.encode(), "渡口.txt", section, editor)
    longer = take_in((TEXT + "\n\n示例段落：船又开了。\n" * 40).encode(), "渡口.txt", section, editor)
    assert queries(url("index")) == few
    assert queries(url("review", longer.pk)) == small


def word_file():
    document = Document()
    for line in TEXT.split("\n")[:9]:
        document.add_paragraph(line)
    document.add_picture(get_test_image_file().file)
    document.add_paragraph("图为新船靠岸。")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), "班次 时间 头班 六点半".split(), strict=True
    ):
        cell.text = words
    return saved(document)


def test_a_word_file_with_a_picture_and_a_table_comes_and_goes(editor, section):
    file = SimpleUploadedFile("渡口.docx", word_file())
    assert editor.client.post(url("add"), {"section": section.pk, "file": file}).status_code == 302
    record = ManuscriptImport.objects.get()
    assert record.original.name.endswith(".docx")
    for number in range(len(record.pieces["now"])):
        assert editor.client.get(f"{url('review', record.pk)}?piece={number}").status_code == 200
        for change in ({"act": "join"}, {"act": "drop", "reason": "示例"}, {"act": "kind", "kind": "PARAGRAPH"}):
            assert act(editor, record, piece=number, **change).status_code in (302, 400)
            assert editor.client.get(url("review", record.pk)).status_code == 200
            record.refresh_from_db()
            if record.pieces["history"]:
                act(editor, record, "undo")
    draft(editor, record)
    assert Picture.objects.count() == 1 and {"picture", "table"} <= {block.block_type for block in record.page.body}
    confirm(editor, record)
    assert not Picture.objects.exists() and not ArticlePage.objects.exists()


@needs_real
def test_the_newspapers_manuscript_over_the_desk(editor, section):
    editor.client.post(url("add"), {"section": section.pk, "file": SimpleUploadedFile(REAL.name, REAL.read_bytes())})
    record = ManuscriptImport.objects.get()
    text = editor.client.get(url("review", record.pk)).content.decode()
    assert "零丢失核对通过" in text and "采写手记" in text and 'id="r-1"' in text
    draft(editor, record)
    assert record.page.bylines.count() == 3 and record.ledger["characters"]["moved"] == 0
