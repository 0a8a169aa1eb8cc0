"""What the tests of the importer share: the newspaper's manuscript, where it is at hand, and short forms of results."""

from pathlib import Path

import pytest

from news.manuscripts.pieces import Kind
from news.manuscripts.reading import read
from news.manuscripts.structure import parse

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "manuscripts" / "lucheng-confidence.txt"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"报社原稿不在仓库里,也不在 {REAL}")


def outline(text):
    """What the parser makes of `text`: (kind, text) pairs without layout marks."""
    return [(piece.kind, piece.text) for piece in parse(read(text.encode())) if piece.kind != Kind.MARK]


def bylines(text):
    """(name, role) pairs in printed order."""
    return [("".join(p.text.split()), p.detail) for p in parse(read(text.encode())) if p.kind == Kind.BYLINE]
