"""Documents, funds, financial products, pilots and services that the feature says something of."""

from ..parts import Ref, figure, figures, paragraphs
from .entry import REPORT, Entry, Named

TIME_UNSTATED = "报道未写时点"


def need(*names):
    return [Named("Need", name) for name in names]


POLICIES = [
    Entry(
        "policy:shi-tiao-yijian",
        "《关于支持鹿城区工业企业“留员工、稳生产、开门红”的十条意见》",
        note="来源没有印出十条的内容、发文机关、文号和日期；目的和对象合成一个事项，没有拆条。",
        fields={
            "kind": "document",
            "short_title": "十条意见",
            "topic": Named("Topic", "惠企政策"),
            "summary": "共十条，帮工业企业在节前留住员工、稳住生产，节后招到人；逐条内容未载。",
        },
        children={
            "items": [
                {
                    "title": "工业企业留工、稳产、招工支持",
                    "gives": "资金帮助：节前留工，保障生产，节后招工。",
                    "who_text": "鹿城区工业企业",
                    "needs": need("留工", "稳产", "招工"),
                }
            ]
        },
    ),
    Entry(
        "policy:rencai-30-tiao",
        "人才新政30条",
        note="来源只写三项的名称，没有写内容；“30条”的文件全称、发文机关、文号和日期未载。",
        fields={
            "kind": "document",
            "topic": Named("Topic", "人才"),
            "summary": "鹿城的人才政策，动态升级，管引进、就业和创业三件事。",
        },
        children={
            "items": [
                {"title": "人才引进“一件事”", "needs": need("人才")},
                {"title": "就业服务“一揽子”", "needs": need("人才")},
                {"title": "创业激励“一条龙”", "needs": need("人才")},
            ]
        },
    ),
    Entry(
        "policy:yubozhi",
        "市场采购贸易政策资金“预拨制”",
        note="6300万元是累计总额，不是每家的额度。",
        fields={
            "kind": "funding",
            "topic": Named("Topic", "外贸"),
            "summary": "把政策补助提前拨给信用良好的重点外贸企业：76家，累计6300万元。",
            "body": [
                figures(
                    "预拨情况",
                    figure("76", "家", "", f"提前拿到补助的重点外贸企业（{TIME_UNSTATED}）", REPORT),
                    figure("6300", "万元", "累计", f"提前拨付的补助（{TIME_UNSTATED}）", REPORT),
                )
            ],
        },
        children={
            "items": [
                {
                    "title": "市场采购贸易政策补助提前拨付",
                    "gives": "政策补助提前拨付到企业。",
                    "benefit": "reward",
                    "who_text": "信用良好的重点外贸企业",
                    "conditions": "信用良好\n重点外贸企业",
                    "needs": need("融资"),
                }
            ]
        },
    ),
    Entry(
        "policy:chukou-jinrong",
        "“市场采购贷”“运费贷”“结汇贷”等出口专项金融产品",
        note="55家、1.76亿元是三种产品合在一起的数字，不能分给任何一种。",
        fields={
            "kind": "finance",
            "short_title": "出口专项金融产品",
            "topic": Named("Topic", "金融"),
            "summary": "面向外贸企业的三种金融产品，合计为55家企业授信1.76亿元。",
            "body": [
                figures(
                    "授信情况（各种产品合计）",
                    figure("55", "家", "", f"获得授信的企业（{TIME_UNSTATED}）", REPORT),
                    figure("1.76", "亿元", "", f"金融授信总额（{TIME_UNSTATED}）", REPORT),
                )
            ],
        },
        children={
            "items": [
                {"title": name, "benefit": "finance", "needs": need("融资")}
                for name in ("市场采购贷", "运费贷", "结汇贷")
            ]
        },
    ),
    Entry(
        "policy:baimingdan",
        "出入境白名单管理机制",
        note="名单上的企业未载，因此没有建企业名单。“超200家”是新增数，不是总数。",
        fields={
            "kind": "service",
            "topic": Named("Topic", "外贸"),
            "summary": "白名单企业走“绿色通道”，手续当天受理、当天办理；新增企业超200家。",
            "body": [
                figures("名单规模", figure("200", "家", "超", f"新增出入境白名单企业（{TIME_UNSTATED}）", REPORT))
            ],
        },
        children={
            "items": [
                {
                    "title": "出入境“绿色通道”",
                    "gives": "手续当天受理、当天办理。",
                    "benefit": "service",
                    "who_text": "白名单企业",
                    "needs": need("订单"),
                }
            ]
        },
    ),
    Entry(
        "policy:shichang-caigou",
        "市场采购贸易方式",
        note="“几十甚至几百种产品”是约数，没有录成数字。",
        fields={
            "kind": "pilot",
            "topic": Named("Topic", "外贸"),
            "summary": "立足鹿城的国家级试点，单笔数量少、品种多，一个货柜常由几十甚至几百种货拼成。",
            "body": [
                figures(
                    "对外贸增长的贡献",
                    figure(
                        "49.1",
                        "%",
                        "达",
                        "试点与跨境电商海关监管平台对温州进出口增长的贡献率（2022年1月至11月）",
                        "温州海关",
                    ),
                )
            ],
        },
    ),
    Entry(
        "policy:kuajing-pingtai",
        "跨境电商海关监管平台",
        note="49.1%是试点和平台合在一起的贡献率，记在“市场采购贸易方式”一条里。",
        fields={
            "kind": "service",
            "topic": Named("Topic", "外贸"),
            "summary": "与市场采购贸易方式试点一起，对温州进出口增长的贡献率达49.1%（2022年1月至11月）。",
        },
    ),
    Entry(
        "policy:waimao-yizhantong",
        "外贸一站通",
        fields={
            "kind": "service",
            "topic": Named("Topic", "外贸"),
            "summary": "数字平台，用大数据给2460家企业画像，整合外贸供应链的资源。",
            "body": [figures("画像情况", figure("2460", "家", "", f"平台画像的企业（{TIME_UNSTATED}）", REPORT))],
        },
    ),
    Entry(
        "policy:shangwu-zhi-chuang",
        "“抢订单、拓市场”商务之窗",
        note="名称在专版里被分栏切断，按前后两栏接成。成本减少50%以上说的是中心的服务，时点未载。",
        fields={
            "kind": "service",
            "issuers": [Ref("department:waimao-zhongxin")],
            "topic": Named("Topic", "外贸"),
            "summary": "设在区外贸企业综合服务中心的窗口，货物通关成本可减少50%以上。",
            "body": [figures("效果", figure("50", "%", "以上", f"企业货物通关成本的减少（{TIME_UNSTATED}）", REPORT))],
        },
        children={
            "items": [
                {
                    "title": "外贸“一站式”综合服务",
                    "gives": "市场开拓\n结汇退税\n融资风控",
                    "benefit": "service",
                    "who_text": "外贸企业",
                    "where": "区外贸企业综合服务中心",
                    "needs": need("订单", "融资", "通关"),
                }
            ]
        },
    ),
    Entry(
        "policy:yijian-hujiao",
        "“一键呼叫”报警器",
        note="装了多少台、怎样申请，来源都没有写。",
        fields={
            "kind": "service",
            "issuers": [Ref("department:minzheng")],
            "topic": Named("Topic", "民生"),
            "summary": "给独居老人安装的报警器，24小时全天候可用。",
            "body": [paragraphs("由鹿城民政部门安装。")],
        },
        children={
            "items": [
                {
                    "title": "给独居老人安装报警器",
                    "gives": "24小时全天候的呼叫。",
                    "benefit": "service",
                    "who_text": "独居老人",
                    "audiences": [Named("Audience", "老年人")],
                }
            ]
        },
    ),
]
