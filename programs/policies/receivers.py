"""Whom an item is for, as its source says it in words: enterprises or persons, and enterprises of which size."""

import re
from functools import lru_cache

ORGANISATIONS = (
    "企业 公司 集团 单位 商户 工商户 主体 法人 组织 机构 协会 商会 市场 园区 工厂 厂家 车间 合作社 商家 店 平台 基地 项目 "
    "出口商 经销商 制造商 服务商 小微 中小微 规上 规下"
).split()
PLAIN_PERSONS = (
    "老人 老年人 老年 高龄 独居 长者 儿童 少儿 婴幼儿 青少年 学生 毕业生 大学生 研究生 居民 村民 市民 群众 个人 自然人 本人 家庭 "
    "残疾人 患者 病人 孕产妇 妇女 母亲 家长 军人 军属 退役 求职者 失业 未就业 参保人 购房人 租房人 消费者 游客 读者 业主 租户 住户 "
    "低保户 困难户 农户 户籍 新市民 志愿者 劳模 教师 医生 护士 运动员 退休 灵活就业 租房补贴 房租补贴 购房补贴 住房补贴 "
    "生育津贴 生活津贴 养老金 助学金 奖学金 救助金 抚恤金 低保金"
).split()
# Names of funds and insurances that enterprises pay for: they say nothing of who gets something.
FUNDS = re.compile("失业保险|养老保险|医疗保险|生育保险|工伤保险|残疾人就业保障金|残保金")
# Whom an enterprise has or looks for: in the name of an item they say nothing of who gets it.
STAFF = "员工 职工 工人 人员 人才 青年 务工者 创业者 劳动者 从业者 高管 负责人 法定代表人 骨干 专家 博士 硕士 技师 工匠 者".split()
RECEIVER = re.compile("|".join(sorted(map(re.escape, ORGANISATIONS + PLAIN_PERSONS + STAFF), key=len, reverse=True)))
ASIDE = re.compile(r"[（(\[【][^（()\[\]【】）]*[）)\]】]")
BETWEEN = re.compile(r"[、，,；;。/\n和及与或]")
SIZES = {
    "小微企业": ("small", "micro"),
    "小型微型企业": ("small", "micro"),
    "小微": ("small", "micro"),
    "中小微企业": ("medium", "small", "micro"),
    "中小企业": ("medium", "small", "micro"),
    "大型企业": ("large",),
    "大中型企业": ("large", "medium"),
    "中型企业": ("medium",),
    "小型企业": ("small",),
    "微型企业": ("micro",),
}
ANY_ENTERPRISE = {"企业", "各类企业", "全部企业", "所有企业", "辖区企业", "市场主体", "经营主体"}


@lru_cache(maxsize=2000)
def _kinds(text):
    """Of each phrase that says it, is it for an organisation? What stands last decides: 招用毕业生的企业, but 企业的职工."""
    last = [RECEIVER.findall(phrase)[-1:] for phrase in BETWEEN.split(ASIDE.sub("", text))]
    return frozenset(word in ORGANISATIONS for words in last for word in words)


def is_for_persons(title, who_text, audiences):
    """Does its source name persons as those who get it, and no organisation? Where it names nobody, its title tells,
    as far as it speaks of persons whom no enterprise employs."""
    said = frozenset().union(*(_kinds(text) for text in (who_text, *audiences)))
    if said or who_text.strip() or audiences:
        return False in said and True not in said
    named = RECEIVER.findall(FUNDS.sub("", title))
    return any(word in PLAIN_PERSONS for word in named) and not any(word in ORGANISATIONS for word in named)


def sizes_named_by(audiences):
    """The sizes of enterprises that `audiences` name; empty where they name none, or others beside them."""
    known = [SIZES.get(name) for name in audiences]
    return {size for sizes in known for size in sizes} if known and all(known) else set()


def unclear(audiences):
    """Those of `audiences` of which a company's record does not say whether it is one: 外贸企业, 规上企业."""
    if not ANY_ENTERPRISE.isdisjoint(audiences) or sizes_named_by(audiences):
        return []
    return list(audiences)
