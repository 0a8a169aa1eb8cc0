"""The command: a manuscript becomes an article with its ledger, or nothing at all is left behind."""

import json

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from media.blocks import BodyBlock
from news.manuscripts.filing.importing import import_manuscript
from news.models import ArticlePage, Contributor, ManuscriptImport

from .factories import ContributorFactory, SectionPageFactory
from .manuscripts import TEXT, kept_files, nothing_left, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals")]


def test_a_draft_with_every_part_in_its_field(section, manuscript, capsys):
    run(manuscript, section)
    page = ArticlePage.objects.get()
    assert not page.live and page.has_unpublished_changes
    assert page.get_parent().pk == section.pk
    assert page.slug == "shi-li-biao-ti-du-kou-huan-le-xin-yan"
    assert [(line.contributor.name, line.role) for line in page.bylines.all()] == [
        ("赵一明", "记者"),
        ("钱小江", "通讯员"),
    ]
    assert page.lead == "<p>示例导语：渡口的船一早就开了，岸上的人提着篮子排队。</p>"
    assert page.pictures_provider == "示例摄影协会"
    assert (page.source, page.published_at) == ("", None)
    assert [block.block_type for block in page.body] == ["heading", "paragraph", "picture"]
    assert "今年的第一批，" in page.body[1].value.source
    assert (page.body[2].value["caption"], page.body[2].value["photographer"]) == ("新船靠岸。", "孙小海")
    said = capsys.readouterr().out
    assert "已存为草稿" in said and "零丢失核对通过" in said and "没有写发布时间" in said


def test_an_editor_can_save_what_was_imported(section, manuscript):
    run(manuscript, section)
    page = ArticlePage.objects.get()
    BodyBlock().clean(page.body)
    page.full_clean()


def test_published_at_once(section, manuscript, client, capsys):
    run(manuscript, section, "--publish")
    page = ArticlePage.objects.public_now().get()
    assert page.published_at == page.first_published_at
    assert "已发布" in capsys.readouterr().out
    response = client.get(page.url)
    assert response.status_code == 200 and "今年的第一批" in response.content.decode()
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count() == 1


def test_readers_see_every_part_of_the_head(section, tmp_path, client):
    """What the ledger calls 原位 must stand on the page that the public reads."""
    path = tmp_path / "渡口.txt"
    head = "示例引题：两岸一条心\n示例标题：渡口换了新颜\n——示例副题三年记\n来源：示例晚报\n\n"
    path.write_text(head + "本报示例1月13日电（记者 赵一明）示例段落：船一早就开了，岸上的人提着篮子排队。")
    run(path, section, "--publish")
    text = client.get(ArticlePage.objects.get().url).content.decode()
    for words in ("示例引题", "示例标题", "示例副题", "示例晚报", "赵一明", "船一早就开了"):
        assert words in text
    assert '<p class="article__dateline">本报示例1月13日电</p>' in text


@pytest.mark.parametrize("given", ["2023-01-13", "2023-01-13T08:30", "2023-01-13T08:30+08:00"])
def test_time_of_publication_can_be_given(section, manuscript, given):
    run(manuscript, section, "--publish", "--published-at", given)
    shown = timezone.localtime(ArticlePage.objects.get().published_at)
    assert shown.strftime("%Y-%m-%dT%H:%M")[: len(given)] == given[:16]


def test_time_in_the_text_is_kept_and_the_given_one_wins(section, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("记者 赵一明", "2023年1月13日 08:30 来源：示例晚报\n记者 赵一明"), encoding="gb18030")
    run(path, section)
    page = ArticlePage.objects.get()
    assert (page.published_at.isoformat(), page.source) == ("2023-01-13T00:30:00+00:00", "示例晚报")
    assert ManuscriptImport.objects.get().encoding == "GB18030"
    run(path, section, "--again", "--published-at", "2024-02-03")
    assert ArticlePage.objects.latest("pk").published_at.isoformat() == "2024-02-02T16:00:00+00:00"


UNTITLED = [
    "长" * 256 + "\n渡口的船一早就开了。",
    "渡口的船一早就开了，岸上的人排着队。\n对岸的菜市场里人声鼎沸。",
    "附件1：\n渡口的船一早就开了。",
]


@pytest.mark.parametrize("text", UNTITLED)
def test_a_text_without_a_title_is_taken_in_and_says_so(section, tmp_path, capsys, text):
    path = tmp_path / "渡口.txt"
    path.write_text(text, encoding="utf-8")
    run(path, section, "--dry-run")
    assert "原稿没有标题" in capsys.readouterr().out
    with pytest.raises(CommandError, match="原稿没有标题，不能直接发布"):
        run(path, section, "--publish")
    assert not ArticlePage.objects.exists()
    run(path, section)
    assert ArticlePage.objects.get().title == "（原稿没有标题，请补写）"
    assert ManuscriptImport.objects.get().ledger["added"] == {"title": "（原稿没有标题，请补写）"}
    run(path, section, "--again", "--publish", "--title", "渡口换了新颜")
    assert ArticlePage.objects.filter(title="渡口换了新颜", live=True).exists()


