"""What can be a title, and which paragraph of a Word file is it: by style, by outline, by how it looks, by where it stands."""

import re
from itertools import pairwise

from ..pieces import Kind
from ..source.lines import squeeze
from .names import read_byline
from .rows import ENUMERATOR, width

LONGEST = 255
WIDEST = 60  # a line of text that is wider, and says nothing else of itself, is a paragraph
HEAD = 12  # paragraphs before the first sentence that are looked at
HEADING, TITLE, SUBTITLE, KICKER = Kind.HEADING.name, Kind.TITLE.name, Kind.SUBTITLE.name, Kind.KICKER.name
KIND_OF_TEXT = re.compile(
    r"(?:通知|通告|通报|公告|公示|方案|计划|规划|报告|总结|纪要|记录|讲话|致辞|发言|演讲稿?|主持词|简介|介绍|说明|办法|细则|规定|规则|章程|规范|指南|须知|意见|倡议书?|"
    r"建议书?|申请书?|承诺书|协议书?|合同|公约|请示|批复|决定|函|书|表|名单|议程|流程|日程|安排|手册|大纲|提纲|稿|信|词|文|记|史|案|攻略|要点|指引|策划)(?:[(（][^()（）]{1,20}[)）])?$"
)
ATTACHMENT = re.compile(
    r"附\s{0,9}+(?:件|录|表|图)\s{0,9}+[\d一二三四五六七八九十]{0,3}\s{0,9}+(?:[-—]\s{0,9}+\d{1,3})?\s{0,9}+(?:$|[:：.．、])"
)
ENCLOSED = re.compile(r"[(（\[【〔].*[)）\]】〕]$")
NO_TITLE = re.compile(
    r"目\s{0,9}+[录次]$|contents$|(?:绝密|机密|秘密|内部(?:资料|文件)?|特急|加急|急件)(?:[★☆]|$)|(?:正文|草案|草稿|征求意见稿)$|"
    r"[^\d\s]{0,12}[〔\[(（【]\s{0,9}+(?:19|20)\d\d\s{0,9}+[〕\])）】]\s{0,9}+第?\s{0,9}+\d{1,4}\s{0,9}+号$|第\s{0,9}+[\d一二三四五六七八九十百]{1,4}\s{0,9}+期$|"
    r"(?:二[〇○零]|19|20)[\d〇○一二三四五六七八九零]{2}\s{0,9}+[年.\-/]\s{0,9}+[\d一二三四五六七八九十]{1,3}\s{0,9}+[月.\-/]?\s{0,9}+(?:[\d一二三四五六七八九十]{1,3}\s{0,9}+[日号]?)?$|"
    r"\d{1,2}月\d{1,2}日$|尊敬的|亲爱的|各位|大家好|[—\-－]|[（(]?此处",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"[^，。：:]{0,6}(?:时间|日期|地点|地址|电话|主持人?|记录人|出席|参会人?员?|参加人员|议题|编号|代码|名称|组别|类[别型]|姓名|学号|学院|院系|班级|专业|单位|部门|邮编|编码|邮箱|网址|"
    r"主办|承办|协办|联系人?|抄送|主送|审核|审批|版本号?|老师|组长|组员|成员|人员|作者|记者|通讯员|来源|出处|关键[字词])\s{0,9}+[:：]"
)
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s{0,9}+\D")
RED_HEAD = re.compile(r"(?:文件|简报|信息|内参|快报|动态|专报)$")


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
        no_words or is_sentence(text) or ATTACHMENT.match(text) or ENCLOSED.match(text) or NO_TITLE.match(text)
        or LABELLED.match(text) or len(text) > LONGEST
    )  # fmt: skip


class Paragraph:
    """One paragraph of a Word file with its place among the lines."""

    def __init__(self, lines, at):
        self.at, self.line = at, lines[at]
        self.places = [at]
        self.is_next = False  # nothing but blank lines stands between it and the paragraph before

    def close(self, lines):
        self.text = "".join(lines[place].text for place in self.places)
        text = self.text.strip()
        self.is_numbered = bool(ENUMERATOR.match(text) or NUMBERED.match(text))
        self.can = not is_no_title(self.text)
        self.depth = int(self.line.level or 0) if self.line.hint == HEADING else 0
        self.look = self.line.size, self.line.is_centred, self.line.is_bold

    @property
    def is_prose(self):
        text = self.text.strip()
        return not self.depth and self.line.hint not in (TITLE, SUBTITLE, KICKER) and (
            is_sentence(text) and text[-1] not in "：:" and (width(text) > 20 or text[-1] == "。")
        )  # fmt: skip


def title_places(lines):
    """The places in `lines` of a Word file's title, [] where it has none; it may stand on several lines."""
    paragraphs = _paragraphs(lines)
    head = _head(paragraphs)
    for find in (_by_style, _by_outline, _by_look, _by_place, _by_style_below):
        if found := find(paragraphs, head):
            return [place for paragraph in found for place in paragraph.places]
    return []


def _paragraphs(lines):
    made = []
    is_boxed = not any(line.part in ("", "altchunk") and squeeze(line.text) for line in lines)
    for at, line in enumerate(lines):
        if line.cell is not None or line.hint == Kind.DROPPED.name or not squeeze(line.text):
            continue
        if line.part == "footnote" or (line.part == "textbox" and not is_boxed):
            continue
        if made and line.goes_on and line.paragraph == made[-1].line.paragraph:
            made[-1].places.append(at)
        else:
            made.append(Paragraph(lines, at))
    cells = [at for at, line in enumerate(lines) if line.cell is not None]
    for paragraph in made:
        paragraph.close(lines)
        paragraph.is_below_table = bool(cells) and cells[0] < paragraph.at
        paragraph.is_above_table = bool(cells) and cells[-1] > paragraph.at
    for paragraph, following in pairwise(made):
        between = lines[paragraph.places[-1] + 1 : following.at]
        following.is_next = not any(line.cell is not None or line.picture for line in between)
    return made


