"""Where to turn: whoever asks how to complain, or types the number of the hotline, is led to the page that says it."""

import re

from portal.home.models import StandardPage
from programs.records.publication import public_pages

from ..query.common_words import FUNCTION_WORDS
from .findings import Promoted

# A question of these words, and of such that say little, asks how to reach us; 投诉处理办法 does not.
ASKING = (
    "12345 投诉 举报 反馈 信访 纠错 报错 留言 咨询 联系我们 联系方式 联系政府 联系部门 客服 热线 信箱 意见建议 建议意见 提意见 提建议 提个意见 提个建议"
).split()
BESIDES = "反映 意见 建议 联系 联系人 电话 号码 政府 政务 市长 区长 邮箱 网站 本站 网页 服务 便民 问题 渠道 方式 途径 地址 部门 单位 平台 处".split()
_SAID = re.compile("|".join(sorted({*ASKING, *BESIDES, *FUNCTION_WORDS}, key=len, reverse=True)))
SLUG = "contact"
TITLES = ("联系我们", "联系方式", "咨询投诉", "投诉举报", "互动交流")
NOTE = "联系方式和受理范围，请看这一页。"


def ways(question):
    """`Promoted`s for a question that asks how to reach the government or this site: at most one. No query for others."""
    said = question.folded.replace(" ", "")
    if not any(word in said for word in ASKING) or _SAID.sub("", said):
        return []
    pages = StandardPage.objects.filter(pk__in=public_pages().order_by().values("pk"))
    page = pages.filter(slug=SLUG).first() or pages.filter(title__in=TITLES).order_by("path").first()
    return [Promoted(page.title, page.url, NOTE)] if page and page.url else []
