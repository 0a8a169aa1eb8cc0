"""Plainly fictional entries, each named 演示: what is open now, what comes and what took its place, counted from the day
of loading, so that a demo always has something to claim and somewhere to go. No real body, firm or sum is meant."""

from ..parts import Days, Ref, bullets, paragraphs
from .entry import FICTION, Entry, Named

LISTS = {"list:zhongdian-waimao": ("演示重点外贸企业名单", "演示用的名单，名单和企业都是虚构的。")}

OFFICE = "演示政务服务中心（虚构）"
FORM = "https://example.org/"


def _terms(vocabulary, *names):
    return [Named(vocabulary, name) for name in names]


def _entry(key, title, fields, children=None):
    return Entry(key, title, source=FICTION, fields=fields, children=children or {})


def _company(key, title, sector, size, products, entered=None, left=None):
    """`entered` and `left` are days on the demo's named list."""
    stay = {"list": Ref("list:zhongdian-waimao"), "entered_on": entered, "left_on": left, "basis": "演示依据"}
    return _entry(
        f"company:{key}",
        title,
        {
            "kind": "company",
            "sector": Named("Sector", sector),
            "size_band": size,
            "main_products": products,
            "public_contact": "示例：0577-00000000（不能拨打）",
            "summary": f"虚构的企业，用来展示台账、名单和惠企事项。主要产品：{products}。",
        },
        {"memberships": [stay] if entered else []},
    )


COMPANIES = [
    _company("yanshi-jia", "演示甲鞋业有限公司", "制鞋业", "small", "休闲鞋、童鞋", Days(-400)),
    _company("yanshi-yi", "演示乙外贸有限公司", "批发业", "medium", "鞋类、服装出口代理", Days(-400), Days(-30)),
    _company("yanshi-bing", "演示丙智能装备有限公司", "通用设备制造业", "micro", "制鞋机械", Days(-40)),
]

