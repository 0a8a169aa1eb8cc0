"""Quotations that stand by themselves, each with who said it: “……” and then ——王晶，某公司董事长."""

import re

from ..pieces import Kind
from .cutting import cut, ink
from .names import looks_like_name

LONGEST = {Kind.SPEAKER: 50, Kind.SPEAKER_ROLE: 100, Kind.SPEAKER_ORGANISATION: 100}
QUOTED = re.compile(r"[“「『](?P<said>[^“”「」『』]*(?:[“「『][^“”「」『』]*[”」』][^“”「」『』]*)*)[”」』]")
DASH = re.compile(r"\s{0,9}+(?:[—–―─-]{1,4}|[─━]+)\s{0,9}+")
SOURCE = re.compile(r"(?P<quote>.*[”」』])(?P<dash>\s{0,9}+[—–―─-]{1,4}\s{0,9}+)(?P<who>[^“”。！？]{2,60})$")
NAME_FIRST = re.compile(r"(?P<name>[^\s，,（(]{2,12})[，,\s]{1,9}(?P<title>.{2,60})$")
TITLE_ENCLOSED = re.compile(r"(?P<name>[^\s，,（(]{2,12})[(（](?P<title>[^()（）]{2,60})[)）]$")
TITLE_FIRST = re.compile(r"(?P<title>.{2,60}?)[，,\s]{1,9}(?P<name>[^\s，,]{2,12})$")
ROLES = re.compile(
    r"(?:党委|党组|党支部|常务|执行|科室|项目|技术|销售|市场|生产|社区|联合){0,9}副?"
    r"(?:董事长|理事长|总经理|总裁|总监|经理|厂长|店长|会长|秘书长|院长|所长|校长|馆长|主任|书记|局长|处长|科长|区长|市长|县长|镇长|"
    r"部长|站长|队长|组长|行长|主席|负责人|创始人|合伙人|法定代表人|业务员|设计师|工程师|研究员|教授|讲师|教师|老师|医生|护士|律师|"
    r"志愿者|讲解员|网格员|店主|老板|居民|市民|村民|游客|职工|员工|工人|司机|学生|代表|委员)(?:（[^（）]*）)?$"
)


def find_quotations(pieces):
    """The pieces with each free-standing quotation and its speaker set apart. Sidebars have no place for any."""
    found, in_sidebar, skip = [], False, False
    for index, piece in enumerate(pieces):
        in_sidebar = piece.kind == Kind.SIDEBAR or (in_sidebar and piece.kind != Kind.SIDEBAR_END)
        if skip:
            skip = False
        elif in_sidebar or piece.kind not in (Kind.PARAGRAPH, Kind.LEAD):
            found.append(piece)
        elif parts := _in_one(piece):
            found += parts
        elif parts := _in_two(piece, pieces[index + 1] if index + 1 < len(pieces) else None):
            found, skip = found + parts, True
        else:
            found.append(piece)
    return found


def ends_with_speaker(pieces):
    """Whether the last piece is complete because it names who said a quotation, though no stop closes it."""
    if not pieces or pieces[-1].kind != Kind.PARAGRAPH or len(pieces[-1].spans) > 1:
        return False
    if ink(pieces[-1])[0] in "“「『":
        return bool(_in_one(pieces[-1]))
    return len(pieces) > 1 and pieces[-2].kind == Kind.PARAGRAPH and bool(_in_two(pieces[-2], pieces[-1]))


def _in_one(piece):
    """“……”——王晶 in one line, or over lines that were joined."""
    text = ink(piece)
    match = SOURCE.match(text)
    if not match or not _is_one_quotation(match["quote"]):
        return []
    speaker = speaker_parts(match["who"])
    return _cut(piece, len(match["quote"]), match.start("who"), speaker) if speaker else []


def _in_two(piece, following):
    if following is None or following.kind not in (Kind.PARAGRAPH, Kind.LEAD) or not _is_one_quotation(ink(piece)):
        return []
    text = ink(following)
    dash = DASH.match(text)
    speaker = speaker_parts(text[dash.end() :]) if dash and len(text) <= 62 else []
    if not speaker:
        return []
    quote = _cut(piece, len(ink(piece)), len(ink(piece)), [])
    return quote + cut(following, _moved(speaker, dash.end()), "引语的破折号和分隔符，版面自带")


def _is_one_quotation(text):
    match = QUOTED.fullmatch(text.strip())
    return bool(match and match["said"].strip())


def _cut(piece, end, at, speaker):
    quote = (Kind.QUOTATION, 1, len(ink(piece)[:end].rstrip()) - 1, "单独成段的引语，引号由版面自动加", "")
    return cut(piece, [quote, *_moved(speaker, at)], "引语的引号和破折号，版面自动加")


def _moved(parts, by):
    return [(kind, start + by, end + by, reason, detail) for kind, start, end, reason, detail in parts]


def speaker_parts(text):
    """Who is named after the dash, in the order printed: name, organisation and role, as parts; [] if it is no person."""
    if not text or text[-1] in "。！？；，" or len(text) > 60:
        return []
    for match in (NAME_FIRST.match(text), TITLE_ENCLOSED.match(text), TITLE_FIRST.match(text)):
        if match and looks_like_name(match["name"]):
            return sorted([_name(*match.span("name")), *_title(match["title"], match.start("title"))], key=_place)
    for size in (3, 2, 4):  # 某公司董事长王晶
        title, name = text[:-size], text[-size:]
        if len(title) >= 2 and looks_like_name(name) and ROLES.search(title):
            return [*_title(title, 0), _name(len(title), len(text))]
    return [_name(0, len(text))] if len(text) <= LONGEST[Kind.SPEAKER] else []


def _place(part):
    return part[1]


def _name(start, end):
    return (Kind.SPEAKER, start, end, "引语之后写明的说话人", "")


def _title(text, at):
    """A title as organisation and role; as a role alone where it cannot be told where the one ends."""
    found = ROLES.search(text)
    start = found.start() if found else 0
    parts = [(Kind.SPEAKER_ROLE, at + start, at + len(text), "说话人的职务", "")]
    if start:
        parts.insert(0, (Kind.SPEAKER_ORGANISATION, at, at + start, "说话人的单位", ""))
    return parts
