"""People named with a title, and who is quoted: for the editor to verify."""

import re

from ..understanding.names import COMPOUND, SURNAMES
from .organisations import without_lead
from .texts import RUNNING, remark_on

TITLE = (
    r"(?:党委|党组|党支部|党总支|常务|执行|科室|项目|技术|销售|市场|生产){0,4}副?(?:董事长|理事长|总经理|总裁|总监|厂长|店长|会长|秘书长|院长|所长|校长|馆长|"
    r"主任|书记|局长|处长|科长|区长|市长|县长|镇长|部长|站长|队长|行长|负责人|创始人|法定代表人|设计师|工程师|研究员|教授)"
)
SAYS = "说道|说|表示|介绍|告诉记者|认为|坦言|指出|强调|感慨|透露|回忆|直言|建议"
BREAK = "，。；：！？、“”‘’（）《》…—\n "
SAYING = re.compile(SAYS)
SURNAME = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
AFTER = re.compile(
    rf"(?:{SAYS}|[{BREAK}]|在|向|对|带|和|与|也|就|则|正|一|还|十|深|连|近|率|赴|出|高|激|特|接|的|等|$)"
)
TITLED = re.compile(rf"(?P<title>{TITLE})(?P<rest>{SURNAME}[\u3400-\u9fff]{{1,3}})")
LONGEST = 30  # characters of an organisation before a title
ORGANISATION = re.compile(rf"[^{BREAK}]{{0,{LONGEST}}}\Z")
NAMED = re.compile(
    rf"(?<![\u3400-\u9fff])(?P<name>{SURNAME}[\u3400-\u9fff]{{1,2}})，(?P<organisation>[^{BREAK}]{{2,30}}?)(?P<title>{TITLE})(?=[{BREAK}]|$)"
)
SAYS_FIRST = re.compile(
    rf"(?P<who>[^{BREAK}]{{1,40}}?)(?P<says>{SAYS})(?:道|着|了|，)?[：:]\s*“(?P<words>[^“”]{{2,}})”"
)
SAYS_AFTER = re.compile(
    rf"“(?P<words>[^“”]{{6,}}[。！？…，])”(?P<who>[^{BREAK}]{{1,40}}?)(?P<says>{SAYS})(?=[{BREAK}]|$)"
)
PRONOUN = re.compile(r"^(?:对此|随后|同时|说起)?(?:他|她|他们|她们)")
BY_PRONOUN = re.compile(rf"“(?P<words>[^“”]{{6,}}[。！？…])”(?P<who>[他她]们?)(?=[^{BREAK}]{{0,6}}[{BREAK}])")


def people_remarks(text):
    """Each name with its title once."""
    seen = set()
    for piece in text.pieces:
        for name, title, organisation, start, end in _people(piece.text):
            if (name, title) not in seen:
                seen.add((name, title))
                organisation = without_lead(organisation)
                of = f"（{organisation}）" if organisation else ""
                yield remark_on(piece, "person", start, end, f"人名和职务：{name}，{title}{of}，请核对。")


def _people(text):
    for organisation, match in _titled(text):
        if name := _name_in(text, match.start("rest"), match["rest"]):
            yield name, match["title"], organisation, match.start("title"), match.start("rest") + len(name)
    for match in NAMED.finditer(text):
        yield match["name"], match["title"], match["organisation"], match.start("name"), match.end("title")


def _titled(text):
    """What may be an organisation, with the match of the title and the name behind it."""
    end = 0
    for match in TITLED.finditer(text):
        yield ORGANISATION.search(text[max(end, match.start() - LONGEST) : match.start()])[0], match
        end = match.end()


def _name_in(text, start, rest):
    """The name at `start`: of the lengths that a name can have, the one after which a sentence goes on."""
    longest = 4 if rest.startswith(COMPOUND) else 3
    sizes = [size for size in (longest, longest - 1) if size <= len(rest) and AFTER.match(text, start + size)]
    if len(sizes) == 2 and SAYING.match(text, start + sizes[1]):
        return rest[: sizes[1]]
    return rest[: sizes[0]] if sizes else ""


def quotation_remarks(text):
    """Who is quoted inside a paragraph, and with which title: facts to verify, not faults."""
    for piece in text.pieces:
        if piece.kind not in RUNNING:
            continue
        for match in sorted(_quotations(piece.text), key=lambda match: match.start()):
            message = f"引语的说话人：{_speaker(match['who'])}，请核对原话和职务。"
            yield remark_on(piece, "quotation", *match.span("words"), message)


def _quotations(text):
    taken = []
    for pattern in (SAYS_AFTER, SAYS_FIRST, BY_PRONOUN):
        for match in pattern.finditer(text):
            if match.span("words") not in taken:
                taken.append(match.span("words"))
                yield match


def _speaker(who):
    if PRONOUN.match(who):
        return f"“{PRONOUN.match(who)[0]}”（上文所指的人）"
    organisation, found = next(_titled(who), ("", None))
    name = _name_in(who, found.start("rest"), found["rest"]) if found else ""
    if not name:
        return who
    return f"{name}，{organisation}{found['title']}"