POLICIES = [
    _entry(
        "policy:yanshi-liugong-shixing",
        "演示：企业留工补贴实施办法（试行）",
        {
            "kind": "document",
            "short_title": "演示留工补贴（试行）",
            "issuer_text": "演示发文机关（虚构）",
            "document_number": "演示文〔试〕1号",
            "topic": Named("Topic", "就业"),
            "published_on": Days(-500),
            "effective_from": Days(-490),
            "summary": "虚构的政策：头一版办法，已由修订版取代，用来展示新旧文件怎样相连。",
        },
    ),
    _entry(
        "policy:yanshi-liugong",
        "演示：企业留工补贴实施办法（修订）",
        {
            "kind": "document",
            "short_title": "演示留工补贴",
            "issuer_text": "演示发文机关（虚构）",
            "document_number": "演示文〔修〕2号",
            "topic": Named("Topic", "就业"),
            "written_on": Days(-30),
            "published_on": Days(-26),
            "effective_from": Days(-20),
            "supersedes": [Ref("policy:yanshi-liugong-shixing")],
            "summary": "虚构的政策：企业每留用一名职工过年补1000元，新招一人补500元，两项都在受理。",
            "contact": "示例：0577-00000000（不能拨打）",
            "body": [
                paragraphs("本文件是虚构的，只用来展示政策页面：给谁、给什么、怎么办、到哪天为止。"),
                bullets("留工补贴按实际留用人数计算。", "扩岗补贴按新签劳动合同计算。"),
            ],
        },
        {
            "items": [
                {
                    "number": "一",
                    "title": "演示：春节留工补贴",
                    "gives": "按节日期间实际在岗人数一次性补贴。",
                    "benefit": "reward",
                    "amount_text": "每人1000元，每家最高20万元",
                    "amount_ceiling": "200000",
                    "sectors": _terms("Sector", "制鞋业"),
                    "size_bands": ["small", "micro"],
                    "needs": _terms("Need", "留工", "稳产"),
                    "who_text": "制鞋业小型、微型企业",
                    "conditions": "在本区登记的制鞋业小型或微型企业\n节日期间连续生产七天以上\n依法缴纳社会保险",
                    "materials": "在岗职工名册\n社会保险缴纳证明\n银行账户信息",
                    "claim_mode": "quick",
                    "where": f"{OFFICE}2号窗口",
                    "phone": "0577-00000000（示例）",
                    "link": FORM,
                    "opens_on": Days(-20),
                    "closes_on": Days(20),
                },
                {
                    "number": "二",
                    "title": "演示：新招职工扩岗补贴",
                    "gives": "新签一年以上劳动合同的，按人数补贴。",
                    "benefit": "reward",
                    "amount_text": "每人500元",
                    "size_bands": ["small", "micro", "medium"],
                    "needs": _terms("Need", "招工"),
                    "who_text": "小型、微型和中型企业",
                    "conditions": "小型、微型或中型企业\n新签一年以上劳动合同",
                    "materials": "劳动合同\n社会保险缴纳证明",
                    "claim_mode": "application",
                    "where": f"{OFFICE}2号窗口",
                    "phone": "0577-00000000（示例）",
                    "link": FORM,
                    "opens_on": Days(-20),
                    "closes_on": Days(6),
                },
            ]
        },
    ),
    _entry(
        "policy:yanshi-canzhan",
        "演示：外贸企业参展补贴申报指南",
        {
            "kind": "funding",
            "short_title": "演示参展补贴",
            "issuer_text": "演示发文机关（虚构）",
            "document_number": "演示商〔展〕3号",
            "topic": Named("Topic", "外贸"),
            "written_on": Days(-12),
            "published_on": Days(-9),
            "effective_from": Days(-9),
            "summary": "虚构的政策：境外参展的展位费补一半，下一批半个月后开始受理；上一批已经截止。",
            "contact": "示例：0577-00000000（不能拨打）",
        },
        {
            "items": [
                {
                    "title": "演示：境外展位费补贴（下一批）",
                    "gives": "按实际支付的展位费补贴一半。",
                    "benefit": "reward",
                    "amount_text": "展位费的50%，每个展位最高3万元",
                    "amount_ceiling": "30000",
                    "sectors": _terms("Sector", "制鞋业", "批发业"),
                    "needs": _terms("Need", "订单"),
                    "who_text": "制鞋业、批发业的外贸企业",
                    "conditions": "有进出口实绩\n参加境外展会",
                    "materials": "展位合同\n付款凭证",
                    "claim_mode": "application",
                    "where": f"{OFFICE}5号窗口",
                    "phone": "0577-00000000（示例）",
                    "link": FORM,
                    "opens_on": Days(15),
                    "closes_on": Days(60),
                },
                {
                    "title": "演示：境外展位费补贴（上一批）",
                    "benefit": "reward",
                    "amount_text": "展位费的50%，每个展位最高3万元",
                    "amount_ceiling": "30000",
                    "needs": _terms("Need", "订单"),
                    "who_text": "外贸企业",
                    "claim_mode": "application",
                    "opens_on": Days(-90),
                    "closes_on": Days(-15),
                },
            ]
        },
    ),
    _entry(
        "policy:yanshi-zufang",
        "演示：青年人才租房补贴",
        {
            "kind": "funding",
            "issuer_text": "演示发文机关（虚构）",
            "document_number": "演示才〔租〕4号",
            "topic": Named("Topic", "人才"),
            "published_on": Days(-60),
            "effective_from": Days(-60),
            "effective_to": Days(300),
            "summary": "虚构的政策：补给个人，不补给企业，用来展示对人的事项。",
        },
        {
            "items": [
                {
                    "title": "演示：按月租房补贴",
                    "gives": "按月补贴房租。",
                    "benefit": "reward",
                    "amount_text": "每人每月600元，最长12个月",
                    "needs": _terms("Need", "人才"),
                    "audiences": _terms("Audience", "高校毕业生", "求职者"),
                    "who_text": "毕业五年以内、在本区就业的青年",
                    "conditions": "毕业五年以内\n在本区缴纳社会保险\n本人没有住房",
                    "materials": "身份证明\n毕业证书\n租房合同",
                    "claim_mode": "application",
                    "where": f"{OFFICE}8号窗口",
                    "phone": "0577-00000000（示例）",
                    "link": FORM,
                    "opens_on": Days(-60),
                    "closes_on": Days(45),
                }
            ]
        },
    ),
]

