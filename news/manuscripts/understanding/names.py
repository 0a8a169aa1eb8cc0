"""By-lines: which words of a line are names, and what each of these people did."""

import re
from dataclasses import dataclass

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃"
    "利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫"
    "肖邸代付仝仲苑佟冼覃麦雒占揭丘来木植戢亓占但朴苟谌占涂官訚尧笪邝禚昂邱麻倪蒉璋池裴"
)
COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
)
HAN = "[\u3400-\u9fff]"
NAME = re.compile(rf"{HAN}{{2,4}}$|{HAN}{{1,8}}(?:[·•]{HAN}{{1,8}}){{1,9}}$")
ROLES = {
    re.compile(r"(?:本报|本网|本刊|全媒体|融媒体?)?(?:见习|实习)记者"): "见习记者",
    re.compile(r"(?:本报|本网|本刊|本台|新华社|中新社)?(?:首席|特约|全媒体|融媒体?|摄影)?记者"): "记者",
    re.compile(r"(?:本报|本网|本刊)?(?:特约)?通讯员"): "通讯员",
    re.compile(r"作者|撰文|撰稿|执笔|采写|文字|文"): "作者",
    re.compile(r"文图|图文"): "作者",
    re.compile(r"摄影报道|摄影|摄|图片|图"): "摄影",
    re.compile(r"责任编辑|本版编辑|责编|编辑"): "编辑",
}
AND = "和与及"
NO_NAME = re.compile(
    r".*(?:通知|通告|通报|公告|公示|方案|计划|规划|简报|简介|简章|章程|总结|报告|讲话|致辞|发言|倡议书?|须知|意见|办法|细则|纪要|决定|名单|请示|批复|议程|日程|安排|安全|"
    r"手记|札记|单位|部门|学院|学校|公司|集团|街道|社区|中心|委员会|办公室|附件|目录|封面|正文|前言|摘要|图片|文件|表格|全体|员工|同学|老师|先生|女士|主任|书记|局长|区长|经理|"
    r"时间|地点|主题|内容|目的|背景|流程|要求|温州|鹿城|祝贺|祝福|欢迎|感谢|高效|和谐|平安|诚信|文明|健康|幸福|富强|民主|自由|平等|公正|法治|爱国|敬业|友善)$"
)
MOST = 6  # names without a role that may stand above a text; more are a list, or stand under a picture
SUFFIXES = re.compile(r"(?:摄影报道|摄影|撰文|文|图|摄)$")
BEHIND = ("文", "图", "摄")
WORD = re.compile(r"[^\s、，,/／|｜;；:：□■◎●○()（）\[\]【】—\-]+")


@dataclass
class Credit:
    """A name at `start`…`end` of a line, with the role that the line gives it ('' where it gives none)."""

    start: int
    end: int
    name: str
    role: str = ""
    also: str = ""


def role_of(word):
    return next((role for pattern, role in ROLES.items() if pattern.fullmatch(word)), "")


def looks_like_name(word):
    is_name = word[:1] in SURNAMES or word.startswith(COMPOUND) or "·" in word
    return is_name and bool(NAME.match(word)) and not NO_NAME.match(word)


def is_list_of_names(credits):
    """Whether so many are named, and none with a role, that they are no authors."""
    return len(credits) > MOST and not any(credit.role for credit in credits)


def read_byline(text):
    """The credits of a line that holds nothing but names and roles; None for any other line.

    Without a role word every name must begin with a surname, else three short words of a headline would pass.
    """
    if len(text) > 120 or text[-1] in "。！？!?，":
        return None
    words = _words(text)
    if words is None:
        return None
    names = ["".join(word.split()) for _, word, role in words if not role]
    has_roles = len(names) < len(words)
    if not names or any(NO_NAME.match(name) for name in names):
        return None
    if not has_roles and not all(looks_like_name(name) and "·" not in name for name in names):
        return None
    return _with_roles(words)


def _words(text):
    """The line as (start, word, role) triples, role '' for a name; None where a word is neither."""
    found, pending = [], None
    for match in WORD.finditer(text):
        word, start = match[0], match.start()
        if pending is not None:  # 王　晶: a name of two characters, spread to the width of three
            if len(word) != 1 or text[pending + 1 : start].strip():
                return None
            found.append((pending, text[pending : start + 1], ""))
            pending = None
        elif role := role_of(word):
            found.append((start, word, role))
        elif len(word) == 1 and word in SURNAMES:
            pending = start
        elif parts := _name_and_role(word, start):
            found += parts
        else:
            return None
    return found if pending is None else None


def _name_and_role(word, start):
    for pattern, role in ROLES.items():  # 记者张三
        match = pattern.match(word)
        if match and len(match[0]) > 1 and looks_like_name(word[match.end() :]):
            return [(start, match[0], role), (start + match.end(), word[match.end() :], "")]
    suffix = SUFFIXES.search(word)  # 张三摄
    if suffix and looks_like_name(word[: suffix.start()]) and not _may_end_in(suffix[0], word):
        return [(start, word[: suffix.start()], ""), (start + suffix.start(), suffix[0], role_of(suffix[0]))]
    return [(start, word, "")] if NAME.match(word) else _two_names(word, start)


def _may_end_in(suffix, word):
    """Whether 文 or 图 may be the last character of the name itself: 张晓文 is one, 赵一明文 is a name and a role."""
    return suffix in ("文", "图") and len(word) <= (4 if word.startswith(COMPOUND) else 3)


def _two_names(word, start):
    """赵一明和钱小江: two people."""
    for at in range(2, len(word) - 2):
        if word[at] in AND and looks_like_name(word[:at]) and looks_like_name(word[at + 1 :]):
            return [(start, word[:at], ""), (start + at + 1, word[at + 1 :], "")]
    return []


def _with_roles(words):
    """Give each name its role: 记者 stands before its names; 文, 图, 摄 may stand behind them."""
    credits, group, role, is_group_closed = [], [], "", False
    roles_come_first = words[0][1] in BEHIND
    for number, (start, word, given) in enumerate(words, 1):
        stands_behind = word in BEHIND or number == len(words)
        if not given:
            group = [] if is_group_closed else group
            group.append(Credit(start, start + len(word), re.sub(r"\s", "", word), role))
            credits.append(group[-1])
            is_group_closed = False
        elif stands_behind and group and not roles_come_first:
            for credit in group:
                credit.also = given if credit.role else ""
                credit.role = credit.role or given
            is_group_closed = True
        else:
            group, role, is_group_closed = [], given, False
    return credits
