from ..parts import figure, figures, heading, paragraphs, picture, related, sidebar
from .story import Story

STORIES = [
    Story(
        slug="yijian-hujiao",
        section="minsheng",
        published="2023-01-12 10:30",
        title="独居老人家里多了一个按钮",
        lead="鹿城民政部门给独居老人装上了“一键呼叫”报警器，守护是全天候的。",
        cover="lantern_street",
        body=[
            paragraphs(
                "对独居老人来说，最怕的是夜里出了事身边没有人。鹿城民政部门的办法是给他们安装“一键呼叫”报警器。名字已经把用法说清楚了：只要按一个键。守护的时间也写得明白，24小时，全天候。",
            ),
            figures("这项服务", figure("24", "小时", "全天候", "“一键呼叫”报警器的守护时间", "公开报道")),
            paragraphs(
                "安装户数、申请方式，公开报道没有写。家里有独居老人的读者，可以向所在社区打听；本站不转述没有出处的电话号码。",
                "守望不只靠设备。在鹿城的城市建设里，“老年友好”与“儿童友好”“青年发展型”并列为三个方向，一老一小和年轻人都在其中。读书也有牌子：五个城市品牌里，报道点了名的是“学在鹿城”。",
            ),
            sidebar(
                "相关",
                "走路多久能到",
                "鹿城的目标里有两个时间：文化和医疗服务15分钟，健身和养老服务10分钟。两个“圈”都已基本建成——“基本”二字，照录。",
            ),
        ],
        authors=(("reporter-b", "记者"),),
        topics=("养老", "民政"),
        interprets=("policy:yijian-hujiao",),
        links=(
            ("“老年友好”与“儿童友好”“青年发展型”", "policy:youhao-chengshi"),
            ("“学在鹿城”", "policy:xue-zai-lucheng"),
            ("文化和医疗服务15分钟，健身和养老服务10分钟", "policy:shenghuo-quan"),
        ),
    ),
    Story(
        slug="gongxiang-xiao-yaofang",
        section="minsheng",
        published="2022-12-29 09:00",
        kicker="邻里互助",
        title="一盒药的三条来路",
        subtitle="线上药房、线下角落、高速路口的小摊",
        lead="药品互助，鹿城人想出了三种办法：一种在线上，一种在社区，一种在路上。",
        cover="medicine_booth",
        body=[
            heading("线上的“小药房”"),
            paragraphs(
                "第一条路在线上。鹿城区各街镇有了“共享小药房”。“共享”两个字说的就是用法：有余的帮短缺的，今天你帮我，明天我帮你。",
            ),
            heading("社区里的一个角落"),
            paragraphs(
                "第二条路在线下。大南街道南门社区卫生服务中心与鹿城区隔壁邻居志愿者协会合作，辟出一处“药品互助角”：求助的人来取，宽裕的人来放。",
            ),
            heading("收费站旁的药摊"),
            paragraphs(
                "第三条路在路上。浙江省交通集团高速公路温州管理中心在高速收费站支起“共享药摊”，给在路上的人应急。",
            ),
            picture("medicine_booth", "示意图：共享药摊。"),
            paragraphs(
                "三条路合起来，是一座城市在疫情防控政策优化调整之后的互相照应。送出多少盒、帮到多少人，没有公开的统计，也许本来就没有人去数。",
            ),
            related("article:yijian-hujiao"),
        ],
        authors=(("reporter-a", "记者"), ("correspondent-c", "通讯员")),
        topics=("邻里互助", "医疗"),
        interprets=("policy:gongxiang-xiao-yaofang", "policy:yaopin-huzhujiao", "policy:gongxiang-yaotan"),
    ),
]
