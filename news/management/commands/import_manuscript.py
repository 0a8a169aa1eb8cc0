import json
import os
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from ...manuscripts.errors import ManuscriptError
from ...manuscripts.filing.importing import PLACEHOLDER, earlier_import, import_manuscript, rehearse
from ...manuscripts.source.reading import MAX_UPLOAD
from ...models import ArticlePage, SectionPage


class Command(BaseCommand):
    help = "把一份稿件（.docx 或 .txt）导入为文章草稿，并交出台账：稿件每一行去了哪里、为什么。"

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="稿件（.docx，或 .txt：UTF-8、GB18030、UTF-16 自动识别）")
        parser.add_argument("--section", metavar="SLUG", required=True, help="放进哪个栏目（栏目的网址名）")
        parser.add_argument(
            "--title", metavar="TITLE", default="", help="原稿没有标题时用的标题；原稿有标题时以原稿为准"
        )
        parser.add_argument("--publish", action="store_true", help="导入后立即发布")
        parser.add_argument(
            "--published-at", metavar="TIME", help="文章标注的发布时间，如 2023-01-13 或 2023-01-13T08:00"
        )
        parser.add_argument("--ledger", metavar="FILE.json", help="把台账另存为 JSON")
        parser.add_argument("--again", action="store_true", help="同一份稿件导入过也再导入一次")
        parser.add_argument("--dry-run", action="store_true", help="只列出每一行的去向，什么也不保存")
        parser.add_argument("--user", metavar="NAME", help="以哪个账号的名义导入，记入操作日志")

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            data = _contents(path)
            _refuse_unwritable(options["ledger"])
            section = _section(options["section"])
            published_at = _moment(options["published_at"])
            user = _user(options["user"])
            title = " ".join(options["title"].split())
            if options["dry_run"]:
                return self._rehearse(path, data, options["ledger"], title)
            record = import_manuscript(
                data,
                path.name,
                section,
                publish=options["publish"],
                published_at=published_at,
                again=options["again"],
                user=user,
                title=title,
            )
        except ManuscriptError as error:
            raise CommandError(f"{path.name}：{error}") from error
        self._report(record, title)
        _write(
            options["ledger"], record.ledger | {"file": path.name, "sha256": record.sha256, "encoding": record.encoding}
        )

    def _rehearse(self, path, data, ledger_path, title):
        rehearsal = rehearse(data, path.name, title)
        ledger = rehearsal.ledger.as_dict()
        self.stdout.write(f"{'行':>4}  {'去向':<10}  {'方式':<4}  文字（原因）")
        for entry in ledger["entries"]:
            text = entry["text"] if len(entry["text"]) <= 24 else f"{entry['text'][:12]}…{entry['text'][-10:]}"
            self.stdout.write(f"{entry['line']:>4}  {entry['label']}  {entry['fate']}  {text}（{entry['reason']}）")
        self._summary(ledger, rehearsal.source.encoding)
        self._about_title(ledger, title)
        if earlier := earlier_import(rehearsal.source.sha256):
            self.stdout.write(f"这份稿件已经导入过：《{earlier.page.title}》（页面编号 {earlier.page_id}）。")
        self.stdout.write("试运行：什么也没有保存。")
        _write(
            ledger_path,
            ledger | {"file": path.name, "sha256": rehearsal.source.sha256, "encoding": rehearsal.source.encoding},
        )

    def _about_title(self, ledger, title):
        added = ledger["added"].get("title")
        if added == PLACEHOLDER:
            self.stdout.write(f"  原稿没有标题：草稿的标题暂作“{PLACEHOLDER}”，发布前必须改写；也可以用 --title 写明。")
        elif added:
            self.stdout.write("  原稿没有标题，用的是 --title 给的标题。")
        elif title:
            self.stdout.write("  原稿有标题，以原稿为准，没有用 --title。")

    def _report(self, record, title):
        page = ArticlePage.objects.get(pk=record.page_id)
        state = "已发布" if page.live else "已存为草稿"
        self.stdout.write(f"《{page.title}》{state}，页面编号 {page.pk}，地址 {page.url or page.url_path}")
        self._summary(record.ledger, record.encoding)
        self._about_title(record.ledger, title)
        if not page.published_at or page.published_at == page.first_published_at:
            self.stdout.write("稿件没有写发布时间：页面显示首次发布的时间，也可以用 --published-at 指定。")

    def _summary(self, ledger, encoding):
        count = ledger["characters"]
        self.stdout.write(
            f"编码 {encoding}；{count['lines']} 行有字的内容全部有去向；零丢失核对通过："
            f"共 {count['source']} 字 = 原位 {count['kept']} + 移位 {count['moved']} + 版面记号 {count['mark']}"
            + (f" + 略去 {count['dropped']}" if count["dropped"] else "")
            + (f"；另有 {count['left_out']} 处不属于正文，未采用" if count["left_out"] else "")
            + "。"
        )
        for remark in ledger["remarks"]:
            where = f"第 {remark['line']} 行" if remark["line"] else "全文"
            self.stdout.write(f"  请核对 {where}“{remark['excerpt']}”：{remark['message']}")


def _contents(path):
    if not path.exists():
        raise CommandError(f"找不到文件：{path}")
    if not path.is_file():
        raise CommandError(f"{path} 不是文件。请给出一份稿件的路径。")
    try:
        with path.open("rb") as file:
            return file.read(MAX_UPLOAD + 1)
    except OSError as error:
        raise CommandError(f"读不了 {path}：{error.strerror}。请检查文件权限。") from error


def _section(slug):
    sections = list(SectionPage.objects.order_by("path"))
    found = [section for section in sections if section.slug == slug]
    if not found:
        known = "、".join(f"{section.slug}（{section.title}）" for section in sections) or "还没有任何栏目"
        raise CommandError(f"没有网址名为 {slug} 的栏目。现有栏目：{known}")
    return found[0]


def _moment(text):
    if not text:
        return None
    try:
        moment = parse_datetime(text) or parse_date(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"看不懂发布时间“{text}”。请写成 2023-01-13 或 2023-01-13T08:00。")
    if not hasattr(moment, "hour"):
        moment = parse_datetime(f"{moment.isoformat()}T00:00")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _user(name):
    if not name:
        return None
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"没有名为 {name} 的可用账号。")
    return user


def _refuse_unwritable(path):
    """Said before anything is imported, so that an article never exists without the ledger that was asked for."""
    if path and (Path(path).is_dir() or not os.access(Path(path).resolve().parent, os.W_OK)):
        raise CommandError(f"台账写不进 {path}：请检查文件夹是否存在、是否可写。什么也没有导入。")


def _write(path, ledger):
    if path:
        Path(path).write_text(json.dumps(ledger, ensure_ascii=False, indent=1), encoding="utf-8")
