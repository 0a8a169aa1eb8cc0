import datetime

from ..parts import figure, figures, heading, paragraphs, picture, quotation, related, table
from .story import Correction, Story

_YEAR = "（公开报道没有写年份，2022年是按上下文推定的）"

STORIES = [
    Story(
        slug="shanghai-zhaoshang",
        section="yaowen",
        published="2022-12-18 10:00",
        title="三天跑五地，鹿城考察团在上海找伙伴",
        lead="12月15日至17日，鹿城的招商引智考察排满了三天。",
        cover="skyline_night",
        body=[
            paragraphs(
                f"考察的日子是12月15日至17日{_YEAR}，目的地是上海，名目叫“招商引智”：既找项目，也找人才。",
            ),
            table(
                "行程",
                ("项目", "内容"),
                ("天数", "3天"),
                ("到访地", "松江、浦东、虹口、静安、闵行，共5地"),
                ("拜访对象", "医学健康、投资运营、产业研究三个领域的企业"),
                kind="text",
                note="企业名称公开报道未列。",
            ),
            picture("night_bridge", "示意图：夜色里的江与桥。"),
            heading("为什么是这三个领域"),
            paragraphs(
                "医学健康关乎产业，投资运营关乎资金，产业研究关乎方向。一个城区要添新动能，三样都用得着。谈成了哪些，报道没有说，本文也不猜。",
                "放到更长的时间里看，近5年来，鹿城招引落地的10亿元以上重大产业项目有21个，“500强”项目有14个。招商是慢功夫，三天只是其中一程。",
            ),
            related("article:lucheng-shuzi"),
        ],
        authors=(("reporter-a", "记者"),),
        topics=("招商", "人才"),
        links=(("招商引智考察", "event:shanghai-kaocha"),),
        change_note="首次发布后补注年份系推定，见更正。",
        correction=Correction(
            day=datetime.date(2022, 12, 20),
            before="",
            after=_YEAR,
            text="本文首次发布时没有注明考察的年份系推定，现已在正文补注。（演示更正：两个版本均可在修订历史中查到。）",
        ),
    ),
    Story(
        slug="caigou-jie-dingdan",
        section="yaowen",
        published="2022-12-19 08:30",
        kicker="强信心拼经济",
        title="采购节之后，一家鞋企日订单连续多日破万双",
        subtitle="第十一届采购节与2023年春季订货会同期举行",
        lead="2022年12月12日至14日，鞋类采购节在鹿城举行。展会散了，订单还在来。",
        cover="shoe_line",
        body=[
            paragraphs(
                "这是采购节的第十一届，与2023年春季订货会一起办。三天之后，一家鞋企的订单数字往上走：浙江笑果鞋业有限公司的日订单量破了万双，而且是连续多日。",
            ),
            quotation("已经好久没看到这样的情景了", "王晶", "董事长", "浙江笑果鞋业有限公司"),
            figures(
                "笑果鞋业",
                figure("1", "万双", "破", "采购节后连续多日的日订单量", "公开报道"),
            ),
            heading("一场展会能带来什么"),
            paragraphs(
                "最直接的是单子。董事长王晶那句话，说的就是订单。更要紧的是信心：客户肯来，工厂才敢备料，工人才愿意留下。",
                "上游也动了起来。温州国际鞋博城里，德宝贸易美标研发中心的新辅料正在设计，等的是春天的旺季。",
            ),
            picture("shoe_line", "示意图：流水线上的鞋。"),
            heading("时间点"),
            paragraphs(
                "展会的日期紧跟疫情防控政策优化调整。与它同办的是2023年的春季订货会。展会的场馆、成交总额，公开报道没有写。",
            ),
            related("article:juyi-jituan-yixiang-dingdan", "article:shi-tiao-yijian"),
        ],
        authors=(("reporter-a", "记者"), ("correspondent-c", "通讯员")),
        topics=("鞋业", "拼经济"),
        links=(("鞋类采购节", "event:caigoujie"),),
        roles=(("浙江笑果鞋业有限公司", "beneficiary"),),
    ),
]
