"""Events of the feature. A date stands as it is printed; what the print leaves out stays empty or is marked as inferred."""

from ..parts import Ref
from .entry import REPORT, SOURCE, Entry, Named


def _party(role, key="", name="", note=""):
    """A company or a department by its key, or else a name as printed."""
    row = {"role": role, "name": name, "note": note}
    return row | ({key.partition(":")[0]: Ref(key)} if key else {})


def _figure(name, value, unit, basis, printed, qualifier="", source=REPORT):
    return {
        "name": name,
        "figure": value,
        "unit": unit,
        "basis": basis,
        "printed": printed,
        "qualifier": qualifier,
        "source": source,
    }


EVENTS = [
    Entry(
        "event:caigoujie",
        "第十一届中国鞋类鞋类采购节暨2023年春季订货会",
        source=f"{SOURCE}名称里“鞋类”两字重复，照专版印出的字样录入。",
        note="待核：名称里的“鞋类鞋类”疑为误植，请向主办方核对，核对前不改。主办机构和场地未载。",
        fields={
            "kind": "fair",
            "series": Named("EventSeries", "中国鞋类鞋类采购节"),
            "edition": 11,
            "state": "ended",
            "starts_at": "2022-12-12",
            "ends_at": "2022-12-14",
            "printed_date": "2022年12月12日至14日",
            "summary": "鹿城举行的鞋业采购节和订货会。会后笑果鞋业连续多日日订单量破万双。",
        },
        children={
            "parties": [
                _party("participant", "company:xiaoguo", note="来源称其得益于采购节，没有写是否参展"),
            ],
            "figures": [_figure("笑果鞋业日订单量", "1", "万双", "actual", "日订单量破万双", "破")],
        },
    ),
    Entry(
        "event:juyi-daiximan",
        "巨一集团与德国戴希曼签订意向订单",
        note="签约的城市未载。金额是意向，不是合同。",
        fields={
            "kind": "signing",
            "state": "ended",
            "starts_at": "2022-12-16",
            "printed_date": "2022年12月16日晚",
            "summary": "意向金额1亿美元，被称作鹿城出海抢单的“第一锤”。",
        },
        children={
            "parties": [_party("signatory", "company:juyi"), _party("signatory", "company:daiximan")],
            "figures": [_figure("意向订单", "1", "亿美元", "intent", "意向订单1亿美元")],
        },
    ),
    Entry(
        "event:miandian-mengjiala",
        "携鞋款样品赴缅甸、孟加拉国等国拓市场",
        note="日期未载。来源没有写明主语，由上下文看是巨一集团。",
        fields={
            "kind": "trade_trip",
            "state": "ended",
            "summary": "带着新研制的样品去见老客户和新朋友。",
        },
        children={
            "parties": [_party("participant", "company:juyi", note="由上下文推定")],
            "stops": [{"place": "缅甸"}, {"place": "孟加拉国"}],
        },
    ),
    Entry(
        "event:shanghai-kaocha",
        "招商引智考察活动",
        fields={
            "kind": "investment",
            "state": "ended",
            "starts_at": "2022-12-15",
            "ends_at": "2022-12-17",
            "is_year_inferred": True,
            "printed_date": "12月15日至17日",
            "venue": "上海",
            "summary": "鹿城考察团三天走了上海五地，拜访企业，对接项目。",
        },
        children={
            "parties": [
                _party("participant", name="鹿城考察团"),
                _party("visited", name="医学健康、投资运营、产业研究领域的知名企业", note="企业名称未载"),
            ],
            "stops": [{"place": place} for place in ("松江", "浦东", "虹口", "静安", "闵行")],
            "figures": [_figure("考察地点", "5", "地", "actual", "松江、浦东、虹口、静安、闵行5地")],
        },
    ),
    Entry(
        "event:yijidu-zhaopinhui",
        "“百日招聘促就业”专项行动一季度招聘会",
        note="四个数字都是计划，办完以后的数字来源没有写。",
        fields={
            "kind": "job_fair",
            "state": "planned",
            "starts_at": "2023-01-01",
            "precision": "quarter",
            "is_year_inferred": True,
            "printed_date": "一季度",
            "policies": [Ref("policy:bairi-zhaopin")],
            "summary": "专项行动已启动；一季度计划线下招聘会7场、线上20场。",
        },
        children={
            "parties": [
                _party("participant", "department:zhiye-jieshao", note="线上招聘的载体"),
                _party("participant", "department:rencaiwang", note="线上招聘的载体"),
            ],
            "figures": [
                _figure("线下招聘会", "7", "场", "planned", "线下招聘会7场", "计划"),
                _figure("线上招聘会", "20", "场", "planned", "线上招聘会20场", "计划"),
                _figure("提供岗位", "1", "万个", "planned", "提供岗位1万余个", "余"),
                _figure("吸引企业", "550", "家", "planned", "计划吸引企业550家", "计划"),
            ],
        },
    ),
    Entry(
        "event:wennuan-guonian",
        "温暖过年游园会",
        note="地点来源没有写明，上下文是藤桥镇和小微园，因此街镇留空。是否办成未载。",
        fields={
            "kind": "community",
            "state": "planned",
            "summary": "为留在鹿城过年的职工和家人谋划的游园会，有文艺演出、亲子互动和特色文旅服务。",
        },
        children={"parties": [_party("organiser", "department:tengqiao-jingjiban", note="由其谋划")]},
    ),
    Entry(
        "event:jiating-bipinsai",
        "农村人居环境整治家庭比拼赛",
        fields={
            "kind": "community",
            "state": "ended",
            "starts_at": "2023-01-10",
            "is_year_inferred": True,
            "printed_date": "1月10日",
            "venue": "鹿城区七都街道樟里村文化礼堂",
            "town": Named("Town", "七都街道"),
            "policies": [Ref("policy:linli-xinwenguan"), Ref("policy:renju-gongjian")],
            "summary": "邻里新闻官自己发起的比赛，比谁家院子更清爽。",
        },
        children={"parties": [_party("host", name="邻里新闻官", note="主动发起")]},
    ),
    Entry(
        "event:renju-gongjian",
        "“迎元旦·庆新春”农村人居环境整治攻坚月行动",
        fields={
            "other_names": "农村人居环境整治攻坚月",
            "kind": "campaign",
            "state": "confirmed",
            "starts_at": "2022-12-26",
            "ends_at": "2023-01-19",
            "printed_date": "2022年12月26日至2023年1月19日",
            "venue": "全区",
            "policies": [Ref("policy:renju-gongjian"), Ref("policy:weilai-xiangcun")],
            "summary": "全区多部门一起做的农村人居环境整治。",
        },
        children={"parties": [_party("participant", name="志愿团队、两代表一委员、工青妇")]},
    ),
    Entry(
        "event:chuhai-qiangdan",
        "组织企业出海抢订单、组团参展",
        note="牵头的部门未载。",
        fields={
            "kind": "trade_trip",
            "state": "under_way",
            "precision": "ongoing",
            "printed_date": "第一时间",
            "venue": "海外",
            "policies": [Ref("policy:baimingdan"), Ref("policy:shangwu-zhi-chuang")],
            "summary": "摸清企业出海的需求，帮企业结伴参展、走访客户。",
        },
    ),
    Entry(
        "event:da-zoufang",
        "“大走访大调研大服务大解题”活动",
        note="起止日期未载。",
        fields={
            "kind": "campaign",
            "state": "under_way",
            "precision": "ongoing",
            "printed_date": "如火如荼深入开展",
            "venue": "车间、工地、社区",
            "policies": [Ref("policy:da-zoufang"), Ref("policy:gongzuo-xiaofendui")],
            "summary": "干部到企业、工地和社区面对面听诉求、解难题。",
        },
        children={
            "parties": [_party("participant", "department:quwei-quzhengfu", note="主要负责人带头")],
        },
    ),
]
