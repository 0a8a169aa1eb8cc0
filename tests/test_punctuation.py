"""What people read here is Chinese, set with Chinese punctuation: a half-width comma between two characters is an error."""

import re
import subprocess
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff”》][,;?!:](?=[\u4e00-\u9fff“《])|[\u4e00-\u9fff]\([^()]*[\u4e00-\u9fff][^()]*\)"
)
# Manuscripts are taken as they come; their tests need both widths.
LEFT_AS_IS = ("tests/", "migrations/", "news/manuscripts/")


def shipped(pattern):
    names = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in names.splitlines() if not any(part in name for part in LEFT_AS_IS)]


def half_width_in_python(path):
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.STRING and not re.match(r"(?i)[bf]*r", token.string):
                if found := HALF_WIDTH.search(token.string):
                    yield f"{path.relative_to(ROOT)}:{token.start[0]} {found[0]}"


def test_python_strings_use_chinese_punctuation():
    assert [hit for name in shipped("*.py") for hit in half_width_in_python(ROOT / name)] == []


@pytest.mark.parametrize("pattern", ["*.html", "*.zh-CN.md"])
def test_texts_use_chinese_punctuation(pattern):
    hits = [
        f"{name} {found[0]}" for name in shipped(pattern) for found in HALF_WIDTH.finditer((ROOT / name).read_text())
    ]
    assert hits == []
