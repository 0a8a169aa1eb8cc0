"""What stands around the demo's stories: sections, by-lines, files, menus and the parts of the home page."""

from .parts import Ref, figure

# key: (title, column type, intro, keywords, shown in menus)
SECTIONS = {
    "yaowen": ("要闻", "工作动态", "全区大事，先看这里。", "鹿城，要闻，拼经济", True),
    "qiye": ("企业服务", "工作动态", "惠企资金、金融产品和企业难题的办理。", "惠企政策，企业服务，金融", True),
    "waimao": ("外贸", "工作动态", "出海抢单、市场采购贸易和通关便利。", "外贸，市场采购贸易，跨境电商", True),
    "jiuye": ("就业", "工作动态", "招聘会、用工和留工。", "就业，招聘会，招工", True),
    "chengshi": ("城市环境", "工作动态", "城市更新、生态环境和村容村貌。", "城市更新，生态，人居环境", True),
    "minsheng": ("民生", "工作动态", "养老、医疗和邻里互助。", "民生，养老，医疗", True),
    "zhengce": ("政策解读", "政策解读", "文件想解决什么，用得上的有哪些。", "政策解读，惠企政策，人才", True),
    "tongzhi": ("通知公告", "工作动态", "时间、地点和办理提示。", "通知，公告", False),
    "shuju": ("数据发布", "数据发布", "带时间、范围和出处的数字。", "数据，统计，进出口", False),
}

# key: (name, what they are said to be)
CONTRIBUTORS = {
    "reporter-a": ("演示记者甲", "记者（演示）"),
    "reporter-b": ("演示记者乙", "记者（演示）"),
    "correspondent-c": ("演示通讯员丙", "通讯员（演示）"),
    "editor-d": ("演示编辑丁", "编辑（演示）"),
}
BIOGRAPHY = "演示用的署名，不是真实人物。名下文章由本站据公开报道的事实改写，用来展示作者页。"

PICTURE_PROVIDER = "本站绘制"
SHARE_PICTURE = "night_bridge"
PICTURE_NOTE = "示意图，不是照片"

# name: (title, file name, rows)
ATTACHMENTS = {
    "waimao-2022": (
        "2022年1月至11月温州市进出口数据表（演示）",
        "wenzhou-jinchukou-2022.csv",
        [
            ("项目", "数值", "单位", "性质", "出处"),
            ("进出口总值（2022年1月至11月）", "2716.1", "亿元", "公布数", "温州海关"),
            ("较2021年同期增长", "25.7", "%", "公布数", "温州海关"),
            ("试点和平台对增长的贡献率", "49.1", "%", "公布数", "温州海关"),
            ("进出口总值（2021年1月至11月）", "约2160.8", "亿元", "推算", "本站"),
            ("同比增加额", "约555.3", "亿元", "推算", "本站"),
            ("其中试点和平台贡献", "约272.7", "亿元", "推算", "本站"),
        ],
    ),
    "yubozhi": (
        "预拨制与出口专项金融产品数据表（演示）",
        "yubozhi.csv",
        [
            ("项目", "数值", "单位", "性质", "出处"),
            ("预拨制惠及企业", "76", "家", "公布数", "公开报道"),
            ("累计预拨补助", "6300", "万元", "公布数", "公开报道"),
            ("平均每家预拨额", "约82.9", "万元", "推算", "本站"),
            ("出口专项金融产品授信企业", "55", "家", "公布数", "公开报道"),
            ("授信总额", "1.76", "亿元", "公布数", "公开报道"),
            ("平均每家授信额", "320", "万元", "推算", "本站"),
        ],
    ),
}


def _sections(title, *slugs, count=4):
    groups = [{"section": Ref(f"section:{slug}"), "count": count, "is_with_picture": True} for slug in slugs]
    return {"type": "sections", "value": {"title": title, "sections": groups}}


