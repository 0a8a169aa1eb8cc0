"""Words that look like the name of an organisation, found by how such names end."""

import re

ENDINGS = (
    "股份有限公司|有限责任公司|有限公司|集团|协会|商会|联合会|基金会|促进会|研究院|研究所|设计院|职业介绍中心|服务中心|研发中心|管理中心|交流中心|中心|之家|"
    "管理局|委员会|合作社|工作室|银行|大学|学院|医院|公司|经济办|党政办|综治办"
)
LONGEST = 100  # characters of a name, with all that it is a part of
NAME = re.compile(rf"[\u3400-\u9fffA-Za-z0-9·()（）]{{2,28}}?(?:{ENDINGS})")
PARENTS = ("集团", "公司", "大学", "医院", "学院", "研究院", "协会")
# where a name cannot begin or go on: the words before it in a sentence
BEFORE = re.compile(
    r"(?=(建好|用好|以及|组织|携手|联手|联合|走进|来到|设立|成立|依托|走访|拜访|建成|"
    r"开设|利用|通过|专门|牵头|开展|推动|支持|帮助|获得|入选|提供|作为|举办|召开|出自|来自|一家|这家|那家|多家|各家|参加|加入|负责人|一些|许多|不少|目前|昨天|今天|"
    r"近日|日前|当天|记者|一起|以上|之一|进入|属于|位于|挂牌|揭牌|启用|打造|建立|引进|邀请|经(?![济营贸开验信发])|[的了在由向赴与和及是为像将把被对从到让给用请据按离聘]))"
)
COMMON_WORDS = (
    "一个 一家 几个 知名 龙头 重点 综合 便民 服务 志愿者 承办 主办 协办 指定 合作 代理 商业 县级 制造 鞋业 科技 贸易 外贸 民营 国有 上市 物业 物流 "
    "建筑 施工 软件 互联网 保险 中小 购物 数据 活动 运动 体育 文化 科创 创新 会议 会展 展览 指挥 核心 政治 经济 金融 教育 医疗 研发 培训 体验 "
    "党群 企业 职业 社区 市 区 镇 村 省 城"
).split()
COMMON = re.compile(
    rf"(?>{'|'.join(COMMON_WORDS)}|[上本该各某两几多些此家新老大小分子母外同])*"
    r"(?:公司|集团|服务中心|中心|协会|商会|学院|医院|银行|大学|委员会|研究所|研究院|合作社|工作室)"
)


def organisations(text):
    """(start, end) of each such name, each name once, the shortest of those that end alike."""
    spans = []
    for match in NAME.finditer(text):
        start, end = _trimmed(text, *match.span())
        if spans and start == spans[-1][1] and text.endswith(PARENTS, spans[-1][0], start):
            start = spans.pop()[0]  # 某集团某中心: a part of a larger one
        spans.append((start, end))
    named = {text[start:end]: (start, end) for start, end in reversed(spans)}
    long = {name for name in named if 4 <= len(name) <= LONGEST and not COMMON.fullmatch(name)}
    return sorted(named[name] for name in long if not any(name[at:] in long for at in range(1, len(name))))


def without_lead(text):
    """`text` without the words of its sentence before a name."""
    end = 0
    for found in BEFORE.finditer(text):
        end = found.end(1)
    return text[end:]


def _trimmed(text, start, end):
    head = text[start : start + re.search(rf"(?:{ENDINGS})$", text[start:end]).start()]
    return start + len(head) - len(without_lead(head)), end