SERIES = Named("EventSeries", "演示用工招聘会")
HALL = "演示会展中心（虚构）"


def _fair(key, title, kind, start, end, summary, stops, venue=HALL, **fields):
    return _entry(
        f"event:{key}",
        title,
        {
            "kind": kind,
            "state": "confirmed",
            "starts_at": start,
            "ends_at": end,
            "precision": "minute",
            "venue": venue,
            "contact": "示例：0577-00000000（不能拨打）",
            "summary": summary,
        }
        | fields,
        {
            "parties": [{"role": "host", "name": "演示主办单位（虚构）", "note": ""}],
            "stops": [{"time_text": time, "place": place, "description": text} for time, place, text in stops],
        },
    )


EVENTS = [
    _fair(
        "yanshi-zhaopin-1",
        "演示用工招聘会·制造业专场",
        "job_fair",
        Days(5, "09:00"),
        Days(5, "16:30"),
        "虚构的活动：上午招普工，下午招技工，企业现场面谈。",
        (
            ("9:00—11:30", "一号厅", "普工专场：制鞋、服装"),
            ("13:30—15:00", "一号厅", "技工专场：机械、电工"),
            ("15:00—16:30", "二号厅", "留工补贴现场咨询"),
        ),
        series=SERIES,
        edition=1,
        policies=[Ref("policy:yanshi-liugong")],
    ),
    _fair(
        "yanshi-zhaopin-2",
        "演示用工招聘会·外贸专场",
        "job_fair",
        Days(12, "13:30"),
        Days(12, "16:30"),
        "虚构的活动：招外贸业务员、跟单和跨境电商运营。",
        (("13:30—15:00", "二号厅", "现场面谈"), ("15:00—16:30", "二号厅", "线上面谈，可以在家参加")),
        series=SERIES,
        edition=2,
        online_link=FORM,
    ),
    _fair(
        "yanshi-dinghuo",
        "演示鞋业订货会",
        "fair",
        Days(19, "09:00"),
        Days(21, "17:00"),
        "虚构的活动：三天，新款发布、订货和物流对接各有一场。",
        (
            ("第一天 9:30", "主展厅", "新款发布"),
            ("第二天 全天", "洽谈区", "订货洽谈"),
            ("第三天 10:00", "洽谈区", "物流和通关对接"),
        ),
        policies=[Ref("policy:yanshi-canzhan")],
    ),
    _fair(
        "yanshi-zixun",
        "演示惠企政策进园区咨询会",
        "community",
        Days(0, "09:00"),
        Days(1, "17:00"),
        "虚构的活动：今明两天，带着材料来问，当场看能不能申请。",
        (("每天 9:00—17:00", "咨询台", "逐项讲解留工补贴和参展补贴"),),
        venue="演示小微园服务大厅（虚构）",
        policies=[Ref("policy:yanshi-liugong"), Ref("policy:yanshi-canzhan")],
    ),
    _fair(
        "yanshi-peixun",
        "演示跨境电商培训班",
        "other",
        Days(-8, "14:00"),
        Days(-8, "17:00"),
        "虚构的活动：已经办完的一场培训，用来展示活动结束以后的页面。",
        (("14:00—15:30", "三号教室", "开店和收款"), ("15:40—17:00", "三号教室", "报关和退税")),
    ),
]
RECORDS = [*COMPANIES, *POLICIES, *EVENTS]
