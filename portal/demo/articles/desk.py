"""Stories that are still on the desk, so that the dashboard of the demo has something to show."""

from ..parts import heading, paragraphs, picture
from .story import Story

STORIES = [
    Story(
        slug="xiebocheng-chunji",
        section="qiye",
        title="鞋博城备春季：待补采访（草稿）",
        lead="温州国际鞋博城，报道称它是“高品质鞋材交易市场之一”。",
        body=[paragraphs("待补：商户数量、客流、旺季时间。没有出处的数不写。")],
        topics=("鞋业",),
        state="draft",
    ),
    Story(
        slug="chengshi-pinpai",
        section="minsheng",
        title="五大城市品牌：还差四个名字（草稿）",
        lead="报道只写了“学在鹿城”，另外四个品牌的名称待核实。",
        body=[paragraphs("待核实以后再往下写。已知：同一处还列出三项建设，分别面向孩子、青年和老人。")],
        topics=("城市品牌",),
        state="draft",
    ),
    Story(
        slug="wennuan-guonian",
        section="jiuye",
        title="留在鹿城过年，厂区里安排了什么",
        lead="一场“温暖过年游园会”正在谋划。",
        cover="lantern_street",
        body=[
            paragraphs(
                "讲起这场游园会的，是藤桥镇经济办科室负责人金慈南。它还在谋划中，日期和地点报道没有写，成行以后再补。",
            ),
            heading("阵地在哪里"),
            paragraphs(
                "报道提到的阵地之一，是鹿城装备制造小微园党群服务中心。",
            ),
            picture("lantern_street", "示意图：灯笼。"),
        ],
        topics=("就业",),
        state="review",
    ),
    Story(
        slug="linli-xinwenguan",
        section="minsheng",
        title="邻里新闻官：把村里的事讲给村里人听",
        lead="一项创新机制，让村民自己来讲身边的变化。",
        cover="village_courtyard",
        body=[
            paragraphs(
                "“邻里新闻官”是鹿城的一项创新机制。樟里村的家庭环境比拼就由他们发起。人数和产生办法，公开报道没有写。",
            ),
        ],
        authors=(("reporter-b", "记者"),),
        topics=("邻里新闻官",),
        state="scheduled",
    ),
]
