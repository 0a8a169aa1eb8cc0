"""Short names of other places in a text that never says which place is meant."""

import re

SHORT_NAMES = {
    "甬": ("宁波", re.compile(r"甬(?!江道)")),
    "沪": ("上海", re.compile(r"沪(?!剧)")),
    "渝": ("重庆", re.compile(r"渝")),
    "婺": ("金华", re.compile(r"婺(?!剧|源|城)")),
    "穗": ("广州", re.compile(r"(?<![麦稻禾抽结谷吐花])穗(?=[企商籍府媒深港])")),
    "榕": ("福州", re.compile(r"榕(?=[企商籍府媒城])")),
    "鹭": ("厦门", re.compile(r"鹭(?=[企商籍岛])")),
    "杭": ("杭州", re.compile(r"(?<![余苏上临])杭(?=[企商籍温甬绍])")),
}


def place_remarks(text):
    for short, (full, pattern) in SHORT_NAMES.items():
        if full not in text.text and (found := pattern.search(text.text)):
            message = (
                f"“{short}”是{full}的简称，全文没有提到{full}，请核对“{_context(text.text, found.start())}”的写法。"
            )
            yield text.remark("place-short-name", *found.span(), message)


def _context(whole, at):
    return re.match(r"[\u3400-\u9fff]{1,6}", whole[at:])[0]