def _head(paragraphs):
    """What stands before the first sentence."""
    end = next((n for n, paragraph in enumerate(paragraphs) if paragraph.is_prose), len(paragraphs))
    return paragraphs[: min(end, HEAD)]


def _by_style(paragraphs, head):
    """What is styled as the title above the text; later ones of that style are headings."""
    found = next((p for p in head if p.line.hint == TITLE and p.can), None)
    return _with_more(paragraphs, found, lambda other: other.line.hint == TITLE) if found else []


def _by_style_below(paragraphs, head):
    """The only paragraph of that style, though a sentence stands before it."""
    styled = [p for p in paragraphs if p.line.hint == TITLE]
    return styled if len(styled) == 1 and styled[0].can else []


def _by_outline(paragraphs, head):
    """A heading above the text that is no section of it: the only one of its level, or unlike those that follow."""
    found = next((p for p in head if p.depth), None)
    if found is None or not found.can or found.is_numbered:
        return []
    others = [p for p in paragraphs if p.depth and p is not found]
    alike = [p for p in others if p.depth == found.depth]
    after = paragraphs[paragraphs.index(found) + 1 :]
    if not alike or _stands_above(found, alike, after):
        return _with_more(
            paragraphs, found, lambda other: other.depth == found.depth and other.line.is_centred and len(alike) == 1
        )
    return []


def _stands_above(found, alike, after):
    """Whether a heading is the title though others have its level."""
    is_set_off = found.line.is_centred and not all(p.line.is_centred for p in alike)
    is_larger = found.line.size > max(p.line.size for p in alike)
    numbered = all(p.is_numbered for p in alike)
    leads_to_heading = bool(after) and after[0].depth > 0
    return is_set_off or is_larger or numbered or leads_to_heading or bool(KIND_OF_TEXT.search(found.text))


def _by_look(paragraphs, head):
    """The largest or first centred or bold line above the text."""
    body = _body_size(paragraphs)
    seen = [p for p in head if p.can and not p.is_numbered and not p.depth and width(p.text) <= WIDEST * 1.5]
    seen = [p for p in seen if p.line.is_centred or p.line.size > body > 0 or p.line.is_bold]
    seen = [
        p
        for p in seen
        if not _is_red_head(p, paragraphs) and (p.line.is_centred or p.line.size > body or not p.is_below_table)
    ]
    if not seen:
        return []
    found = max(seen, key=lambda p: (p.line.size, p.line.is_centred, p.line.is_bold))
    found = next(p for p in seen if p.look == found.look)
    return _with_more(
        paragraphs, found, lambda other: other.look == found.look and (other.line.is_centred or other.line.size > body)
    )


def _is_red_head(paragraph, paragraphs):
    """The name of an office's paper above the number of the letter: 某区人民政府文件."""
    after = paragraphs[paragraphs.index(paragraph) + 1 :][:2]
    return bool(RED_HEAD.search(paragraph.text)) and any(NO_TITLE.match(p.text.strip()) for p in after)


def _by_place(paragraphs, head):
    """Where nothing is set off: a first short line that a text follows."""
    found = next((p for p in head[:3] if not ATTACHMENT.match(p.text)), None)
    if (
        found is None
        or not found.can
        or found.is_numbered
        or found.is_below_table
        or found.line.hint not in ("", TITLE)
    ):
        return []
    is_short = width(found.text) <= 30 or (width(found.text) <= WIDEST and KIND_OF_TEXT.search(found.text))
    is_last = found is paragraphs[-1] and not found.is_above_table
    return [found] if is_short and not is_last and not read_byline(found.text.strip()) else []


def _body_size(paragraphs):
    sizes = {}
    for paragraph in paragraphs:
        sizes[paragraph.line.size] = sizes.get(paragraph.line.size, 0) + len(paragraph.text)
    return max(sizes, key=sizes.get, default=0)


def _with_more(paragraphs, found, is_alike):
    """A title with its second and third line."""
    made = [found]
    for other in paragraphs[paragraphs.index(found) + 1 :][:2]:
        text = other.text.strip()
        so_far = sum(len(paragraph.text) for paragraph in made)
        is_more = is_alike(other) or _completes(made[-1], other)
        if (
            not (is_more and other.is_next and other.can)
            or other.is_numbered
            or text.startswith("【")
            or so_far + len(text) > 80
        ):
            break
        if _is_whole(made[-1].text, text) or read_byline(text):
            break
        made.append(other)
    return made


def _completes(last, other):
    """Whether a centred line says of which kind the text is whose name begins in the line before."""
    both_centred = last.line.is_centred and other.line.is_centred and not other.depth
    return (
        both_centred
        and bool(other.look == last.look or KIND_OF_TEXT.search(other.text))
        and not KIND_OF_TEXT.search(last.text)
    )


def _is_whole(text, following):
    """Whether a title is complete before the next line: 办法 and then the name of who issues it."""
    return bool(KIND_OF_TEXT.search(text.strip())) and not KIND_OF_TEXT.search(following)
