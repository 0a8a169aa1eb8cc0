"""Companies and other organisations of the feature. Only people whose role it prints, and only in that role."""

from .entry import SOURCE, Entry, Named


def _person(name, role):
    return {"name": name, "role": role, "is_public": True}


COMPANIES = [
    Entry(
        "company:xiaoguo",
        "浙江笑果鞋业有限公司",
        fields={
            "kind": "company",
            "short_name": "笑果鞋业",
            "sector": Named("Sector", "制鞋业"),
            "summary": "鞋企。2022年12月的采购节之后，连续多日日订单量破万双。",
        },
        children={
            "aliases": [{"name": "笑果鞋业", "kind": "short"}],
            "people": [_person("王晶", "董事长")],
        },
    ),
    Entry(
        "company:juyi",
        "巨一集团",
        note="来源只写“巨一集团”，登记的全称未载。",
        fields={
            "kind": "company",
            "tags": [Named("CompanyTag", "龙头")],
            "summary": "鹿城区外贸龙头企业，2022年12月16日晚与德国戴希曼签下意向订单。",
        },
        children={"people": [_person("潘建中", "董事长")]},
    ),
    Entry(
        "company:daiximan",
        "德国戴希曼",
        note="来源只写“德国戴希曼”，登记的全称和外文名未载。",
        fields={
            "kind": "foreign",
            "summary": "欧洲鞋类销售龙头，与巨一集团签有意向订单。",
        },
    ),
    Entry(
        "company:debao-meibiao",
        "德宝贸易美标研发中心",
        note="来源把它写作鞋博城的辅料商，名称里的“德宝贸易”没有另外介绍，因此不另立母公司。",
        fields={
            "kind": "company",
            "main_products": "辅料",
            "summary": "温州国际鞋博城里的辅料商，正为春季的销售旺季设计新品。",
        },
        children={"people": [_person("何美芬", "负责人")]},
    ),
    Entry(
        "company:xiebocheng",
        "温州国际鞋博城",
        fields={
            "kind": "market",
            "short_name": "鞋博城",
            "main_products": "鞋材",
            "summary": "鹿城的高品质鞋材交易市场之一。",
        },
        children={"aliases": [{"name": "鞋博城", "kind": "short"}]},
    ),
    Entry(
        "company:xiaoweiyuan",
        "鹿城装备制造小微园党群服务中心",
        note="来源写的是园区里的服务阵地，这里按园区登记；是否在藤桥镇，来源没有写明。",
        fields={
            "kind": "park",
            "summary": "小微园里的服务阵地，有“共享健身房”“职工影院”，也办“人才沙龙”和“候鸟课堂”。",
        },
    ),
    Entry(
        "company:gaosu-wenzhou",
        "浙江省交通集团高速公路温州管理中心",
        fields={"kind": "company", "summary": "在高速收费站设过共享药摊，给过路司机备药。"},
    ),
    Entry(
        "company:gebi-linju",
        "鹿城区隔壁邻居志愿者协会",
        note="待核：另有未注明日期的网文把名称写作“隔壁邻舍志愿者协会”。这里照专版写。",
        fields={"kind": "association", "summary": "志愿者协会，与社区卫生服务中心合办药品互助角。"},
    ),
    Entry(
        "company:nanmen-weisheng",
        "大南街道南门社区卫生服务中心",
        fields={
            "kind": "institution",
            "town": Named("Town", "大南街道"),
            "summary": "社区卫生服务中心，与志愿者协会合办药品互助角。",
        },
    ),
    Entry(
        "company:yuanshi-zhi-jia",
        "甬越院士之家",
        source=f"{SOURCE}名称照专版印出的字样录入，未作改动。",
        note="待核：“甬”指宁波，温州的机构按理会用“瓯越”。请向供稿方核对，核对前不改。",
        fields={"kind": "institution", "summary": "鹿城的人才平台。"},
    ),
    Entry(
        "company:qingnian-kexuejia",
        "世界青年科学家学术交流中心",
        fields={"kind": "institution", "summary": "鹿城的人才平台。"},
    ),
]
