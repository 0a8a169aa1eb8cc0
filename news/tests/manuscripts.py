"""What the tests of the importer share: the newspaper's manuscript, where it is at hand, and short forms of results."""

from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import PageLogEntry, Revision

from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import read
from news.manuscripts.understanding.structure import parse
from news.models import ArticlePage, Contributor, ManuscriptImport

TEXT = """示例标题：渡口换了新颜

记者 赵一明 通讯员 钱小江

示例导语：渡口的船一早就开了，岸上的人提着篮子排队。

开船

示例段落：对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第

一批，明天还会有更多。

新船靠岸。 孙小海 摄

（本版图片由示例摄影协会提供）
"""
ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "manuscripts" / "lucheng-confidence.txt"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"报社原稿不在仓库里,也不在 {REAL}")


def outline(text):
    """What the parser makes of `text`: (kind, text) pairs without layout marks."""
    return [(piece.kind, piece.text) for piece in parse(read(text.encode())) if piece.kind != Kind.MARK]


def bylines(text):
    """(name, role) pairs in printed order."""
    return [("".join(p.text.split()), p.detail) for p in parse(read(text.encode())) if p.kind == Kind.BYLINE]


def run(path, section, *options, **more):
    call_command("import_manuscript", str(path), "--section", getattr(section, "slug", section), *options, **more)


def kept_files(originals):
    return [path for path in originals.rglob("*") if path.is_file()]


def nothing_left(originals):
    return not (
        ArticlePage.objects.exists()
        or Contributor.objects.exists()
        or ManuscriptImport.objects.exists()
        or Revision.objects.exists()
        or PageLogEntry.objects.exclude(page__depth__lt=5).exists()
        or kept_files(originals)
    )
