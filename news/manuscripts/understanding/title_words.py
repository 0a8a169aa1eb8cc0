"""What the words of a line say of it: that it is no title, a sentence, an office's letterhead, the number of a letter."""

import re

from .rows import width

LONGEST = 255
WIDEST = 60  # a line of text that is wider, and says nothing else of itself, is a paragraph
KINDS = (
    r"(?:通知|通告|通报|公告|公示|方案|计划|规划|报告|总结|纪要|记录|讲话|致辞|发言|演讲稿?|主持词|简介|介绍|说明|办法|细则|规定|规则|章程|规范|指南|须知|意见|倡议书?|"
    r"建议书?|申请书?|承诺书|协议书?|合同|公约|请示|批复|决定|答复|函|书|表|名单|议程|流程|日程|安排|手册|大纲|提纲|稿|信|词|文|记|史|案|攻略|要点|指引|要求|策划)"
)
KIND_OF_TEXT = re.compile(KINDS + r"(?:[(（][^()（）]{1,20}[)）])?$")
KIND_ALONE = re.compile(r"(?:[^\d\s]{0,2}" + KINDS + r")$")
ATTACHMENT = re.compile(
    r"附\s{0,9}+(?:件|录|表|图)\s{0,9}+[\d一二三四五六七八九十]{0,3}\s{0,9}+(?:[-—]\s{0,9}+\d{1,3})?\s{0,9}+(?:$|[:：.．、])"
)
ENCLOSED = re.compile(r"[(（\[【〔].*[)）\]】〕]$")
NO_TITLE = re.compile(
    r"目\s{0,9}+[录次]$|contents$|(?:绝密|机密|秘密|内部(?:资料|文件)?|特急|加急|急件)(?:[★☆]|$)|(?:正文|草案|草稿|征求意见稿|前\s{0,4}言|引\s{0,4}言|序\s{0,4}言|绪\s{0,4}论|导\s{0,4}言|摘\s{0,4}要|概\s{0,4}述|abstract|introduction)$|"
    r"(?:二[〇○零]|19|20)[\d〇○一二三四五六七八九零]{2}\s{0,9}+[年.\-/]\s{0,9}+[\d一二三四五六七八九十]{1,3}\s{0,9}+[月.\-/]?\s{0,9}+(?:[\d一二三四五六七八九十]{1,3}\s{0,9}+[日号]?)?(?:\s{0,9}+\d{1,2}[点时:：]\d{1,2}分?)?$|"
    r"\d{1,2}月\d{1,2}日$|[—\-－]|[（(]?此处",
    re.IGNORECASE,
)
ADDRESSED = re.compile(
    r"(?:尊敬|敬爱|亲爱)的|各位|大家好|dear\b|.{0,10}(?:们|同志|朋友|领导|您好|你好)\s{0,9}+[！!，,]$", re.IGNORECASE
)
NUMBER = re.compile(
    r"[^\d\s]{0,12}[〔﹝\[(（【]\s{0,9}+[\dXx×]{0,4}+\s{0,9}+[〕﹞\])）】]\s{0,9}+第?\s{0,9}+[\dXx×]{0,4}+\s{0,9}+号(?:\s{0,40}+签发人\s{0,9}+[:：].{0,40})?$|"
    r"第\s{0,9}+[\dXx×一二三四五六七八九十百]{0,4}+\s{0,9}+[期号](?:\s{0,9}+[(（].{0,20}[)）])?$"
)
ISSUED = re.compile(
    r"[^\s。，]{2,30}\s{2,60}+(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$"
)  # who issues it, and the day
LABELLED = re.compile(
    r"[^，。：:]{0,6}(?:时间|日期|地点|地址|电话|主持人?|记录人|出席|参会人?员?|参加人员|议题|编号|代码|名称|组别|类[别型]|姓名|学号|学院|院系|班级|专业|单位|部门|邮编|编码|邮箱|网址|"
    r"主办|承办|协办|联系人?|抄送|主送|审核|审批|版本号?|老师|组长|组员|成员|人员|作者|记者|通讯员|来源|出处|关键[字词])\s{0,9}+[:：]"
)
FIELD = re.compile(r"[^，。：:\s]{1,6}[:：]")  # a line of a form, if its neighbour is one as well
SPREAD = re.compile(r"\S\S(?:[^\S\t]{0,9}\t|\s{3})\s{0,60}\S\S")
DAY = re.compile(r"(?:[1-9]|1[0-2])\.(?:1[3-9]|2\d|3[01])(?=[\u3400-\u9fff])")  # 8.30会议记录
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s{0,9}+\D")
NOTE = re.compile(
    r"[【\[（(]?(?:编者按|编者的话|编后|按语|按|导读|内容提要|提要|核心提示|摘\s{0,9}+要)[】\]）)]?\s{0,9}+[:：】\]]"
)
PAPER = re.compile(r"(?:文件|简报|信息|内参|快报|动态|专报|发电|明电|电报)$")
ISSUES = re.compile(
    r"(?:公告|通告|通报|公报|令|会议纪要|纪要)$"
)  # a letterhead that is a title where no other stands below
ORGAN = re.compile(
    r"(?:人民政府|委员会|管委会|办公室|[市县区省]委|局|厅|部|处|院|会|校|馆|中心|公司|集团|大学|学院|中学|小学|幼儿园|银行|支队|大队)$"
)
LETTERHEAD = re.compile(
    r"(?!.*(?:走进|调研|考察|来到|召开|举[办行]|[揭挂]牌|成立|在|到|赴|向|与|访|为|让|把|被|入选|落户))[^，。：:！!？?《》“”]{2,80}"
    r"(?:人民政府|委员会|管委会|办公室|有限公司|集团|协会|学会|商会|联合会|联谊会(?:.{1,5}部)?|研究会|基金会|学生会|department|association|committee|university|ltd\.?)$",
    re.IGNORECASE,
)


def is_sentence(text):
    """Whether `text` is running text: it ends as a sentence does, or holds one."""
    if text[-1] in "：:" and KIND_OF_TEXT.search(text[:-1]):
        return False  # 班级章程修改记录：
    return text[-1] in "。；;，,、：:" or "。" in text or width(text) > 2 * WIDEST


def is_no_title(text):
    """Whether a first line cannot be the title: a sentence, a number, an attachment's mark, the word 目录."""
    text = text.strip()
    no_words = sum(character.isalpha() for character in text) < 2
    return bool(
        no_words or is_sentence(text) or ENCLOSED.match(text) or len(text) > LONGEST
        or any(pattern.match(text) for pattern in (ATTACHMENT, NO_TITLE, ADDRESSED, NUMBER, ISSUED, LABELLED))
    )  # fmt: skip


def joined(lines):
    """The title that stands on `lines`: a paper's name is broken anywhere, a headline where one takes breath."""
    lines = [line.strip() for line in lines]
    is_paper = any(KIND_OF_TEXT.search(line) or "关于" in line for line in lines)
    is_spelled = all(len(line) == 1 for line in lines[1:])
    gap = "" if (is_paper or is_spelled) and not any(line.isascii() for line in lines) else " "
    return gap.join(lines)
