"""Where to turn: whoever asks how to complain, or types the number of the hotline, is led to the page that says it."""

from portal.home.models import StandardPage
from programs.publication import public_pages

from ..query.common_words import FUNCTION_WORDS
from .findings import Promoted

# A question of these words alone asks how to reach us; 投诉处理办法 does not.
REACHING = frozenset(
    "12345 投诉 举报 反映 反馈 意见 建议 信访 纠错 报错 留言 咨询 联系 联系我们 联系人 联系方式 联系电话 客服 热线 电话 号码 政府 市长 区长 信箱 邮箱 "
    "网站 本站 政务 服务 便民 问题 渠道 方式 途径 地址 部门 单位 投诉电话 举报电话 服务热线 政府热线".split()
)
ASKING = frozenset(
    "12345 投诉 举报 反映 反馈 意见 建议 信访 纠错 报错 留言 咨询 联系 联系我们 联系方式 客服 热线 信箱 投诉电话 举报电话 服务热线 政府热线".split()
)
SLUG = "contact"
TITLES = ("联系我们", "联系方式", "咨询投诉", "投诉举报", "互动交流")
NOTE = "咨询、投诉、建议和纠错，从这里找到我们。"


def ways(question):
    """`Promoted`s for a question that asks how to reach the government or this site: at most one. No query for others."""
    wanted = {word.text for word in question.words} - FUNCTION_WORDS
    if not wanted & ASKING or not wanted <= REACHING:
        return []
    pages = StandardPage.objects.filter(pk__in=public_pages().order_by().values("pk"))
    page = pages.filter(slug=SLUG).first() or pages.filter(title__in=TITLES).order_by("path").first()
    return [Promoted(page.title, page.url, NOTE)] if page and page.url else []
