"""A manuscript of twice as many lines takes twice as many steps, whatever stands in them."""

import sys

import pytest

from news.manuscripts.checking import odd_things
from news.manuscripts.checking.registers import Registered
from news.manuscripts.source.reading import read
from news.manuscripts.understanding.structure import parse

HEAD = "演示区举行活动\n\n"
SENTENCE = "今天上午，演示区在文化中心举行活动，来自各街道的居民参加。\n"
KINDS = {
    "letters": "一\n",
    "latin": "a\n",
    "captions": "图为居民在现场参加活动。张三 摄\n",
    "reporters": "记者 张三\n",
    "tabs": "甲\t乙\t12\n",
    "strokes": "|甲|乙|12|\n",
    "sentences": SENTENCE,
    "headings": "活动现场\n" + SENTENCE,
    "sidebars": "【相关链接】\n" + SENTENCE,
    "quotations": "“今天的活动办得很好，大家都很高兴。”\n——张三，演示公司董事长\n",
    "open quotations": "“今天，有人说：\n",
    "clauses": "第一项工作要抓紧；\n",
    "pages": "第1版\n",
}


def steps(text):
    """How many functions are called while the text is read, laid out and checked."""
    count = 0

    def one(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(one)
    try:
        odd_things(parse(read(text.encode(), "演示.txt")), Registered(["演示区文化促进会"]))
    finally:
        sys.setprofile(former)
    return count


@pytest.mark.parametrize("line", KINDS.values(), ids=KINDS)
def test_twice_the_lines_take_twice_the_steps(line):
    assert steps(HEAD + line * 400) < 2.3 * steps(HEAD + line * 200)