FEATURED = [
    Ref(f"company:{name}")
    for name in ("juyi", "xiaoguo", "xiebocheng", "debao-meibiao", "gebi-linju", "qingnian-kexuejia")
]
HOME_PARTS = [
    {
        "type": "headline",
        "value": {
            "article": Ref("article:caigou-jie-dingdan", is_needed=False),
            "title": "",
            "secondary": [
                Ref("article:juyi-jituan-yixiang-dingdan"),
                Ref("article:wenzhou-jinchukou-2022"),
                Ref("article:bai-ri-zhaopin"),
                Ref("article:zhangli-cun-huanjing-bisai"),
            ],
        },
    },
    {"type": "notices", "value": {"title": "通知公告", "section": Ref("section:tongzhi"), "count": 6}},
    _sections("动态", "yaowen", "waimao", "qiye"),
    {
        "type": "figures",
        "value": {
            "title": "数说鹿城",
            "figures": [
                figure("2716.1", "亿元", "", "温州市进出口总值（2022年1月至11月）", "温州海关"),
                figure("25.7", "%", "同比增长", "温州市进出口总值较2021年同期（2022年1月至11月）", "温州海关"),
                figure("1200", "亿元", "突破", "鹿城地区生产总值（报道未写年度）", "公开报道"),
                figure("2460", "家", "", "“外贸一站通”画像的企业（报道未写时点）", "公开报道"),
                figure("200", "家", "超", "新增出入境白名单企业（报道未写时点）", "公开报道"),
                figure("96", "%", "以上", "鹿城空气质量优良率（报道未写统计时点）", "公开报道"),
            ],
            "note": "演示数据：据公开报道，限定词照录；报道没有写明时间的，一律注明。",
        },
    },
    {"type": "policies", "value": {"title": "最新政策", "count": 5}},
    {"type": "events", "value": {"title": "更多活动", "count": 4}},
    {"type": "companies", "value": {"title": "推荐企业", "companies": FEATURED, "count": 6}},
    _sections("民生与城市", "minsheng", "jiuye", "chengshi"),
    _sections("政策与数据", "zhengce", "shuju"),
]

SETTINGS = {
    "name": "鹿城门户",
    "tagline": "办事、看事、找数据，从这里开始",
    "host_organisation": "演示站点，非政府网站",
    "contact": "示例：portal@example.org（演示用，不收信）",
}


def _menu_item(label, key="", url=""):
    return {"label": label, "page": Ref(key) if key else None, "url": url}


def _section_item(slug):
    return {"type": "item", "value": _menu_item(SECTIONS[slug][0], f"section:{slug}")}


def _register_item(label, url):
    return {"type": "item", "value": _menu_item(label, url=url)}


MENU = [
    {"type": "item", "value": _menu_item("新闻", "page:news")},
    _section_item("yaowen"),
    _register_item("政策", "/policies/"),
    _register_item("企业", "/companies/"),
    _register_item("活动", "/events/"),
    *(_section_item(slug) for slug in ("waimao", "jiuye", "minsheng")),
]
FOOTER = [
    {
        "type": "column",
        "value": {
            "title": "新闻与公开",
            "links": [
                _menu_item("全部新闻", "page:news"),
                _menu_item("政策解读", "section:zhengce"),
                _menu_item("通知公告", "section:tongzhi"),
                _menu_item("数据发布", "section:shuju"),
                _menu_item("新闻订阅（RSS）", url="/feeds/news.xml"),
            ],
        },
    },
    {
        "type": "column",
        "value": {
            "title": "关于本站",
            "links": [
                _menu_item("关于本站", "page:about"),
                _menu_item("联系我们", "page:contact"),
                _menu_item("网站地图", url="/sitemap/"),
            ],
        },
    },
    {
        "type": "column",
        "value": {
            "title": "使用帮助",
            "links": [
                _menu_item("无障碍声明", "page:accessibility"),
                _menu_item("隐私说明", "page:privacy"),
                _menu_item("站内搜索", url="/search/"),
            ],
        },
    },
]
NEWS_INTRO = "各栏目的全部文章，新的在前。本站为演示站点，文章据公开报道的事实改写。"
