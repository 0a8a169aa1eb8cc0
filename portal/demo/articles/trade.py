from ..parts import figure, figures, gallery, heading, paragraphs, picture, quotation, related, sidebar, table
from .story import Story

STORIES = [
    Story(
        slug="shichang-caigou-maoyi",
        section="waimao",
        published="2023-01-08 10:00",
        title="一个货柜，几百种货：小订单怎样出海",
        lead="单笔不大，品种不少。鹿城的市场采购贸易方式试点，做的就是“凑”的生意。",
        cover="port",
        body=[
            paragraphs(
                "有的生意一柜只装一样货，有的生意要几十种、甚至几百种货拼在一起才装得满一柜。市场采购贸易方式，讲的就是后一种：单笔数量少、品种多。这项试点属国家级。",
            ),
            gallery(
                "货从这里出发（示意图）",
                ("port", "示意图：码头上的货柜。"),
                ("trade_arcs", "示意图：通向远方港口的航线。"),
            ),
            figures(
                "分量",
                figure(
                    "49.1",
                    "%",
                    "达",
                    "试点与跨境电商海关监管平台对温州进出口增长的贡献率（2022年1月至11月）",
                    "温州海关",
                ),
            ),
            paragraphs(
                "“小”不等于“少”。把它和跨境电商海关监管平台放在一起算，对温州外贸增长的贡献接近一半。一柜货里的每一样都不起眼，合起来却装得满船。",
            ),
            sidebar(
                "名词",
                "贡献率",
                "某一部分的增加额占全部增加额的比例。它说的是“增长里有多少来自这里”，不是“总量里有多少来自这里”。",
            ),
            related("article:wenzhou-jinchukou-2022"),
        ],
        authors=(("reporter-a", "记者"),),
        topics=("外贸", "市场采购贸易"),
        interprets=("policy:shichang-caigou", "policy:kuajing-pingtai"),
    ),
    Story(
        slug="waimao-zonghe-fuwu-zhongxin",
        section="waimao",
        published="2023-01-07 09:00",
        title="一个中心、一扇窗口，给外贸企业省下通关成本",
        subtitle="鹿城成立区外贸企业综合服务中心",
        lead="窗口的名字叫“抢订单、拓市场”商务之窗，设在区外贸企业综合服务中心。",
        cover="night_bridge",
        body=[
            paragraphs(
                "鹿城为外贸企业设了一个综合服务中心，里面的商务之窗名字很直白：“抢订单、拓市场”。效果先看通关：经由中心，企业的货物通关成本减少50%以上。",
            ),
            table(
                "外贸企业可用的几样工具",
                ("工具", "覆盖企业", "金额"),
                ("“外贸一站通”等数字平台", "2460家", "—"),
                ("市场采购贸易政策资金“预拨制”", "76家", "累计6300万元"),
                ("三种出口专项金融产品", "55家", "授信1.76亿元"),
                ("出入境白名单", "新增超200家", "—"),
                note="统计时点报道均未写明。",
            ),
            heading("给企业“画像”"),
            paragraphs(
                "“外贸一站通”是一个数字平台，已替2460家企业画像。画像的用处在于先认得企业，再谈服务：做什么货、走什么路、缺什么，各家不同，帮法也就不同。",
            ),
            heading("人也要走得出去"),
            paragraphs(
                "出海抢单，先得有人出得了门。白名单新增了超200家企业，走的是“绿色通道”，手续当天受理、当天办理。",
            ),
            related("article:baimingdan-lvse-tongdao", "article:shichang-caigou-maoyi"),
        ],
        authors=(("reporter-a", "记者"), ("reporter-b", "记者")),
        topics=("外贸", "办事"),
        interprets=("policy:shangwu-zhi-chuang", "policy:waimao-yizhantong"),
    ),
    Story(
        slug="juyi-jituan-yixiang-dingdan",
        section="waimao",
        published="2022-12-17 11:00",
        kicker="出海抢订单",
        title="巨一集团与德国戴希曼签下1亿美元意向订单",
        lead="2022年12月16日晚，鹿城企业出海抢单有了第一笔回音：意向金额1亿美元。",
        cover="trade_arcs",
        body=[
            figures(
                "这一笔",
                figure("1", "亿美元", "意向", "巨一集团与德国戴希曼的意向订单（2022年12月16日晚）", "公开报道"),
            ),
            paragraphs(
                "签约双方，一边是鹿城区外贸龙头企业巨一集团，一边是欧洲鞋类销售龙头德国戴希曼。需要说明，这是一份意向：双方有了合作的意思和规模，最后成交多少，以正式合同为准。",
            ),
            quotation("我们3年没出过远门了", "潘建中", "董事长", "巨一集团"),
            paragraphs(
                "这句话出自巨一集团董事长潘建中。三年之后再出门，巨一集团的人去了缅甸、孟加拉国等国；行程的日期和签约的城市，报道没有写。与出行有关，鹿城另有一项安排：出入境白名单管理机制，走“绿色通道”，当天受理、当天办理。",
            ),
            picture("trade_arcs", "示意图：通向远方港口的航线。"),
            paragraphs("这一单被称作鹿城出海抢单的“第一锤”。抢单还在继续，组团参展也在继续。"),
            related("article:waimao-zonghe-fuwu-zhongxin"),
        ],
        authors=(("reporter-b", "记者"),),
        topics=("外贸", "鞋业", "出海抢单"),
        links=(
            ("签约双方", "event:juyi-daiximan"),
            ("去了缅甸、孟加拉国等国", "event:miandian-mengjiala"),
            ("抢单还在继续，组团参展也在继续", "event:chuhai-qiangdan"),
        ),
        roles=(("巨一集团", "subject"), ("德国戴希曼", "participant")),
    ),
]
