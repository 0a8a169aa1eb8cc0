from ..parts import bullets, embed, figure, figures, heading, paragraphs, picture, table
from .story import Story

STORIES = [
    Story(
        slug="shi-tiao-yijian",
        section="zhengce",
        published="2023-01-06 09:00",
        title="“十条意见”要办三件事：留人、稳产、招工",
        lead="文件名里就写着三件事：“留员工、稳生产、开门红”。",
        cover="factory_park",
        body=[
            paragraphs(
                "鹿城发布的这份文件，全称是《关于支持鹿城区工业企业“留员工、稳生产、开门红”的十条意见》。题目里的三个短语，对着工业企业在春节前后的三件难事。",
            ),
            table(
                "文件要帮企业办的三件事",
                ("题目里的话", "目的"),
                ("留员工", "节前留工"),
                ("稳生产", "保障生产"),
                ("开门红", "节后招工"),
                kind="text",
                note="题目与目的的对应是本站的归纳；十条的逐条内容未见于本站所据的公开报道。",
            ),
            heading("哪些还不知道"),
            bullets("发文机关：报道未写。", "文号和成文日期：报道未写。", "每条的补助标准：报道未写。"),
            paragraphs(
                "留下来过年的人也有去处。鹿城装备制造小微园党群服务中心就是一处，“温暖过年游园会”还在谋划，日子和地点都没有写。",
                "因此这篇短文只做一件事：告诉企业有这样一份文件、它想解决什么。要申请，请以正式发布的原文为准。",
            ),
            embed(
                "https://example.org/",
                "示例：政策原文的站外链接卡片",
                "示例平台",
                "这张卡片只演示版式，链接指向示例网址，不是政策原文。",
            ),
        ],
        authors=(("editor-d", "编辑"),),
        topics=("惠企政策", "就业"),
        interprets=("policy:shi-tiao-yijian",),
    ),
    Story(
        slug="rencai-xinzheng-30-tiao",
        section="zhengce",
        published="2023-01-09 09:00",
        kicker="政策解读",
        title="人才新政30条：一件事、一揽子、一条龙",
        lead="引进来、留得住、干得成，鹿城的“人才新政30条”各用一个“一”来回答。",
        cover="skyline_night",
        body=[
            figures(
                "两个数字",
                figure("30", "条", "", "人才新政的条数（政策“动态升级”）", "公开报道"),
                figure("1", "位", "温州第", "鹿城人才净流入率在温州的位次（报道未写时点）", "公开报道"),
            ),
            bullets(
                "引进：人才引进“一件事”。",
                "就业：就业服务“一揽子”。",
                "创业：创业激励“一条龙”。",
            ),
            paragraphs(
                "单看名字，三个“一”说的都是把零散的事并到一处：引才归成一件，就业打成一包，创业连成一线。每一项包含哪些具体措施，本站所据的公开报道没有展开；“动态升级”四个字则提醒读者，条款会变，办事前要看最新的一版。",
            ),
            heading("给创新铺两条通道"),
            paragraphs(
                "政策之外还有平台。一条叫“成长通道”，一条叫“转化通道”，都写进了鹿城的创新安排。人才平台里，有甬越院士之家和世界青年科学家学术交流中心。",
            ),
            picture("skyline_night", "示意图：夜色里的高楼。"),
        ],
        authors=(("reporter-b", "记者"),),
        topics=("人才", "创新"),
        interprets=("policy:rencai-30-tiao",),
        links=(("“成长通道”", "policy:liang-tiao-tongdao"),),
    ),
]
