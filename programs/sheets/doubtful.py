"""Rows that stand among the records of a sheet and seem to be none: totals, notes, signatures, dashes, headers again."""

import re
import unicodedata
from itertools import islice

from .resources import KeyColumn, OwnerColumn

LONGEST = 200  # characters of a cell that are looked at
TOTAL = re.compile(
    r"(?:本页|本表|以上|全区|全市|全部|各类|年度|本月|本年|累计)?(?:合计|小计|总计|共计|总共|累计|汇总|总和|总数|平均值?|平均数|total|subtotal|sum)"
    r"(?:$|[\d:(,].*|[家个条项户人件场]数?.*)|共计?\d+[家个条项户人件场份].*",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(?:备?注|附注|说明|填表说明|填报说明|编制说明|注意|注意事项|提示|备注说明|资料来源|数据来源|来源|口径|统计口径|单位)(?:\d{0,2}[:.、)]|$)"
    r"|[(]?(?:注|备注|说明)[:)]|[*※★☆●◆■▲△]|以下空白|本页无正文|此页无正文|第\d+页|转下页|接上页|续表|此表|本表"
)
SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|复核|审批|审定|经办|统计|报送|登记|校对|签发|主管|负责|联系)(?:人|单位|部门|日期|时间|电话|领导)(?:签[字名章])?(?:$|[:(_]|[\u4e00-\u9fff]{2,4}$)"
    r"|(?:单位|部门)?负责人(?:$|[:(])|(?:单位|部门|科室)?\(?(?:盖章|公章|签字|签名|签章)\)?(?:$|:)|(?:截止|截至|打印|统计|更新|导出|制表)(?:日期|时间)?:"
    r"|日期:|(?:领导|签字|签名|盖章|电话|地址)[:(]"
)
HEADINGS = {
    "名称", "企业名称", "单位名称", "公司名称", "法定名称", "标题", "文件名称", "政策名称", "活动名称", "姓名", "序号",
}  # fmt: skip
FILLER = {"无", "暂无", "没有", "略", "同上", "同前", "待定", "待补", "不详", "未知", "空", "空白", "null", "none", "nan", "n/a", "na", "x", "xx", "xxx", "test", "测试"}  # fmt: skip
GROUP = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十\d]{1,3}(?:类|部分|批|组)$")


def doubts_about(headers, resource):
    """A function that says of a row why it seems to be no record, as a Chinese clause; nothing where it seems to be one."""
    name_header = _name_header(resource)
    name_at = headers.index(name_header)
    key_at = next((at for at, name in enumerate(headers) if isinstance(resource.columns.get(name), KeyColumn)), None)

    def reason_against(row):
        filled = _first_filled(row.values)
        if not filled:
            return ""
        is_alone, name, first = len(filled) == 1, _plain(row.values[name_at]), _plain(row.values[filled[0]])
        if name == name_header or name in HEADINGS or (not name and first == headers[filled[0]]):
            return "与表头相同"
        if name:
            return _about(name, is_alone) or _no_name(name) or ("像是合计" if TOTAL.fullmatch(first) else "")
        if is_alone and filled[0] == key_at and first.isdigit():
            return "只有编号"
        return _about(first, is_alone) or (_no_name(first) if is_alone else "")

    return reason_against


def _first_filled(values):
    """Where the first two cells with anything in them are."""
    return list(islice((at for at, value in enumerate(values) if value is not None and str(value).strip()), 2))


def _plain(value):
    """The cell's text in half width and without white space, as far as it is looked at."""
    text = "" if value is None else str(value)[:LONGEST]
    return "".join(unicodedata.normalize("NFKC", text).split())


def _name_header(resource):
    """What a record of this sheet goes by."""
    if not hasattr(resource, "identities"):
        return next(column.header for column in resource.columns.values() if isinstance(column, OwnerColumn))
    return next(column.header for column in resource.columns.values() if column.attribute == "title")


def _about(text, is_alone):
    if TOTAL.fullmatch(text):
        return "像是合计"
    if NOTE.match(text):
        return "像是说明"
    if SIGNED.match(text):
        return "像是落款"
    if is_alone and GROUP.match(text):
        return "像是分组的标题"
    return "像是说明" if is_alone and text[-1] in "。;" else ""


def _no_name(text):
    return "没有名称" if text.lower() in FILLER or not any(character.isalpha() for character in text) else ""