def test_a_title_of_the_manuscript_is_not_overruled(section, manuscript, capsys):
    run(manuscript, section, "--title", "另一个标题")
    assert ArticlePage.objects.get().title == "示例标题：渡口换了新颜"
    assert "以原稿为准" in capsys.readouterr().out
    with pytest.raises(CommandError, match="标题最多 255 字"):
        path = manuscript.with_name("b.txt")
        path.write_text(UNTITLED[1], encoding="utf-8")
        run(path, section, "--title", "长" * 256)


def test_authors_are_found_again_and_namesakes_remarked(section, manuscript, capsys):
    first = ContributorFactory(name="赵一明", organisation="示例晚报")
    ContributorFactory(name="赵一明", organisation="示例早报")
    run(manuscript, section)
    assert ArticlePage.objects.get().bylines.first().contributor == first
    assert Contributor.objects.filter(name="赵一明").count() == 2
    assert "不止一位作者叫赵一明" in capsys.readouterr().out


def test_ledger_and_original_are_kept_for_staff_only(section, manuscript, originals, tmp_path, client):
    run(manuscript, section, "--ledger", str(tmp_path / "ledger.json"))
    record = ManuscriptImport.objects.get()
    assert record.page == ArticlePage.objects.get()
    assert record.original.read().decode() == TEXT
    assert len(kept_files(originals)) == 1
    assert kept_files(originals)[0].stat().st_mode & 0o777 == 0o640
    with pytest.raises(ValueError, match="没有公开网址"):
        record.original.url  # noqa: B018
    assert client.get(f"/uploads/manuscripts/{record.original.name}").status_code == 404
    ledger = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert ledger["sha256"] == record.sha256
    assert {entry["line"] for entry in ledger["entries"]} == {n for n, t in enumerate(TEXT.split("\n"), 1) if t.strip()}
    places = {entry["place"].split("/")[0] for entry in ledger["entries"] if entry["place"]}
    ids = {block.id for block in record.page.body}
    assert places == ids | {"title", "bylines", "lead", "pictures_provider"}


def test_the_same_file_is_taken_once(section, manuscript):
    run(manuscript, section)
    with pytest.raises(CommandError, match=r"已经导入过：《示例标题：渡口换了新颜》.*--again"):
        run(manuscript, section)
    run(manuscript, section, "--again")
    assert sorted(ArticlePage.objects.values_list("slug", flat=True))[1].endswith("-2")
    for page in ArticlePage.objects.all():
        page.delete()
    run(manuscript, section)  # an article that was deleted may come in anew
    assert ManuscriptImport.objects.filter(page=None).count() == 2


def test_dry_run_lists_every_line_and_saves_nothing(section, manuscript, originals, capsys):
    run(manuscript, section, "--dry-run")
    said = capsys.readouterr().out
    assert all(f"{n:>4}  " in said for n, line in enumerate(TEXT.split("\n"), 1) if line)
    assert "什么也没有保存" in said
    assert nothing_left(originals)


def test_log_names_the_account(section, manuscript, django_user_model):
    django_user_model.objects.create_superuser("zhao", password="x")
    run(manuscript, section, "--user", "zhao", "--publish")
    entries = PageLogEntry.objects.filter(page=ArticlePage.objects.get().pk)
    assert {entry.user.username for entry in entries} == {"zhao"}
    assert ManuscriptImport.objects.get().imported_by.username == "zhao"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.txt", None, "找不到文件"),
        ("", None, "不是文件"),
        ("a.txt", b"\x89PNG\0\0\0", "二进制"),
        ("a.docx", b"PK\x03\x04word/", "Word 文件已损坏"),
        ("a.txt", b"", "空的"),
        ("a.txt", "副题：没有标题\n".encode(), "没有正文"),
        ("a.txt", "只有标题\n记者 赵一明".encode(), "没有正文"),
    ],
)
def test_bad_files_are_refused_in_words(section, tmp_path, originals, name, data, message):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=message):
        run(tmp_path / name, section)
    assert nothing_left(originals)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--published-at", "昨天"], "看不懂发布时间"),
        (["--published-at", "2023-13-45"], "看不懂发布时间"),
        (["--user", "nobody"], "没有名为 nobody"),
        (["--ledger", "/nonexistent/ledger.json"], "台账写不进"),
    ],
)
def test_bad_options_are_refused_in_words(section, manuscript, originals, options, message):
    with pytest.raises(CommandError, match=message):
        run(manuscript, section, *options)
    assert nothing_left(originals)


def test_unknown_section_lists_the_known_ones(section, manuscript):
    with pytest.raises(CommandError, match=rf"没有网址名为 nowhere 的栏目.*{section.slug}"):
        run(manuscript, "nowhere")


def test_queries_do_not_grow_with_the_manuscript(section):
    def queries(paragraphs):
        text = (
            f"第 {paragraphs} 篇"
            + TEXT
            + "".join(f"\n示例段落：第 {n} 天的渡口，船工数着人头说风不大。\n" for n in range(paragraphs))
        )
        with CaptureQueriesContext(connection) as captured:
            import_manuscript(text.encode(), "a.txt", section, publish=True)
        return len(captured)

    queries(1)
    assert queries(2) == queries(40)


def test_sections_of_other_slugs_are_left_alone(section, manuscript, news_index):
    other = SectionPageFactory(parent=news_index)
    run(manuscript, other)
    assert ArticlePage.objects.get().get_parent().pk == other.pk
