"""Campaigns, programmes and standing arrangements that the feature names. Few of them have a date or an issuer."""

from ..parts import figure, figures
from .entry import REPORT, Entry, Named

KIND_GUESSED = "来源没有写明类别，暂归此类。"

POLICIES = [
    Entry(
        "policy:da-zoufang",
        "大走访大调研大服务大解题",
        note="起止日期未载。",
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "企业服务"),
            "summary": "干部走进车间、工地和社区，听诉求，当场协调难题。",
        },
    ),
    Entry(
        "policy:bairi-zhaopin",
        "“百日招聘促就业”专项行动",
        note="起止日期未载；一季度的场次是计划，记在活动里。",
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "就业"),
            "summary": "已启动的招聘行动，区内区外一起招工，线下线上都有场次。",
        },
    ),
    Entry(
        "policy:renju-gongjian",
        "“迎元旦·庆新春”农村人居环境整治攻坚月行动",
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "城市环境"),
            "effective_from": "2022-12-26",
            "effective_to": "2023-01-19",
            "summary": "在全区整治农村人居环境，2022年12月26日至2023年1月19日。",
        },
    ),
    Entry(
        "policy:huanjing-tisheng",
        "环境提升年",
        note=f"{KIND_GUESSED}年份未载。",
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "城市环境"),
            "summary": "城市环境的总抓手，先后有“大拆大整”“大建大美”“精建精美”三步。",
        },
    ),
    Entry(
        "policy:youhao-chengshi",
        "儿童友好城市、青年发展型城市、老年友好城市建设",
        note=KIND_GUESSED,
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "民生"),
            "summary": "三类城市建设一起推进，照顾孩子、青年和老人。",
        },
    ),
    Entry(
        "policy:xue-zai-lucheng",
        "“学在鹿城”等五大城市品牌",
        note=f"{KIND_GUESSED}其余四个品牌的名称未载。",
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "民生"),
            "summary": "城市品牌共五个，来源只写出“学在鹿城”一个。",
        },
    ),
    Entry(
        "policy:shenghuo-quan",
        "15分钟文化圈和医疗圈、10分钟健身圈和养老圈",
        fields={
            "kind": "service",
            "topic": Named("Topic", "民生"),
            "summary": "家门口的服务标准，来源称基本建成。",
            "body": [
                figures(
                    "路程",
                    figure("15", "分钟", "基本建成", "文化圈、医疗圈", REPORT),
                    figure("10", "分钟", "基本建成", "健身圈、养老圈", REPORT),
                )
            ],
        },
    ),
    Entry(
        "policy:weilai-xiangcun",
        "未来乡村、村容村貌整治",
        note=KIND_GUESSED,
        fields={
            "kind": "campaign",
            "topic": Named("Topic", "城市环境"),
            "summary": "整治农村人居环境的主抓手，做法是“抓两头、促中间”。",
        },
    ),
    Entry(
        "policy:liang-tiao-tongdao",
        "创新主体“成长通道”和科技成果转化“转化通道”",
        note=KIND_GUESSED,
        fields={
            "kind": "service",
            "topic": Named("Topic", "创新"),
            "summary": "一条通道给创新主体，一条通道给科技成果。",
        },
    ),
    Entry(
        "policy:gongxiang-xiao-yaofang",
        "共享小药房",
        note="邻里互助，不是政府文件；接连组建，数量未载。",
        fields={
            "kind": "service",
            "topic": Named("Topic", "民生"),
            "summary": "城乡居民在线上互相匀药，由鹿城区各街镇倡导。",
        },
    ),
    Entry(
        "policy:yaopin-huzhujiao",
        "药品互助角",
        note="邻里互助，不是政府文件。两家合办的单位都在企业台账里。",
        fields={
            "kind": "service",
            "topic": Named("Topic", "民生"),
            "summary": "鹿城区隔壁邻居志愿者协会与大南街道南门社区卫生服务中心合办的线下换药点。",
        },
    ),
    Entry(
        "policy:gongxiang-yaotan",
        "共享药摊",
        note="邻里互助，不是政府文件。设摊的单位在企业台账里；哪个收费站未载。",
        fields={
            "kind": "service",
            "topic": Named("Topic", "民生"),
            "summary": "浙江省交通集团高速公路温州管理中心设在高速收费站的药摊，备有退烧药和感冒药。",
        },
    ),
    Entry(
        "policy:linli-xinwenguan",
        "邻里新闻官",
        fields={
            "kind": "service",
            "topic": Named("Topic", "民生"),
            "summary": "让村民自己动起来的创新机制，办过家庭环境大比拼。",
        },
    ),
    Entry(
        "policy:gongzuo-xiaofendui",
        "工作小分队",
        note="组成的部门未载。",
        fields={
            "kind": "service",
            "issuer_text": "鹿城相关职能部门",
            "topic": Named("Topic", "企业服务"),
            "summary": "上门收集企业的问题，列成清单，责任到人，逐项化解。",
        },
    ),
]
