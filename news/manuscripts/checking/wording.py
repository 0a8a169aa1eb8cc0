"""What looks odd in one piece by itself: doubled words, punctuation, dates, clauses that break off."""

import re

from .texts import remark_on

HAN = "[\u3400-\u9fff]"
DOUBLED = re.compile(rf"({HAN}{{2,6}})\1")
DOUBLED_PARTICLE = re.compile(
    r"(?<!目)的的(?!确|士)|是是(?!非)|(?<!实实)在在|和和(?!气|美|睦)|与与|被被|将将(?!就)|对对(?!子|联)|为为"
)
REDUPLICATED = frozenset(
    "研究 讨论 商量 休息 打听 活动 练习 学习 考虑 了解 打扮 收拾 体验 交流 热闹 轻松 高兴 非常 很多 许多 好多 多少 永远 谢谢 一步 一点 一天 "
    "一次 一个 一层 一批 一年 一家 一项 一笔 一代 一户 一寸 一件 一遍 一趟 加油 特别 哈哈 呵呵 滴答 咚咚 哗啦 叮当 来来 往往".split()
)
HALF_WIDTH = re.compile(rf"(?<={HAN})[,;:?!()]|[,;:?!()](?={HAN})")
NO_YEAR = re.compile(r"(?<![年\d])(?<!年 )\d{1,2}月\d{1,2}日")
PAIRS = dict(zip("”’》）】」』)", "“‘《（【「『(", strict=True))
BROKEN_OFF = re.compile(
    r"(?<![举措策脚叉剂管施疏堵防罚建])并用(?=[，；])"
    r"|(?<![合兼吞裁火一])并(?=[，。；])|以及(?=[，。；、])|或者(?=[，。；])|(?<![抑])或(?=[，。；])|(?<![参给赋授干相])与(?=[，。；])"
    r"|(?<![棉植覆铺])被(?=[，。；])|关于(?=[，。；])|(?<![之共总温随缓暖融祥平亲调柔饱宽议晴讲谦附唱应])和(?=[，。；])|因为(?=[，。；])"
)


def wording_remarks(piece):
    text = piece.text
    for match in DOUBLED.finditer(text):
        word = match[1]
        if word not in REDUPLICATED and len(set(word)) > 1:
            yield remark_on(piece, "doubled-word", *match.span(), f"“{word}”连续出现两次，是否多写？")
    for match in DOUBLED_PARTICLE.finditer(text):
        yield remark_on(piece, "doubled-word", *match.span(), f"“{match[0][0]}”连续出现两次，是否多写？")
    yield from half_width([piece])
    for match in NO_YEAR.finditer(text):
        yield remark_on(piece, "date-without-year", *match.span(), f"日期“{match[0]}”没有写年份。")
    if (at := _unmatched(text)) is not None:
        yield remark_on(piece, "unmatched", at, at + 1, f"“{text[at]}”没有配对。")
    for match in BROKEN_OFF.finditer(text):
        message = f"分句在“{match[0]}”处断开，语序或标点可能有误，请核对。"
        yield remark_on(piece, "broken-clause", *match.span(), message)


def half_width(pieces):
    """Half-width punctuation among Chinese characters, told once for all `pieces`."""
    found = [(piece, match) for piece in pieces for match in HALF_WIDTH.finditer(piece.text)]
    if found:
        kinds = " ".join(sorted({match[0] for _, match in found}))
        piece, first = found[0]
        yield remark_on(piece, "half-width", *first.span(), f"中文里用了半角标点 {kinds}，共 {len(found)} 处。")


def _unmatched(text):
    """The index of the first bracket or quotation mark without its partner; None where all match."""
    opened = []
    for at, character in enumerate(text):
        if character in PAIRS.values():
            opened.append(at)
        elif character in PAIRS:
            if not opened and character in ")）" and at < 4 and text[:at].isalnum():
                continue  # 1）先下后上
            if not opened or text[opened[-1]] != PAIRS[character]:
                return at
            opened.pop()
    return opened[0] if opened else None
